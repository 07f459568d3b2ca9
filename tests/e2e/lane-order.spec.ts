import type { Page } from 'playwright/test';
import { markedPrompt } from './support/marked-prompt';
import { askOnPage, expect, expectAccessible, openStart, pane, promptBox, stateOf, test } from './support/page-test';
import { requestsWith } from './support/stand-in';

async function askThree(page: Page): Promise<void> {
  await askOnPage(page, ['test/words-3', 'test/words-5', 'test/words-10'], markedPrompt());
  for (const lane of 'ABC') await expect(stateOf(page, lane)).toHaveText('Done');
}

const menu = (page: Page, lane: string) => pane(page, lane).locator('[data-slot="lane-menu-button"]');
const action = (page: Page, name: string) =>
  page.locator('[data-slot="lane-actions"]').getByRole('button', { name, exact: true });

/** The letters of the lanes, from left to right. */
function expectOrder(page: Page, letters: string) {
  return expect(page.locator('[data-slot="pane-header"] [data-slot="lane-badge"]')).toHaveText([...letters]);
}

test('lanes are put in another order by menu and by drag, and stay so', async ({ page }) => {
  await askThree(page);
  await menu(page, 'A').focus();
  await page.keyboard.press('Enter');
  await expectAccessible(page);
  await expect(action(page, 'Move left')).toHaveAttribute('aria-disabled', 'true');
  await action(page, 'Move right').focus();
  await page.keyboard.press('Enter');
  await expectOrder(page, 'BAC');
  await expect(menu(page, 'A')).toBeFocused();
  const header = (lane: string) => pane(page, lane).locator('[data-slot="pane-header"]');
  await header('C').dragTo(header('B'));
  await expectOrder(page, 'CBA');
  await page.reload();
  await expectOrder(page, 'CBA');
});

test('a lane that is removed is asked no more, keeps its answers, and comes back', async ({ page }) => {
  await askThree(page);
  await menu(page, 'B').click();
  await action(page, 'Remove').click();
  await expectOrder(page, 'AC');
  await expect(promptBox(page)).toBeFocused();
  const prompt = markedPrompt();
  await promptBox(page).fill(prompt);
  await page.getByRole('button', { name: 'Ask 2 models' }).click();
  for (const lane of 'AC') await expect(stateOf(page, lane)).toHaveText('Done');
  await expect(page.getByText('Turn 2 of 2')).toBeVisible();
  expect((await requestsWith(prompt)).map(({ model }) => model).toSorted()).toEqual(['test/words-10', 'test/words-3']);
  await page.reload();
  await expectOrder(page, 'AC');
  await promptBox(page).focus();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Bring back B' }).click();
  await expectOrder(page, 'ABC');
  await expect(stateOf(page, 'B')).toHaveText('Not asked');
  await expect(pane(page, 'B').getByRole('button', { name: /Why are there tides/ })).toBeVisible();
});

test('the chips of a new comparison are dragged into another order', async ({ page }) => {
  await openStart(page, '/?models=test/words-3,test/words-5,test/words-10');
  const chips = page.locator('[data-slot="draft-chip"]');
  await expect(chips).toHaveText([/^A.*words-3/, /^B.*words-5/, /^C.*words-10/]);
  await chips.nth(2).dragTo(chips.nth(0));
  await expect(chips).toHaveText([/^A.*words-10/, /^B.*words-3/, /^C.*words-5/]);
});
