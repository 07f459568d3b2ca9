import { readFile } from 'node:fs/promises';
import { markedPrompt } from './support/marked-prompt';
import { askOnPage, expect, expectAccessible, pane, stateOf, test } from './support/page-test';

for (const width of [1280, 390]) {
  test(`a table is copied by one press, and opens wide at ${width} px`, async ({ page, context }) => {
    await page.setViewportSize({ width, height: 780 });
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await askOnPage(page, ['test/says-markdown'], markedPrompt());
    await expect(stateOf(page, 'A')).toHaveText('Done');
    const table = pane(page, 'A').locator('.table-box');
    const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
    await table.getByRole('button', { name: 'Copy table' }).click();
    await expect.poll(clipboard).toBe('place\trange\nBay of Fundy\t16 m\nBaltic\t0.1 m');
    await table.getByRole('button', { name: 'Copy as Markdown' }).click();
    await expect.poll(clipboard).toMatch(/^\| place \| range \|\n\| --- \| --- \|\n/);

    await table.getByRole('button', { name: 'Open wide' }).click();
    const dialog = page.getByRole('dialog', { name: 'Table' });
    await expect(dialog.getByRole('button', { name: 'Close' })).toBeFocused();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await expect(table.getByRole('button', { name: 'Open wide' })).toBeVisible();
  });
}

test('the lines of code are wrapped, which the browser keeps, and the code is downloaded', async ({ page }) => {
  await askOnPage(page, ['test/words-3.next.says-code'], markedPrompt());
  await expect(stateOf(page, 'A')).toHaveText('Done');
  await pane(page, 'A').getByRole('button', { name: 'Retry' }).click();
  const code = pane(page, 'A').locator('figure.code').first();
  const wrap = code.getByRole('button', { name: 'Wrap' });
  await wrap.click();
  await expect(wrap).toHaveAttribute('aria-pressed', 'true');
  await expect(code.locator('code')).toHaveCSS('white-space-collapse', 'preserve');
  await expect(code.locator('code')).toHaveCSS('text-wrap-mode', 'wrap');
  await expectAccessible(page);
  await page.reload();
  await expect(wrap).toHaveAttribute('aria-pressed', 'true');
  const started = page.waitForEvent('download');
  await code.getByRole('button', { name: 'Download' }).click();
  const download = await started;
  expect(download.suggestedFilename()).toMatch(/^code\.[a-z]+$/);
  const source = await code.locator('code').textContent();
  expect(await readFile(await download.path(), 'utf8')).toBe(source);
});
