import type { Page } from 'playwright/test';
import { expect, expectAccessible, openStart, test } from './support/page-test';
import { ask } from './support/shared-page';

const MODELS = ['test/words-3', 'test/words-5', 'test/status-404'];

async function openComparison(page: Page): Promise<void> {
  const { comparison } = await ask(page, { prompt: 'Why?', models: MODELS });
  await ask(page, { comparison, prompt: 'And then?' });
  await page.goto(`/c/${comparison}`);
}

function table(page: Page) {
  return page.getByRole('dialog').getByRole('table');
}

/** The letters of the rows, in their order. */
function letters(page: Page): Promise<string> {
  return table(page)
    .locator('tbody [data-slot="lane-badge"]')
    .allTextContents()
    .then((found) => found.join(''));
}

test('a page without a comparison has nothing to compare', async ({ page }) => {
  await openStart(page, '/');
  await expect(page.getByRole('button', { name: 'Figures' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Diff' })).toHaveCount(0);
});

test('all figures of a turn are in a table that is sorted by a press on a name', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openComparison(page);
  await page.getByRole('button', { name: 'Figures', exact: true }).click();
  await expect(table(page).getByRole('rowheader')).toHaveCount(3);
  await expect(table(page).getByRole('row', { name: /words-5/ })).toContainText('done');
  await expect(table(page).getByRole('row', { name: /404/ })).toContainText('failed');
  await expectAccessible(page);

  expect(await letters(page)).toBe('ABC');
  const words = table(page).getByRole('columnheader', { name: 'words' });
  await words.getByRole('button').click();
  await words.getByRole('button').click();
  await expect(words).toHaveAttribute('aria-sort', 'descending');
  expect(await letters(page)).toBe('BAC');
  await words.getByRole('button').click();
  await expect(words).toHaveAttribute('aria-sort', 'none');
  expect(await letters(page)).toBe('ABC');

  await page.getByLabel('Turn', { exact: true }).selectOption('all');
  await expect(table(page).getByRole('rowheader')).toHaveCount(6);
  await page.getByRole('button', { name: 'Copy as Markdown' }).click();
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied.split('\n')).toHaveLength(8);
});

test('the same tokens are priced as another model’s', async ({ page }) => {
  await openComparison(page);
  await page.getByRole('button', { name: 'Figures', exact: true }).click();
  const prices = page.getByLabel('Same tokens, priced as');
  await prices.selectOption({ index: 1 });
  const head = table(page).getByRole('columnheader', { name: /at the price of/ });
  await expect(head).toBeVisible();
  const names = await table(page).getByRole('columnheader').allTextContents();
  const at = names.findIndex((name) => name.startsWith('at the price of'));
  // The first one heads the rows.
  await expect(
    table(page)
      .getByRole('row', { name: /words-5/ })
      .getByRole('cell')
      .nth(at - 1),
  ).toContainText('$');
});

test('a diff shows what two answers do not have in common, and nothing else if that is wished', async ({ page }) => {
  await openComparison(page);
  await page.getByRole('button', { name: 'Diff', exact: true }).click();
  const diff = page.locator('[data-slot="diff"]');
  await expect(diff.locator('ins')).toHaveText('w4 w5');
  await expect(diff.locator('del')).toHaveCount(0);
  await expectAccessible(page);
  await page.getByLabel('By', { exact: true }).selectOption('line');
  await expect(diff.locator('del')).toHaveText('w1 w2 w3');

  await page.getByLabel('Right').selectOption('2 A 1');
  await expect(page.getByText('The two answers are the same, letter for letter.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Diff', exact: true })).toBeFocused();
});

test('on a phone the diff is a tab of the figures, and both fit', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openComparison(page);
  await page.getByRole('button', { name: 'Figures', exact: true }).click();
  await expect(table(page).getByRole('rowheader')).toHaveCount(3);
  await page.getByRole('tab', { name: 'Diff' }).click();
  await expect(page.locator('[data-slot="diff"] ins')).toHaveText('w4 w5');
  await expectAccessible(page);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  expect(wide).toBe(false);
});

test('it is said whether the answers can be held against each other, and why not on press', async ({ page }) => {
  await openComparison(page);
  await page.getByRole('button', { name: 'Figures', exact: true }).click();
  const note = page.locator('[data-slot="comparable-note"]');
  await expect(note).toContainText('Not quite comparable');
  await expect(note.getByText('C failed.')).toBeHidden();
  await note.getByText('Not quite comparable').click();
  await expect(note.getByText('C failed.')).toBeVisible();
  await expectAccessible(page);
});
