import type { Page } from 'playwright/test';
import { markedPrompt } from './support/marked-prompt';
import { askOnPage, expect, expectAccessible, pane, promptBox, stateOf, test } from './support/page-test';

/** Asks three lanes, then only B. Their texts tell which turn and lane they are of. */
async function askAllThenOne(page: Page): Promise<void> {
  await askOnPage(page, ['test/words-10', 'test/words-3', 'test/words-20-every-30ms'], markedPrompt());
  for (const lane of 'ABC') await expect(stateOf(page, lane)).toHaveText('Done');
  for (const lane of 'AC') await page.getByRole('button', { name: new RegExp(`^${lane}`), pressed: true }).click();
  await promptBox(page).fill('Only you');
  await page.getByRole('button', { name: 'Ask 1 model' }).click();
  await expect(page.getByText('Turn 2 of 2')).toBeVisible();
  await expect(stateOf(page, 'B')).toHaveText('Done');
}

function earlierTurn(page: Page, lane: string) {
  return pane(page, lane).getByRole('button', { name: /Why are there tides/ });
}

function foot(page: Page, lane: string) {
  return pane(page, lane).locator('[data-slot="pane-actions"]');
}

test('a lane that was not asked says so, and nothing of an earlier answer passes for its own', async ({ page }) => {
  await askAllThenOne(page);
  for (const reload of [false, true]) {
    if (reload) await page.reload();
    for (const lane of 'AC') {
      await expect(stateOf(page, lane)).toHaveText('Not asked');
      await expect(pane(page, lane).getByText('Not asked in turn 2.')).toBeVisible();
      await expect(pane(page, lane).locator('[data-slot="figure-cell"]')).toHaveCount(0);
      await expect(pane(page, lane).getByText('best:')).toHaveCount(0);
      await expect(foot(page, lane).getByRole('button')).toHaveText(`Ask ${lane} too`);
      await expect(earlierTurn(page, lane)).toHaveAttribute('aria-expanded', 'false');
      await expect(pane(page, lane).getByText(/w1 w2/)).toHaveCount(0);
    }
    await expect(stateOf(page, 'B')).toHaveText('Done');
    await expect(page.locator('[data-slot="track-row"]')).toHaveCount(1);
    await expect(page.locator('[data-slot="announcer"]')).toHaveText(/^B finished in \d+ seconds?, 1 of 1$/);
  }
  await expectAccessible(page);
  const comparison = new URL(page.url()).pathname.slice('/c/'.length);
  const exported = await (await page.request.get(`/api/comparisons/${comparison}/export`)).text();
  expect(exported).toContain('_Not asked in turn 2: A, C._');
  expect(exported.split('## Turn 2')[1]).not.toContain('### A');
});

test('the last answer of a lane that was not asked opens, and with it its turn is selected', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await askAllThenOne(page);
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toHaveText('Only you');
  await earlierTurn(page, 'A').focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Turn 1 of 2')).toBeVisible();
  await expect(heading).toHaveText(/Why are there tides/);
  for (const lane of 'ABC') {
    await expect(stateOf(page, lane)).toHaveText('Done');
    await expect(earlierTurn(page, lane)).toHaveAttribute('aria-expanded', 'true');
    await expect(earlierTurn(page, lane)).toHaveAttribute('aria-current', 'true');
  }
  await expect(page.locator('[data-slot="track-row"]')).toHaveCount(3);
  await expect(pane(page, 'A').locator('[data-slot="pane-figures"]')).toContainText('tok10');
  // The newest turn of B is open below: its figures stand beside it.
  await expect(pane(page, 'B').locator('[data-slot="figures-line"]')).toHaveCount(2);
  await foot(page, 'A').getByRole('button', { name: 'Copy' }).click();
  await expect(foot(page, 'A').getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^w1 w2 .* w10$/);
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('button', { name: 'Copy the figures as a table' }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toMatch(/\| A \|.*\| B \|.*\| C \|/s);
  await page.keyboard.press('Escape');
  await expectAccessible(page);
  await earlierTurn(page, 'B').click();
  await expect(page.getByText('Turn 2 of 2')).toBeVisible();
  await expect(stateOf(page, 'A')).toHaveText('Not asked');
});

