import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { markedPrompt } from './support/marked-prompt';
import { type OwnServer, startOwnServer } from './support/own-server';
import { askOnPage, expect, expectAccessible, stateOf, test } from './support/page-test';
import { takeDown } from './support/take-down';

let folder: string;
let server: OwnServer;
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'abreast-taken-down-'));
  server = await startOwnServer({ DATA_DIR: folder });
});
test.afterAll(async () => {
  await server.kill();
  rmSync(folder, { recursive: true, force: true });
});

test('who made a link that was taken down reads so in the panel, and can make no other', async ({ browser }) => {
  const context = await browser.newContext({ baseURL: server.origin });
  const page = await context.newPage();
  await askOnPage(page, ['test/words-3'], markedPrompt());
  await expect(stateOf(page, 'A')).toHaveText('Done');
  const panel = page.getByRole('dialog', { name: 'Share' });
  await page.getByRole('button', { name: 'Share' }).click();
  const address = await panel.getByLabel('Link', { exact: true }).inputValue();
  const [slug = ''] = address.split('/').slice(-1);
  const taken = await takeDown([slug], { DATA_DIR: folder, PORT: new URL(server.origin).port });
  expect(taken).toMatchObject({ status: 0, stderr: '' });

  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Share' }).click();
  await expect(panel.getByText('taken down by the owner of this server, so it cannot be shared')).toBeVisible();
  await expect(panel.getByRole('listitem')).toContainText('1 turn · taken down by the owner of this server');
  await expect(panel.getByRole('button', { name: /Revoke|Restore|Make a new link/ })).toHaveCount(0);
  await expectAccessible(page);
  expect((await page.request.get(address)).status()).toBe(410);
  await context.close();
});
