import { markedPrompt } from './support/marked-prompt';
import { askOnPage, expect, expectAccessible, openStart, promptBox, stateOf, test } from './support/page-test';

const CHIPS = '[data-slot="draft-chip"]';

test('the models asked last are there again for the next comparison, with their settings', async ({ page }) => {
  await openStart(page, '/?models=test/words-3,test/words-5');
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByLabel('Temperature').fill('0.3');
  await page.keyboard.press('Escape');
  await promptBox(page).fill(markedPrompt());
  await page.getByRole('button', { name: 'Ask 2 models' }).click();
  for (const lane of 'AB') await expect(stateOf(page, lane)).toHaveText('Done');
  await page.locator('[data-command="new"]').click();
  await expect(page.locator(CHIPS)).toHaveText([/words-3/, /words-5/]);
  await page.getByRole('button', { name: 'Settings' }).click();
  await expect(page.getByLabel('Temperature')).toHaveValue('0.3');
});

for (const width of [1280, 390]) {
  test(`a line-up is saved, chosen by two presses, renamed, moved and deleted at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 780 });
    await openStart(page, '/?models=test/words-3,test/words-5');
    await page.getByRole('button', { name: 'Line-ups' }).click();
    await expect(page.getByText('Save the models and settings that you compare often')).toBeVisible();
    const save = async (name: string) => {
      await page.getByLabel('Save 2 lanes as').fill(name);
      await page.keyboard.press('Enter');
    };
    await save('Words');
    await save('Second');
    const rows = page.getByRole('list', { name: 'Saved line-ups' }).getByRole('listitem');
    await expect(rows).toHaveText([/Second/, /Words/]);
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Move Words up' }).click();
    await expect(rows).toHaveText([/Words/, /Second/]);
    await page.getByRole('button', { name: 'Rename Words' }).click();
    await page.keyboard.type('Second');
    await page.keyboard.press('Enter');
    await expect(page.getByText('There is a line-up of that name.')).toBeVisible();
    await page.getByLabel('New name of Words').fill('Short words');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Delete Second' }).click();
    await expect(rows).toHaveText([/Short words/]);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(rows).toHaveText([/Second/, /Short words/]);
    await page.keyboard.press('Escape');
    await openStart(page, '/?models=test/words-10');
    await expect(page.locator(CHIPS)).toHaveText([/words-10/]);
    await page.getByRole('button', { name: 'Line-ups' }).click();
    await page.getByRole('button', { name: /^Short words/ }).click();
    await expect(page.locator(CHIPS)).toHaveText([/words-3/, /words-5/]);
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });
}

test('models of the last line-up that are asked by an address are not replaced', async ({ page }) => {
  await askOnPage(page, ['test/words-3'], markedPrompt());
  await expect(stateOf(page, 'A')).toHaveText('Done');
  await openStart(page, '/?models=test/words-5');
  await expect(page.locator(CHIPS)).toHaveText([/words-5/]);
});
