import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Engine, startEngine } from '../support/engines/server';
import { ollama } from '../support/engines/shapes';
import { type OwnServer, startOwnServer } from './support/own-server';
import { expect, expectAccessible, openStart, pane, promptBox, stateOf, test } from './support/page-test';

let folder: string;
let server: OwnServer;
let engine: Engine;
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'abreast-engines-'));
  engine = await startEngine(['llama3.3:latest', 'qwen3:8b']);
  engine.answer = ({ body }) => ollama(String(body.model));
  const sources = [{ id: 'ollama', name: 'My Ollama', baseUrl: engine.baseUrl }];
  server = await startOwnServer({ DATA_DIR: folder, SOURCES: JSON.stringify(sources) });
});
test.afterEach(async () => {
  await engine.close();
  await server.kill();
  await rm(folder, { recursive: true, force: true });
});

for (const size of [
  { width: 1280, height: 720 },
  { width: 390, height: 844 },
]) {
  test(`a model of one’s own engine is chosen and answers beside a paid one, at ${size.width} px`, async ({ page }) => {
    await page.setViewportSize(size);
    await openStart(page, `${server.origin}/?models=test/words-3`);
    await page.getByRole('button', { name: /^\+ Add/ }).click();
    const models = page.getByRole('listbox');
    await expect(models.getByRole('group', { name: 'My Ollama' }).getByRole('option')).toHaveCount(2);
    await page.getByRole('combobox', { name: 'Search models' }).fill('ollama llama');
    await models.getByRole('option', { name: /llama3\.3/ }).click();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Done' }).click();
    await promptBox(page).fill('What is the sea like?');
    await page.getByRole('button', { name: /^Ask 2 models/ }).click();
    for (const lane of 'AB') await expect(stateOf(page, lane)).toHaveText('Done');
    await expect(pane(page, 'B').getByText('Deep blue.')).toBeVisible();
    await expect(pane(page, 'B').locator('[data-slot="figures-line"]')).toContainText('–');
    await expect(pane(page, 'B').locator('[data-slot="figures-line"]')).not.toContainText('$0');
    await expectAccessible(page);
    await page.reload();
    await expect(pane(page, 'B').getByText('Deep blue.')).toBeVisible();
  });
}

test('an engine that goes away in mid-answer fails its own lane alone', async ({ page }) => {
  const forever = new Promise(() => {});
  engine.answer = () => ({ frames: [{ choices: [{ delta: { content: 'Deep ' } }] }, forever] });
  await openStart(page, `${server.origin}/?models=ollama:llama3.3,test/words-10`);
  await promptBox(page).fill('What is the sea like?');
  await page.getByRole('button', { name: /^Ask 2 models/ }).click();
  await expect(pane(page, 'A').getByText('Deep')).toBeVisible();
  await engine.close();
  await expect(stateOf(page, 'A')).toHaveText('Failed');
  await expect(stateOf(page, 'B')).toHaveText('Done');
  await expect(pane(page, 'A').getByText('Deep')).toBeVisible();
  await expectAccessible(page);
});
