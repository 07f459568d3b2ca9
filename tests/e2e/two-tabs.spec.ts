import type { Page } from 'playwright/test';
import { markedPrompt } from './support/marked-prompt';
import { askOnPage, expect, expectAccessible, pane, promptBox, stateOf, test } from './support/page-test';

/** A second tab of the same browser on the same comparison. */
async function secondTab(page: Page): Promise<Page> {
  const tab = await page.context().newPage();
  await tab.goto(page.url());
  // It listens once what is written can be sent.
  await promptBox(tab).fill('x');
  await expect(tab.getByRole('button', { name: /^Ask \d/ })).toHaveAttribute('aria-disabled', 'false');
  await promptBox(tab).fill('');
  return tab;
}

async function askNext(page: Page, prompt: string): Promise<void> {
  await promptBox(page).fill(prompt);
  await page.getByRole('button', { name: /^Ask \d/ }).click();
}

/** What a browser does with a tab that is shown again. */
async function show(tab: Page): Promise<void> {
  await tab.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
}

const numbers = (page: Page, lane: string) =>
  pane(page, lane).locator('[data-slot="earlier-turn"] h3 .font-mono').allTextContents();

test('a tab that asks after another tab has asked shows that turn, and calls its own by its number', async ({
  page,
}) => {
  await askOnPage(page, ['test/words-3', 'test/words-10'], markedPrompt());
  await expect(stateOf(page, 'A')).toHaveText('Done');
  await expect(stateOf(page, 'B')).toHaveText('Done');
  const other = await secondTab(page);
  await askNext(page, 'Asked in the first tab');
  await expect(page.getByText('Turn 2 of 2')).toBeVisible();
  await expect(stateOf(page, 'B')).toHaveText('Done');

  await askNext(other, 'Asked in the second tab');
  await expect(other.getByText('Turn 3 of 3')).toBeVisible();
  await expect(stateOf(other, 'B')).toHaveText('Done');
  await expect.poll(() => numbers(other, 'A')).toEqual(['1', '2']);
  const between = pane(other, 'B').getByRole('button', { name: /Asked in the first tab/ });
  await between.click();
  await expect(other.getByText('Turn 2 of 3')).toBeVisible();
  await expect(pane(other, 'B').locator('[data-slot="earlier-turn"]').last()).toContainText('w10');
  await expectAccessible(other);

  await show(page);
  await expect(page.getByText('Turn 3 of 3')).toBeVisible();
  await expect.poll(() => numbers(page, 'A')).toEqual(['1', '2']);
  await other.close();
});

test('a tab that is shown again follows what runs for another tab, and stops it', async ({ page }) => {
  await askOnPage(page, ['test/words-3', 'test/words-5-every-30ms.hangs'], markedPrompt());
  await expect(stateOf(page, 'A')).toHaveText('Done');
  await page.keyboard.press('Escape');
  await expect(stateOf(page, 'B')).toHaveText('Stopped');
  const other = await secondTab(page);
  await page.getByRole('button', { name: /^A/, pressed: true }).click();
  await askNext(page, 'Only B, in the first tab');
  await expect(stateOf(page, 'B')).toHaveText('Writing');
  await show(other);
  await expect(other.getByText('Turn 2 of 2')).toBeVisible();
  await expect(stateOf(other, 'A')).toHaveText('Not asked');
  await expect(stateOf(other, 'B')).toHaveText('Writing');
  await other.getByRole('button', { name: 'Stop all' }).click();
  await expect(stateOf(other, 'B')).toHaveText('Stopped');
  await expect(stateOf(page, 'B')).toHaveText('Stopped');
  await other.close();
});

test('two windows side by side learn of each other’s questions, attempts and titles without the focus', async ({
  page,
}) => {
  await askOnPage(page, ['test/words-3', 'test/words-10'], markedPrompt());
  await expect(stateOf(page, 'A')).toHaveText('Done');
  await expect(stateOf(page, 'B')).toHaveText('Done');
  const second = await secondTab(page);

  await askNext(page, 'Asked in the first window');
  await expect(second.getByText('Turn 2 of 2')).toBeVisible();
  await expect(stateOf(second, 'B')).toHaveText('Done');

  const retry = pane(second, 'A').locator('[data-slot="pane-actions"]').getByRole('button', { name: 'Retry' });
  await retry.click();
  await expect(pane(page, 'A').getByText('2 / 2')).toBeVisible();
  await expect(stateOf(page, 'A')).toHaveText('Done');

  await pane(page, 'A').getByRole('button', { name: 'Earlier attempt of A' }).click();
  await expect(pane(second, 'A').getByText('1 / 2')).toBeVisible();

  await second.keyboard.press('Alt+0');
  await second
    .getByRole('button', { name: /^Rename / })
    .first()
    .click();
  await second.getByLabel('Title', { exact: true }).fill('Side by side');
  await second.keyboard.press('Enter');
  await expect(page).toHaveTitle('Side by side · Abreast');
  await second.close();
});

test('of two tabs that ask the same lane again one wins, and the other shows it', async ({ page }) => {
  await askOnPage(page, ['test/hangs', 'test/words-3'], markedPrompt());
  await expect(stateOf(page, 'B')).toHaveText('Done');
  await page.keyboard.press('Escape');
  await expect(stateOf(page, 'A')).toHaveText('Stopped');
  const other = await secondTab(page);
  const retry = (tab: Page) =>
    pane(tab, 'A').locator('[data-slot="pane-actions"]').getByRole('button', { name: 'Retry' });
  const answered: number[] = [];
  for (const tab of [page, other]) {
    tab.on('response', (response) => /\/retry$/.test(response.url()) && answered.push(response.status()));
  }
  await Promise.all([retry(page).click(), retry(other).click()]);
  await expect.poll(() => answered.length).toBe(2);
  expect(answered.sort()).toEqual([200, 409]);
  for (const tab of [page, other]) {
    await expect(pane(tab, 'A').getByText('2 / 2')).toBeVisible();
    await expect(stateOf(tab, 'A')).toHaveText('Waiting');
  }
  await other.getByRole('button', { name: 'Stop all' }).click();
  for (const tab of [page, other]) await expect(stateOf(tab, 'A')).toHaveText('Stopped');
  await other.close();
});
