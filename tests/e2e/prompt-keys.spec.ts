import { markedPrompt } from './support/marked-prompt';
import { askOnPage, expect, expectAccessible, openStart, promptBox, stateOf, test } from './support/page-test';

test('↑ brings earlier prompts back, in a follow-up and in the next comparison', async ({ page }) => {
  const [first, second] = [markedPrompt(), markedPrompt()];
  await askOnPage(page, ['test/words-3'], first);
  await expect(stateOf(page, 'A')).toHaveText('Done');
  await promptBox(page).fill(second);
  await promptBox(page).press('ControlOrMeta+Enter');
  await expect(page.getByText('Turn 2 of 2')).toBeVisible();
  await openStart(page, '/');
  await promptBox(page).press('ArrowUp');
  await expect(promptBox(page)).toHaveValue(second);
  await promptBox(page).press('ArrowUp');
  await expect(promptBox(page)).toHaveValue(first);
  await promptBox(page).press('ArrowDown');
  await promptBox(page).press('ArrowDown');
  await expect(promptBox(page)).toHaveValue('');
});

test('Enter begins a line until it is chosen to ask, which the browser keeps', async ({ page }) => {
  await openStart(page, '/?models=test/words-3');
  await promptBox(page).fill('One');
  await promptBox(page).press('Enter');
  await expect(promptBox(page)).toHaveValue('One\n');
  await page.getByRole('button', { name: 'Commands and keys' }).click();
  await page.getByRole('switch', { name: 'Enter asks, Shift+Enter begins a line' }).check();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await page.reload();
  // The draft comes back once the page has taken over.
  await expect(promptBox(page)).toHaveValue('One\n');
  await promptBox(page).fill('One');
  await promptBox(page).press('Shift+Enter');
  await expect(promptBox(page)).toHaveValue('One\n');
  await promptBox(page).press('Enter');
  await expect(stateOf(page, 'A')).toHaveText('Done');
});
