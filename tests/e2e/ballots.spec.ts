import type { Page } from 'playwright/test';
import { markedPrompt } from './support/marked-prompt';
import { askOnPage, expect, expectAccessible, pane, promptBox, stateOf, test } from './support/page-test';

const bar = '[data-slot="ballot-bar"]';

test('the best answers are chosen by a press, changed, deleted and kept', async ({ page }) => {
  await askOnPage(page, ['test/words-3', 'test/words-5', 'test/status-402'], markedPrompt());
  await expect(stateOf(page, 'B')).toHaveText('Done');
  const ballot = page.getByRole('region', { name: 'Your ballot' });
  const best = (lane: string) => ballot.getByRole('button', { name: `${lane} Best` });
  await expect(best('A')).toHaveAttribute('aria-pressed', 'false');
  const [answer, box] = [await page.locator('#answer-A').boundingBox(), await ballot.boundingBox()];
  expect(box?.y, 'under the answers').toBeGreaterThan((answer?.y ?? 0) + (answer?.height ?? 0));
  // A failed lane cannot be chosen.
  await expect(best('C')).toHaveCount(0);
  await best('B').click();
  await expect(best('B')).toHaveAttribute('aria-pressed', 'true');
  await expect(ballot.getByRole('status')).toHaveText('Kept');
  await expect(stateOf(page, 'B')).toHaveText('Done · your pick');
  await expectAccessible(page);
  await best('A').click();
  await expect(stateOf(page, 'A')).toHaveText('Done · your pick');
  await page.reload();
  await expect(best('A')).toHaveAttribute('aria-pressed', 'true');
  await expect(best('B')).toHaveAttribute('aria-pressed', 'true');
  await ballot.getByRole('button', { name: 'All bad' }).click();
  await expect(best('A')).toHaveAttribute('aria-pressed', 'false');
  await ballot.getByRole('button', { name: 'All bad' }).click();
  await expect(ballot.getByRole('status')).toHaveText('');
  await expect.poll(async () => (await recordOf(page)).turns[0].ballot).toBeNull();
});

test('single keys choose while no field has the focus', async ({ page }) => {
  await askOnPage(page, ['test/words-3', 'test/words-5'], markedPrompt());
  await expect(stateOf(page, 'B')).toHaveText('Done');
  await promptBox(page).focus();
  await page.keyboard.press('2');
  await expect(promptBox(page)).toHaveValue('2');
  await page.keyboard.press('Backspace');
  await promptBox(page).blur();
  await page.keyboard.press('2');
  await expect(stateOf(page, 'B')).toHaveText('Done · your pick');
  await page.keyboard.press('0');
  await expect(page.getByRole('button', { name: 'All equal' })).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('x');
  await expect(page.getByRole('button', { name: 'All bad' })).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('x');
  await expect(page.getByRole('button', { name: 'All bad' })).toHaveAttribute('aria-pressed', 'false');
});

test('there is nothing to choose while a lane answers, nor between an answer and a failure', async ({ page }) => {
  await askOnPage(page, ['test/words-3', 'test/hangs'], markedPrompt());
  await expect(stateOf(page, 'A')).toHaveText('Done');
  await expect(page.locator(bar)).toHaveCount(0);
  await pane(page, 'B').getByRole('button', { name: 'Stop' }).click();
  await expect(stateOf(page, 'B')).toHaveText('Stopped');
  await expect(page.locator(bar)).toHaveCount(0);
});

test('a ballot about an answer that was asked again says so', async ({ page }) => {
  await askOnPage(page, ['test/words-3', 'test/words-5'], markedPrompt());
  await expect(stateOf(page, 'B')).toHaveText('Done');
  await page.getByRole('button', { name: 'A Best' }).click();
  await expect(stateOf(page, 'A')).toHaveText('Done · your pick');
  await pane(page, 'A').getByRole('button', { name: 'Retry' }).click();
  await expect(page.locator(bar).getByRole('status')).toHaveText('Kept; about earlier answers');
  await expect(stateOf(page, 'A')).toHaveText('Done');
});

test('each turn has a ballot of its own', async ({ page }) => {
  await askOnPage(page, ['test/words-3', 'test/words-5'], markedPrompt());
  await expect(stateOf(page, 'B')).toHaveText('Done');
  await page.getByRole('button', { name: 'A Best' }).click();
  await promptBox(page).fill('And then?');
  await page.getByRole('button', { name: 'Ask 2 models' }).click();
  await expect(page.getByRole('button', { name: 'B Best' })).toHaveAttribute('aria-pressed', 'false');
  await page.getByRole('button', { name: 'B Best' }).click();
  await page.keyboard.press('[');
  await expect(page.getByRole('button', { name: 'A Best' })).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByRole('button', { name: 'B Best' })).toHaveAttribute('aria-pressed', 'false');
});

test('a ballot that the server refuses is undone, and the page says why', async ({ page }) => {
  await askOnPage(page, ['test/words-3', 'test/words-5'], markedPrompt());
  await expect(stateOf(page, 'B')).toHaveText('Done');
  await page.route('**/ballot', (route) =>
    route.fulfill({
      status: 503,
      contentType: 'application/problem+json',
      body: JSON.stringify({ status: 503, code: 'database-away', detail: 'The database is away.' }),
    }),
  );
  await page.getByRole('button', { name: 'A Best' }).click();
  await expect(page.getByText('The database is away.')).toBeVisible();
  await expect(stateOf(page, 'A')).toHaveText('Done');
});

for (const [where, size] of [
  ['on a phone', { width: 390, height: 844 }],
  ['in a short window', { width: 844, height: 390 }],
] as const) {
  test(`${where} a button in the pane opens the ballot`, async ({ page }) => {
    await page.setViewportSize(size);
    await askOnPage(page, ['test/words-3', 'test/words-5'], markedPrompt());
    await expect(stateOf(page, 'A')).toHaveText('Done');
    await expect(page.locator(bar)).toBeHidden();
    await pane(page, 'A').getByRole('button', { name: 'Vote' }).click();
    const panel = page.getByRole('dialog', { name: 'Which is best?' });
    await panel.getByRole('button', { name: 'A Best' }).click();
    await expect(panel.getByRole('status')).toHaveText('Kept');
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await expect(pane(page, 'A').getByRole('button', { name: '✓ Best' })).toBeVisible();
  });
}

async function recordOf(page: Page) {
  const id = new URL(page.url()).pathname.split('/').at(-1);
  return (await (await page.request.get(`/api/comparisons/${id}`)).json()).record;
}
