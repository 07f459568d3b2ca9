import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@libsql/client';
import { markedPrompt } from './support/marked-prompt';
import { type OwnServer, startOwnServer } from './support/own-server';
import { expect, expectAccessible, pane, promptBox, stateOf, test } from './support/page-test';

let folder: string;
let server: OwnServer;

test.beforeEach(async () => {
  test.setTimeout(60_000);
  folder = join(mkdtempSync(join(tmpdir(), 'abreast-server-away-')), 'data');
  server = await startOwnServer({ DATA_DIR: folder });
});
test.afterEach(async () => {
  await server.kill();
  rmSync(join(folder, '..'), { recursive: true, force: true });
});

test('a page whose server is restarted shows its lanes as interrupted, and asks the next process again', async ({
  page,
}) => {
  await page.goto(`${server.origin}/?models=test/words-2000-every-25ms,test/words-3`);
  await promptBox(page).fill(markedPrompt());
  await page.getByRole('button', { name: 'Ask 2 models' }).click();
  await expect(pane(page, 'A').getByText(/w10/)).toBeVisible();
  await expect(stateOf(page, 'B')).toHaveText('Done');
  server.signal('SIGTERM');
  await server.gone;
  await expect(stateOf(page, 'A')).toHaveText('Failed');
  await expect(pane(page, 'A').getByText(/w10/)).toBeVisible();
  await expectAccessible(page);
  server = await startOwnServer({ DATA_DIR: folder }, { port: Number(new URL(server.origin).port) });
  await pane(page, 'A').getByRole('button', { name: 'Retry' }).first().click();
  await expect(stateOf(page, 'A')).toHaveText('Writing');
});

test('a page whose server could not write its end is sent on, and gets the end from the next process', async ({
  page,
}) => {
  const intruder = createClient({ url: `file:${join(folder, 'abreast.db')}` });
  await page.goto(`${server.origin}/?models=test/words-2000-every-25ms`);
  await promptBox(page).fill(markedPrompt());
  await page.getByRole('button', { name: 'Ask 1 model' }).click();
  await expect(pane(page, 'A').getByText(/w10/)).toBeVisible();
  const again = page.waitForRequest(/\/api\/runs\/[\w-]+\/events$/);
  const lock = await intruder.transaction('write');
  server.signal('SIGTERM');
  // Sent on before the process has ended.
  await again;
  server.signal('SIGINT');
  await server.gone;
  await lock.rollback();
  intruder.close();
  server = await startOwnServer({ DATA_DIR: folder }, { port: Number(new URL(server.origin).port) });
  await expect(stateOf(page, 'A')).toHaveText('Failed', { timeout: 30_000 });
  await expect(pane(page, 'A').getByText(/w10/)).toBeVisible();
});

test('an open page goes on while the database is gone, and one that is opened says so', async ({ page, context }) => {
  await page.goto(`${server.origin}/?models=test/words-2000-every-25ms`);
  await promptBox(page).fill(markedPrompt());
  await page.getByRole('button', { name: 'Ask 1 model' }).click();
  await expect(pane(page, 'A').getByText(/w10/)).toBeVisible();
  rmSync(folder, { recursive: true });
  await expect(page.getByRole('status').filter({ hasText: 'Not saved yet' })).toBeVisible();
  const length = async () => (await pane(page, 'A').locator('[data-slot="lane-answer"]').textContent())?.length ?? 0;
  const before = await length();
  await expect.poll(length).toBeGreaterThan(before);

  const opened = await context.newPage();
  const response = await opened.goto(page.url());
  expect(response?.status()).toBe(503);
  await expect(opened.getByRole('heading', { name: 'The server’s database cannot be reached.' })).toBeVisible();
  await expect(opened.getByRole('link', { name: 'Reload' })).toBeVisible();
  await expectAccessible(opened);
  await opened.goto(`${server.origin}/?models=test/words-3`);
  await expect(opened.getByText('The server’s database cannot be reached.')).toBeVisible();
  await expectAccessible(opened);
  await promptBox(opened).fill(markedPrompt());
  await opened.getByRole('button', { name: 'Ask 1 model' }).click();
  await expect(stateOf(opened, 'A')).toHaveText('Done');
});

test.describe('without script', () => {
  test.use({ javaScriptEnabled: false });

  test('a page says that the database is gone', async ({ page }) => {
    rmSync(folder, { recursive: true });
    await expect.poll(async () => (await page.goto(`${server.origin}/c/x`))?.status()).toBe(503);
    await expect(page.getByRole('heading', { name: 'The server’s database cannot be reached.' })).toBeVisible();
    await page.goto(server.origin);
    await expect(page.getByText('The server’s database cannot be reached.')).toBeVisible();
  });
});
