import { readFile } from 'node:fs/promises';
import { markedPrompt } from './support/marked-prompt';
import { askOnPage, expect, expectAccessible, stateOf, test } from './support/page-test';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

test('a comparison is taken away as a file, or its figures as a table', async ({ page }) => {
  const prompt = markedPrompt();
  await askOnPage(page, ['test/words-10', 'demo/quick'], prompt);
  await expect(stateOf(page, 'A')).toHaveText('Done');
  await expect(stateOf(page, 'B')).toHaveText('Done');
  await page.getByRole('button', { name: 'Export' }).click();
  await expectAccessible(page);

  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: /^Markdown/ }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^abreast-\d{4}-\d\d-\d\d-\w{6}\.md$/);
  const text = await readFile(await file.path(), 'utf8');
  expect(text).toContain(`> ${prompt}`);
  expect(text).toMatch(/### A: .*\n\nw1 w2 w3 w4 w5 w6 w7 w8 w9 w10\n/);

  await page.getByRole('button', { name: 'Copy the figures as a table' }).click();
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  const table = await page.evaluate(() => navigator.clipboard.readText());
  expect(table.split('\n')).toHaveLength(4);
  expect(table).toMatch(/\| A \| .*test\/words-10.* \| done \|/);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});
