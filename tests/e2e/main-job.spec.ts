import { markedPrompt } from './support/marked-prompt';
import { askOnPage, expect, expectAccessible, pane, promptBox, stateOf, test } from './support/page-test';

const DEMO = ['demo/quick', 'demo/steady', 'demo/thinker'];

test('three demo models answer side by side, interleaved, and the page sums them up', async ({ page }) => {
  await askOnPage(page, DEMO, 'Why is the sky blue?');
  await expect(page).toHaveURL(/\/c\/[\w-]{22}$/);
  // B writes while A, who began before it, is not done or C, who ends last, has not written: they run together.
  await expect(stateOf(page, 'B')).toHaveText('Writing');
  await expect(stateOf(page, 'C')).toHaveText(/Queued|Waiting|Thinking|Writing/);
  await expect(page.getByText('so far, together')).toBeVisible();
  for (const lane of ['A', 'B', 'C']) {
    await expect(stateOf(page, lane)).toHaveText('Done');
    await expect(
      pane(page, lane)
        .getByText(/canned demo answer/)
        .first(),
    ).toBeVisible();
  }
  await expect(page.getByText(/one after another/)).toBeVisible();
  await expect(page.getByText(/× faster/)).toBeVisible();
  await expect(
    page.getByRole('listitem').filter({ has: page.getByRole('img', { name: /^A waited .* ended at/ }) }),
  ).toBeVisible();
  await expect(pane(page, 'C').getByText(/^Thought for/)).toBeVisible();
});

test('a question that is asked while its lanes run waits for them, can be withdrawn, and survives a reload', async ({
  page,
}) => {
  await askOnPage(page, ['test/words-400-every-25ms', 'test/words-3'], markedPrompt());
  await expect(stateOf(page, 'A')).toHaveText('Writing');
  await promptBox(page).fill('The next question');
  const ask = page.getByRole('button', { name: 'Ask next' });
  await expect(ask).toHaveAccessibleDescription('Is asked once A has answered');
  await ask.click();
  await expect(promptBox(page)).toHaveValue('');
  await expect(page.getByText('Next:The next question')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Take the next question back' }).click();
  await expect(promptBox(page)).toHaveValue('The next question');
  await ask.click();
  await page.reload();
  await expect(promptBox(page)).toHaveValue('The next question');
  await ask.click();
  await pane(page, 'A').getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByText('Turn 2 of 2')).toBeVisible();
  await expect(stateOf(page, 'B')).toHaveText('Done');
});

test('Esc stops what runs and takes the question back that waits for it', async ({ page }) => {
  await askOnPage(page, ['test/words-400-every-25ms'], markedPrompt());
  await expect(stateOf(page, 'A')).toHaveText('Writing');
  await promptBox(page).fill('The next question');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.locator('[data-slot="queued-chip"]')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(stateOf(page, 'A')).toHaveText('Stopped');
  await expect(promptBox(page)).toHaveValue('The next question');
  await expect(page.getByRole('button', { name: 'Ask 1 model' })).toHaveAttribute('aria-disabled', 'false');
});

test('stopping one lane leaves the other talking', async ({ page }) => {
  await askOnPage(page, ['test/words-400-every-25ms', 'test/words-20-every-30ms'], markedPrompt());
  await expect(stateOf(page, 'A')).toHaveText('Writing');
  await pane(page, 'A').getByRole('button', { name: 'Stop' }).click();
  await expect(stateOf(page, 'A')).toHaveText('Stopped');
  await expect(pane(page, 'A').getByText(/may still be charged/)).toBeVisible();
  await expect(stateOf(page, 'B')).toHaveText('Done');
  await expect(pane(page, 'B').getByText(/w20$/)).toBeVisible();
});

test('a lane that failed says so in words, keeps its text, and answers on Retry', async ({ page }) => {
  await askOnPage(page, ['test/words-5-every-30ms.breaks-502.next.words-10', 'demo/quick'], markedPrompt());
  await expect(stateOf(page, 'A')).toHaveText('Failed');
  await expect(pane(page, 'A').getByText('No provider can serve this model now (502).')).toBeVisible();
  await expect(pane(page, 'A').getByText(/w1 w2 w3 w4 w5/)).toBeVisible();
  await pane(page, 'A').getByRole('region', { name: 'Why this failed' }).getByRole('button', { name: 'Retry' }).click();
  await expect(stateOf(page, 'A')).toHaveText('Done');
  await expect(pane(page, 'A').getByText(/w10$/)).toBeVisible();
  await expect(stateOf(page, 'B')).toHaveText('Done');
});

test('a rate limit counts down on Retry', async ({ page }) => {
  await askOnPage(page, ['test/status-429-retry-after-20s'], markedPrompt());
  const retry = pane(page, 'A').getByRole('button', { name: /^Retry in \d+ s$/ });
  await expect(retry).toBeVisible();
  await expect(retry).toHaveAttribute('aria-disabled', 'true');
});

test('a follow-up goes on from each lane’s own answer, and the earlier turn folds away', async ({ page }) => {
  await askOnPage(page, ['demo/quick', 'test/words-10'], markedPrompt());
  await expect(stateOf(page, 'A')).toHaveText('Done');
  await expect(stateOf(page, 'B')).toHaveText('Done');
  await promptBox(page).fill('And what follows from that?');
  await page.keyboard.press('Control+Enter');
  await expect(pane(page, 'A').getByText(/turn 2/)).toBeVisible();
  await expect(stateOf(page, 'A')).toHaveText('Done');
  const earlier = pane(page, 'B').getByRole('button', { name: /Why are there tides/ });
  await expect(earlier).toHaveAttribute('aria-expanded', 'false');
  await earlier.click();
  await expect(pane(page, 'A').getByRole('button', { name: /Why are there tides/ })).toHaveAttribute(
    'aria-expanded',
    'true',
  );
  await expect(pane(page, 'A').getByText(/turn 1/)).toBeVisible();
});

test('a follow-up may leave a lane out', async ({ page }) => {
  await askOnPage(page, ['test/words-10', 'test/words-3'], markedPrompt());
  await expect(stateOf(page, 'B')).toHaveText('Done');
  await page.getByRole('button', { name: /^B/, pressed: true }).click();
  await promptBox(page).fill('Only you');
  await page.getByRole('button', { name: 'Ask 1 model' }).click();
  await expect(pane(page, 'A').getByRole('button', { name: /Why are there tides/ })).toBeVisible();
  await expect(pane(page, 'B').getByText('Not asked in turn 2.')).toBeVisible();
});

test('a refused question says why and loses nothing that was written', async ({ page }) => {
  await page.route('**/api/compare', (route) =>
    route.fulfill({
      status: 400,
      contentType: 'application/problem+json',
      body: JSON.stringify({ status: 400, code: 'unknown-model', detail: 'There is no model named x/y.' }),
    }),
  );
  await askOnPage(page, ['demo/quick'], 'Keep me');
  await expect(page.getByRole('alert').filter({ hasText: 'There is no model named x/y.' })).toBeVisible();
  await expect(promptBox(page)).toHaveValue('Keep me');
});
