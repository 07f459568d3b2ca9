import { readFile } from 'node:fs/promises';
import { markedPrompt } from './support/marked-prompt';
import { type OwnServer, startOwnServer } from './support/own-server';
import { expect, openStart, promptBox, stateOf, test } from './support/page-test';

let server: OwnServer;
test.beforeEach(async () => {
  server = await startOwnServer({ VERCEL: '1', DATABASE_URL: '', POSTGRES_URL: '' });
});
test.afterEach(() => server.kill());

test('without a database a page keeps its address, exports by itself, and is usable after a reload', async ({
  page,
}) => {
  const prompt = markedPrompt();
  const address = `${server.origin}/?models=${encodeURIComponent('test/words-10')}`;
  await openStart(page, address);
  await promptBox(page).fill(prompt);
  await page.getByRole('button', { name: /^Ask / }).click();
  await expect(stateOf(page, 'A')).toHaveText('Done');
  await expect(page).toHaveURL(address);

  // The next process may not know the comparison, so no request is made for it.
  await page.route('**/export**', (route) => route.abort());
  await page.getByRole('button', { name: 'Export' }).click();
  for (const [name, content] of [
    ['Markdown', `> ${prompt}`],
    ['JSON', 'w1 w2 w3 w4 w5 w6 w7 w8 w9 w10'],
    ['CSV', 'w1 w2 w3 w4 w5 w6 w7 w8 w9 w10'],
  ] as const) {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: new RegExp(`^${name}`) }).click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(/^abreast-\d{4}-\d\d-\d\d-\w{6}\.(md|json|csv)$/);
    expect(await readFile(await file.path(), 'utf8')).toContain(content);
  }

  await page.reload();
  await expect(page.getByText('This server has no database.')).toBeVisible();
  await promptBox(page).fill(markedPrompt());
  await page.getByRole('button', { name: /^Ask / }).click();
  await expect(stateOf(page, 'A')).toHaveText('Done');
});

test('without a database a page whose comparison the server does not know any more says so', async ({ page }) => {
  await openStart(page, `${server.origin}/?models=${encodeURIComponent('test/words-10')}`);
  await promptBox(page).fill(markedPrompt());
  await page.getByRole('button', { name: /^Ask / }).click();
  await expect(stateOf(page, 'A')).toHaveText('Done');
  await page.route('**/api/compare', (route) =>
    route.continue({ postData: JSON.stringify({ comparison: 'of-another-process', prompt: 'And?' }) }),
  );
  await promptBox(page).fill('And?');
  await page.getByRole('button', { name: /^Ask / }).click();
  await expect(page.getByText(/it keeps nothing: it no longer knows this comparison/)).toBeVisible();
  await expect(promptBox(page)).toHaveValue('And?');
});
