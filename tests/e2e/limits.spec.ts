import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { cookieOf } from './support/app';
import { markedPrompt } from './support/marked-prompt';
import { type OwnServer, startOwnServer } from './support/own-server';
import { expect, expectAccessible, pane, promptBox, stateOf, test } from './support/page-test';
import { requestsWith } from './support/stand-in';

const JSON_TYPE = { 'content-type': 'application/json' };
const ASKS = 4;

let folder: string;
let server: OwnServer;
test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'abreast-limits-'));
  // Too small for a single answer.
  server = await startOwnServer({
    DATA_DIR: folder,
    COMPARISONS_PER_MINUTE: String(ASKS),
    BUDGET_USD_PER_VISITOR_PER_DAY: '0.000001',
  });
});
test.afterAll(async () => {
  await server.kill();
  rmSync(folder, { recursive: true, force: true });
});

/** Opens a new comparison of two models as a visitor, and writes a prompt. */
async function write(page: Page, visitor: string, models: string, prompt: string): Promise<void> {
  const [name = '', value = ''] = cookieOf(visitor).split('=');
  await page.context().addCookies([{ name, value, url: server.origin }]);
  await page.goto(`${server.origin}/?models=${models}`);
  await promptBox(page).fill(prompt);
}

for (const width of [1280, 390]) {
  test.describe(`at ${width} px`, () => {
    test.use({ viewport: { width, height: 844 } });

    test('who asks too often is told the limit and when to go on, and keeps the draft', async ({ page }) => {
      const prompt = markedPrompt();
      const visitor = `hasty-${width}`;
      for (let asked = 0; asked < ASKS; asked += 1) {
        const body = JSON.stringify({ prompt, models: ['demo/quick'] });
        const headers = { ...JSON_TYPE, cookie: cookieOf(visitor) };
        expect((await server.fetch('/api/compare', { method: 'POST', headers, body })).status).toBe(200);
      }
      await write(page, visitor, 'demo/quick,test/words-3', prompt);
      await page.getByRole('button', { name: 'Ask 2 models' }).click();
      const said = page.getByRole('alert').filter({ hasText: 'This server takes' });
      await expect(said).toHaveText(
        new RegExp(
          `^This server takes ${ASKS} questions a minute from a browser\\. Nothing was started; try again in \\d+ s\\.`,
        ),
      );
      await expect(said).toBeInViewport();
      await expectAccessible(page);
      await expect(promptBox(page)).toHaveValue(prompt);
      await expect(page.locator('[data-slot="draft-chip"]')).toHaveText([/Demo Quick/, /test\/words-3/]);
      await expect(page.getByRole('button', { name: 'Ask 2 models' })).toBeEnabled();
      const fits = await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
      expect(fits).toBe(true);
      await page.reload();
      await expect(promptBox(page)).toHaveValue(prompt);
    });

    test('who has used up the budget is told until when, and goes on with a key of their own and the same question', async ({
      page,
    }) => {
      const prompt = markedPrompt();
      await write(page, `poor-${width}`, 'test/words-3,test/words-5', prompt);
      await page.getByRole('button', { name: 'Ask 2 models' }).click();
      await expect(stateOf(page, 'A')).toHaveText('Failed');
      await expect(pane(page, 'A')).toContainText('Your share of this server’s budget is used up for today.');
      await expect(pane(page, 'A')).toContainText(
        'It begins again at 00:00 UTC. To go on now, use a key of your own, by the key button above.',
      );
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(prompt);
      await expectAccessible(page);
      expect(await requestsWith(prompt)).toEqual([]);

      await page.getByRole('button', { name: 'Who pays: Server’s key' }).click();
      const field = page.getByLabel('Your own key');
      await field.fill('sk-or-v1-of-a-visitor');
      await field.press('Enter');
      await expect(page.getByText('Your own OpenRouter key pays for the models.')).toBeVisible();
      await page.keyboard.press('Escape');
      await pane(page, 'A').getByRole('button', { name: 'Retry' }).first().click();
      await expect(stateOf(page, 'A')).toHaveText('Done');
      const [asked] = await requestsWith(prompt);
      expect(asked).toMatchObject({
        model: 'test/words-3',
        headers: { authorization: 'Bearer sk-or-v1-of-a-visitor' },
      });
    });
  });
}
