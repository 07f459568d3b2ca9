import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type OwnServer, startOwnServer } from './support/own-server';
import { expect, expectAccessible, openStart, promptBox, stateOf, test } from './support/page-test';

let folder: string;
let server: OwnServer;
test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'abreast-skipped-'));
  server = await startOwnServer({ DATA_DIR: folder, OPENROUTER_API_KEY: '' });
});
test.afterAll(async () => {
  await server.kill();
  await rm(folder, { recursive: true, force: true });
});

for (const size of [
  { width: 1280, height: 720 },
  { width: 390, height: 844 },
]) {
  test(`a lane that cannot answer is not sent, is named, and stays chosen, at ${size.width} px`, async ({ page }) => {
    await page.setViewportSize(size);
    await openStart(page, `${server.origin}/?models=demo/quick,openai/gpt-5-mini`);
    await expect(page.locator('[data-slot="draft-chip"]').nth(1)).toContainText('needs a key');
    await promptBox(page).fill('Why are there tides?');
    await page.getByRole('button', { name: /^Ask 1 model/ }).click();
    await expect(page.getByText('Skipped: GPT-5 Mini (needs a key).')).toBeVisible();
    await expect(stateOf(page, 'A')).toHaveText('Done');
    await expect(page.locator('article')).toHaveCount(1);
    // It would be the next lane of this comparison.
    await expect(page.locator('[data-slot="draft-chip"]')).toContainText(/B.*GPT-5 Mini.*needs a key/);
    await expectAccessible(page);
    const comparison = new URL(page.url()).pathname.slice('/c/'.length);
    const { record } = await (await page.request.get(`${server.origin}/api/comparisons/${comparison}`)).json();
    expect(JSON.stringify(record)).not.toContain('gpt-5-mini');
    await promptBox(page).fill('And in Kiel?');
    await page.getByRole('button', { name: 'Remove B, GPT-5 Mini' }).click();
    await page.getByRole('button', { name: /^Ask 1 model/ }).click();
    await expect(page.getByText('Turn 2 of 2')).toBeVisible();
    await expect(page.locator('[data-slot="skipped-line"]')).toBeEmpty();
  });
}

test('where no lane can answer, Ask is off and says why', async ({ page }) => {
  await openStart(page, `${server.origin}/?models=openai/gpt-5-mini`);
  await promptBox(page).fill('Why are there tides?');
  await expect(page.locator('#ask-note')).toHaveText('No model can be asked: A needs a key');
  await expectAccessible(page);
});
