import { markedPrompt } from './support/marked-prompt';
import { expect, expectAccessible, openStart, pane, promptBox, stateOf, test } from './support/page-test';

test('a question stops at the ceiling that is written, in the first turn and in a follow-up', async ({ page }) => {
  await openStart(page, '/?models=test/words-400-every-5ms');
  await page.getByRole('button', { name: 'Settings' }).click();
  const ceiling = page.getByLabel('Ceiling, $ a question');
  await ceiling.fill('nothing');
  await expect(page.getByText('must be an amount over 0, or empty.')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await promptBox(page).fill(markedPrompt());
  const ask = page.getByRole('button', { name: 'Ask 1 model' });
  await expect(ask).toHaveAccessibleDescription('The ceiling must be an amount over 0, or empty');
  await page.getByRole('button', { name: /^Settings/ }).click();
  await ceiling.fill('0,0001');
  await page.keyboard.press('Escape');
  await ask.click();
  await expect(stateOf(page, 'A')).toHaveText('Failed');
  await expect(pane(page, 'A')).toContainText('This comparison has reached the cost that its author allowed.');
  await expect(pane(page, 'A')).toContainText('w1 w2');

  await promptBox(page).fill(markedPrompt());
  await page.getByRole('button', { name: /^Settings/ }).click();
  await expect(page.getByText('Each lane keeps its settings.')).toBeVisible();
  await expect(ceiling).toHaveValue('0,0001');
  await ceiling.fill('');
  await page.keyboard.press('Escape');
  await ask.click();
  await expect(page.getByText('Turn 2 of 2')).toBeVisible();
  await expect(stateOf(page, 'A')).toHaveText('Done');
});
