import type { Page } from 'playwright/test';
import { markedPrompt } from './support/marked-prompt';
import { expect, expectAccessible, openStart, pane, promptBox, stateOf, test } from './support/page-test';

const MODELS = ['test/words-3', 'test/words-10', 'test/status-402'];
/** What would tell who answers. */
const TELLING = /test\/|words-|status-402|\$0|tok\/s|Test\b/;

async function askBlind(page: Page, models: readonly string[] = MODELS): Promise<string> {
  const prompt = markedPrompt();
  await openStart(page, `/?models=${models.map(encodeURIComponent).join(',')}`);
  await promptBox(page).fill(prompt);
  await page.getByRole('button', { name: 'Blind', exact: true }).click();
  await expect(page.getByRole('button', { name: '✓ Blind' })).toHaveAttribute('aria-pressed', 'true');
  await page.getByRole('button', { name: /^Ask / }).click();
  return prompt;
}

test('a blind comparison names nobody until a ballot is cast, then all of it is there', async ({ page }) => {
  await askBlind(page);
  await expect(page.getByText('All answers are here.')).toBeVisible();
  const workspace = page.locator('[data-slot="workspace"]');
  expect(await workspace.textContent()).not.toMatch(TELLING);
  await expect(pane(page, 'A').getByRole('heading', { level: 2 })).toContainText('Answer A');
  await expectAccessible(page);
  await page.reload();
  await expect(page.getByText('All answers are here.')).toBeVisible();
  expect(await page.content()).not.toMatch(/words-10|status-402/);

  const cast = page.getByRole('button', { name: 'Cast and show names' });
  await expect(cast).toHaveAttribute('aria-disabled', 'true');
  const first = page.locator('[data-slot="ballot-bar"] [data-ballot]').first();
  await first.click();
  await expect(first).toHaveAttribute('aria-pressed', 'true');
  expect(await workspace.textContent()).not.toMatch(TELLING);
  await cast.click();
  await expect(workspace).toContainText('test/words-10');
  await expect(page.getByText('· your pick')).toBeVisible();
  await expect(page.locator('[data-slot="track-rows"]')).toBeVisible();
  await expectAccessible(page);
  // The ballot stays as it is.
  await expect(page.locator('[data-ballot]')).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'Your ballot' })).toContainText(/Your blind ballot: [AB] best\./);
  await page.keyboard.press('1');
  await expect(page.getByText('· your pick')).toHaveCount(1);
  await page.reload();
  await expect(page.getByText('· your pick')).toBeVisible();
});

test('a page whose names were shown elsewhere says so at the ballot, and shows them', async ({ page }) => {
  await askBlind(page, ['test/words-3', 'test/words-10']);
  await expect(page.getByText('All answers are here.')).toBeVisible();
  const id = new URL(page.url()).pathname.split('/').at(-1);
  await page.request.patch(`/api/comparisons/${id}`, { data: { revealed: true } });
  await page.locator('[data-slot="ballot-bar"] [data-ballot="A"]').click();
  await page.getByRole('button', { name: 'Cast and show names' }).click();
  await expect(page.getByText('The names are known by now', { exact: false })).toBeVisible();
  await expect(page.locator('[data-slot="panes"]')).toContainText('test/words-10');
});

test('while lanes answer blind, the page says how many are ready, and shows no text of those that are', async ({
  page,
}) => {
  await askBlind(page, ['test/words-3', 'test/hangs']);
  await expect(page.getByText('1 of 2 ready.')).toBeVisible();
  expect(await page.locator('[data-slot="panes"]').textContent()).not.toContain('w1');
  await expect(page.getByText('All texts come at once, when the last one has ended.').first()).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Stop all' }).click();
  await expect(page.getByText('All answers are here.')).toBeVisible();
  // One answer alone cannot be judged: the names are shown without a ballot.
  await expect(page.locator('[data-slot="ballot-bar"]')).toHaveCount(0);
  await page.getByRole('button', { name: 'Show names' }).click();
  await expect(page.locator('[data-slot="panes"]')).toContainText('test/words-3');
  await expect(page.locator('[data-slot="panes"]')).toContainText('test/hangs');
});

test('a follow-up waits for the ballot, and is not blind', async ({ page }) => {
  await askBlind(page, ['test/words-3', 'test/words-10']);
  await expect(page.getByText('All answers are here.')).toBeVisible();
  await promptBox(page).fill('And then?');
  await expect(page.getByText('Choose the best answer first, or show the names')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Ask 2 models' })).toHaveAttribute('aria-disabled', 'true');
  await page.getByRole('button', { name: 'Show names' }).click();
  await page.getByRole('button', { name: 'Ask 2 models' }).click();
  await expect(pane(page, 'A').getByText('And then?')).toBeVisible();
  await expect(stateOf(page, 'B')).toHaveText('Done');
  await page.locator('[data-slot="ballot-bar"] [data-ballot="B"]').click();
  await expect(stateOf(page, 'B')).toHaveText('Done · your pick');
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, colorScheme: 'dark' });

  test('a blind comparison is asked, judged and revealed', async ({ page }) => {
    await askBlind(page, ['test/words-3', 'test/words-10']);
    await expect(page.getByText('All answers are here.')).toBeVisible();
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await pane(page, 'A').getByRole('button', { name: 'Vote' }).tap();
    const panel = page.getByRole('dialog', { name: 'Which is best?' });
    await panel.getByRole('button', { name: 'A Best' }).tap();
    await panel.getByRole('button', { name: 'Cast and show names' }).tap();
    await expect(pane(page, 'A').getByText('· your pick')).toBeVisible();
  });
});