test('a turn in which a lane was not asked says so in its place among the others', async ({ page }) => {
  await askAllThenOne(page);
  for (const lane of 'AC') await page.getByRole('button', { name: new RegExp(`^${lane} `), pressed: false }).click();
  await promptBox(page).fill('All of you');
  await page.getByRole('button', { name: 'Ask 3 models' }).click();
  await expect(page.getByText('Turn 3 of 3')).toBeVisible();
  for (const lane of 'ABC') await expect(stateOf(page, lane)).toHaveText('Done');
  await expect(pane(page, 'A').getByText('Not asked')).toHaveCount(0);
  await page.getByRole('button', { name: 'Earlier turn' }).click();
  await expect(page.getByText('Turn 2 of 3')).toBeVisible();
  await expect(stateOf(page, 'A')).toHaveText('Not asked');
  await expect(stateOf(page, 'B')).toHaveText('Done');
  const sections = pane(page, 'A').locator('[data-slot="earlier-turn"]');
  await expect(sections).toHaveCount(2);
  await expect(sections.nth(1)).toContainText('Not asked in turn 2.');
  await expect(pane(page, 'A').getByText(/w1 w2 .* w10/)).toBeVisible();
  await page.getByRole('button', { name: 'Later turn' }).click();
  await expect(sections).toHaveCount(1);
});

test('a turn that is selected stays in sight while the newest goes on below it', async ({ page }) => {
  await askOnPage(page, ['test/words-10', 'test/words-2000-every-5ms'], markedPrompt());
  await expect(stateOf(page, 'A')).toHaveText('Done');
  await expect(pane(page, 'B').getByText(/w1 w2 .* w20 /)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(stateOf(page, 'B')).toHaveText('Stopped');
  await promptBox(page).fill('Go on');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Turn 2 of 2')).toBeVisible();
  await expect(stateOf(page, 'B')).toHaveText('Writing');
  await earlierTurn(page, 'B').click();
  const newest = pane(page, 'B').locator('[data-slot="lane-answer"]').last();
  await expect(newest).toContainText('w600');
  await expect(earlierTurn(page, 'B')).toBeInViewport();
  await page.getByRole('button', { name: 'Later turn' }).click();
  await expect(newest).toContainText('w900');
  const fromEnd = () =>
    page.locator('#answer-B').evaluate((box) => Math.round(box.scrollHeight - box.scrollTop - box.clientHeight));
  await expect.poll(fromEnd).toBeLessThan(32);
  await page.keyboard.press('Escape');
});

test('a lane that is asked again in a folded turn is seen to run there', async ({ page }) => {
  await askOnPage(page, ['test/hangs', 'test/words-3'], markedPrompt());
  await expect(stateOf(page, 'B')).toHaveText('Done');
  await page.keyboard.press('Escape');
  await expect(stateOf(page, 'A')).toHaveText('Stopped');
  await page.getByRole('button', { name: /^A/, pressed: true }).click();
  await promptBox(page).fill('Only you');
  await page.getByRole('button', { name: 'Ask 1 model' }).click();
  await expect(stateOf(page, 'A')).toHaveText('Not asked');
  await earlierTurn(page, 'A').click();
  await foot(page, 'A').getByRole('button', { name: 'Retry' }).click();
  await expect(stateOf(page, 'A')).toHaveText('Waiting');
  await earlierTurn(page, 'A').click();
  await expect(stateOf(page, 'A')).toHaveText('Not asked');
  await expect(earlierTurn(page, 'A')).toHaveAccessibleName(/Waiting$/);
  await page.getByRole('button', { name: 'Stop all' }).click();
  await expect(earlierTurn(page, 'A')).not.toHaveAccessibleName(/Waiting$/);
});

test('state, figures, Retry and attempts are those of the selected turn, of three', async ({ page }) => {
  const failing = 'test/words-5-every-30ms.breaks-502.next.words-10';
  await askOnPage(page, [failing, 'test/words-3'], markedPrompt());
  await expect(stateOf(page, 'A')).toHaveText('Failed');
  await foot(page, 'A').getByRole('button', { name: 'Retry' }).click();
  await expect(stateOf(page, 'A')).toHaveText('Done');
  for (const [turn, prompt] of [
    [2, 'And then?'],
    [3, 'And at last?'],
  ] as const) {
    await promptBox(page).fill(prompt);
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText(`Turn ${turn} of ${turn}`)).toBeVisible();
    await expect(stateOf(page, 'A')).toHaveText('Failed');
    await expect(stateOf(page, 'B')).toHaveText('Done');
  }
  await earlierTurn(page, 'B').click();
  await expect(page.getByText('Turn 1 of 3')).toBeVisible();
  await expect(stateOf(page, 'A')).toHaveText('Done');
  await expect(foot(page, 'A').getByText('2 / 2')).toBeVisible();
  await expect(pane(page, 'A').locator('[data-slot="pane-figures"]')).toContainText('tok10');
  await foot(page, 'A').getByRole('button', { name: 'Earlier attempt of A' }).click();
  await expect(stateOf(page, 'A')).toHaveText('Failed');
  await foot(page, 'A').getByRole('button', { name: 'Retry' }).click();
  await expect(foot(page, 'A').getByText('3 / 3')).toBeVisible();
  await expect(stateOf(page, 'A')).toHaveText('Done');
  await expect(page.getByText('Turn 1 of 3')).toBeVisible();
  await expect(page.locator('[data-slot="announcer"]')).toHaveText(/^Turn 1: A finished in/);

  await page.getByRole('button', { name: 'Later turn' }).click();
  await expect(page.getByText('Turn 2 of 3')).toBeVisible();
  await expect(stateOf(page, 'A')).toHaveText('Failed');
  await expect(foot(page, 'A').locator('[data-slot="attempt-pager"]')).toHaveCount(0);
  await pane(page, 'A')
    .getByRole('button', { name: /And then/ })
    .click();
  await expect(page.getByText('Turn 3 of 3')).toBeVisible();
});

test('what runs in another turn than the selected one goes on, and the foot says why it cannot be asked', async ({
  page,
}) => {
  await askOnPage(page, ['test/hangs', 'test/words-3'], markedPrompt());
  await expect(stateOf(page, 'A')).toHaveText('Waiting');
  await expect(stateOf(page, 'B')).toHaveText('Done');
  await page.keyboard.press('Escape');
  await expect(stateOf(page, 'A')).toHaveText('Stopped');
  await promptBox(page).fill('And then?');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('Turn 2 of 2')).toBeVisible();
  await expect(stateOf(page, 'B')).toHaveText('Done');
  await expect(stateOf(page, 'A')).toHaveText('Waiting');
  await page.getByRole('button', { name: 'Earlier turn' }).click();
  await expect(stateOf(page, 'A')).toHaveText('Stopped');
  const retry = foot(page, 'A').getByRole('button', { name: 'Retry' });
  await expect(retry).toHaveAttribute('aria-disabled', 'true');
  await expect(retry).toHaveAccessibleDescription('A is still running in turn 2: wait or stop');
  await expect(foot(page, 'B').getByRole('button', { name: 'Retry' })).toHaveAttribute('aria-disabled', 'false');
  await page.getByRole('button', { name: 'Stop all' }).click();
  await expect(retry).toHaveAttribute('aria-disabled', 'false');
  await expect(page.locator('[data-slot="announcer"]')).toHaveText(/^A stopped after/);
  await page.getByRole('button', { name: 'Later turn' }).click();
  await expect(stateOf(page, 'A')).toHaveText('Stopped');
});

test('on a phone the strip and the pane follow the selected turn', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await askAllThenOne(page);
  const tab = page.getByRole('navigation', { name: 'Lanes' }).getByRole('button', { name: /^A / });
  await expect(tab).toHaveAccessibleName(/, Not asked$/);
  await page.getByRole('button', { name: 'Earlier turn' }).click();
  await expect(tab).toHaveAccessibleName(/, Done$/);
  await expect(pane(page, 'A').getByText(/w1 w2 .* w10/)).toBeInViewport();
  await expectAccessible(page);
});
