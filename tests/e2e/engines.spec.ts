import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Engine, startEngine } from '../support/engines/server';
import { ollama } from '../support/engines/shapes';
import { deferred } from '../support/openrouter/deferred';
import { type OwnServer, startOwnServer } from './support/own-server';
import { expect, expectAccessible, openStart, pane, promptBox, stateOf, test } from './support/page-test';

const ENDING = [{ choices: [{ delta: { content: 'blue.' }, finish_reason: 'stop' }] }, '[DONE]'];

let folder: string;
let server: OwnServer;
let engine: Engine;
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'abreast-engines-'));
  engine = await startEngine(['llama3.3:latest', 'qwen3:8b']);
  engine.answer = ({ body }) => ollama(String(body.model));
  const sources = [
    { id: 'ollama', name: 'My Ollama', baseUrl: engine.baseUrl },
    // Nobody listens there.
    { id: 'lab', name: 'Lab', baseUrl: 'http://127.0.0.1:9/v1' },
  ];
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
    await expect(page.getByText('Lab is away. Once running, open this list again.')).toBeVisible();
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
  await expect(pane(page, 'A').getByText('The connection to My Ollama broke.')).toBeVisible();
  await expectAccessible(page);
});

test('a model that was not pulled, and an engine that is away, say so in their lanes', async ({ page }) => {
  engine.answer = () => ({ status: 404, json: { error: { message: 'model "x" not found', type: 'api_error' } } });
  await openStart(page, `${server.origin}/?models=ollama:llama3.3,lab:llama3.3,test/words-3`);
  await promptBox(page).fill('What is the sea like?');
  await page.getByRole('button', { name: /^Ask 3 models/ }).click();
  await expect(pane(page, 'A').getByText('My Ollama does not have this model (404).')).toBeVisible();
  await expect(pane(page, 'B').getByText('Lab cannot be reached.')).toBeVisible();
  await expect(stateOf(page, 'C')).toHaveText('Done');
  await expectAccessible(page);
});

test('a model of a server that this one does not know is marked as gone, in an address too', async ({ page }) => {
  await openStart(page, `${server.origin}/?models=cellar:llama3.3,test/words-3`);
  const chip = page.locator('[data-slot="retired-chip"]');
  await expect(chip).toContainText('cellar:llama3.3 is gone');
  await expectAccessible(page);
  await chip.getByRole('button', { name: /^Remove/ }).click();
  await expect(page.getByRole('button', { name: /^Ask 1 model/ })).toBeAttached();
});

for (const size of [
  { width: 1280, height: 720 },
  { width: 390, height: 844 },
]) {
  test(`the second model of an engine is queued until the first has answered, at ${size.width} px`, async ({
    page,
  }) => {
    await page.setViewportSize(size);
    const first = deferred();
    engine.answer = ({ body }) => {
      const frames = [{ choices: [{ delta: { content: 'Deep ' } }] }, first.promise, ...ENDING];
      return engine.chats.length === 1 ? { frames } : ollama(String(body.model));
    };
    await openStart(page, `${server.origin}/?models=ollama:llama3.3,ollama:qwen3:8b,test/words-3`);
    await promptBox(page).fill('What is the sea like?');
    await page.getByRole('button', { name: /^Ask 3 models/ }).click();
    await expect(stateOf(page, 'A')).toHaveText('Writing');
    await expect(stateOf(page, 'B')).toHaveText('Queued');
    await expect(stateOf(page, 'C')).toHaveText('Done');
    await expect(pane(page, 'B').getByText('Queued: its engine answers one at a time.')).toBeAttached();
    const bar = page.locator('[data-slot="track-row"][data-lane="B"]').getByRole('img');
    await expect(bar).toHaveAccessibleName('B is queued');
    const note = page.getByText('B queued at an engine that answers one at a time: not counted');
    await expect(note).toBeVisible();
    expect(engine.chats).toHaveLength(1);
    await expectAccessible(page);
    first.resolve();
    for (const lane of 'ABC') await expect(stateOf(page, lane)).toHaveText('Done');
    await expect(bar).toHaveAccessibleName(/^B was queued \d.* s, waited .* s, thought .*, wrote, ended at /);
    await page.getByRole('button', { name: 'B, exact figures' }).focus();
    const detail = page.getByRole('tooltip');
    await expect(detail.getByRole('term').filter({ hasText: 'queue' })).toBeVisible();
    await page.getByRole('button', { name: 'A, exact figures' }).focus();
    await expect(detail.getByRole('term').filter({ hasText: 'queue' })).toHaveCount(0);
    await expectAccessible(page);
    await page.reload();
    await expect(note).toBeVisible();
    await expect(bar).toHaveAccessibleName(/^B was queued /);
  });
}

test('stopping a lane in the queue never calls its model', async ({ page }) => {
  const first = deferred();
  engine.answer = () => ({ frames: [{ choices: [{ delta: { content: 'Deep ' } }] }, first.promise, ...ENDING] });
  await openStart(page, `${server.origin}/?models=ollama:llama3.3,ollama:qwen3:8b`);
  await promptBox(page).fill('What is the sea like?');
  await page.getByRole('button', { name: /^Ask 2 models/ }).click();
  await expect(stateOf(page, 'B')).toHaveText('Queued');
  await pane(page, 'B').getByRole('button', { name: /^Stop/ }).click();
  await expect(stateOf(page, 'B')).toHaveText('Stopped');
  await expect(pane(page, 'B').getByText('Stopped in the queue. Its model was not called.')).toBeVisible();
  first.resolve();
  await expect(stateOf(page, 'A')).toHaveText('Done');
  expect(engine.chats).toHaveLength(1);
});

test('an answer that had to wait until the model was loaded says so, once later ones have been quicker', async ({
  page,
}) => {
  const loaded = deferred();
  engine.answer = ({ body }) => ({
    ...ollama(String(body.model)),
    loaded: engine.chats.length === 1 ? loaded.promise : undefined,
  });
  await openStart(page, `${server.origin}/?models=ollama:llama3.3`);
  await promptBox(page).fill('What is the sea like?');
  await page.getByRole('button', { name: 'Ask 1 model' }).click();
  await expect(page.locator('[data-slot="track-times"]')).toContainText(/[1-9]\.\d s/);
  loaded.resolve();
  await expect(stateOf(page, 'A')).toHaveText('Done');
  for (const turn of [2, 3]) {
    await promptBox(page).fill('And now?');
    await page.getByRole('button', { name: 'Ask 1 model' }).click();
    await expect(page.getByText(`Turn ${turn} of ${turn}`)).toBeVisible();
    await expect(stateOf(page, 'A')).toHaveText('Done');
  }
  const note = page.getByText(/^Includes loading the model: the lane’s later answers began after /);
  await expect(note).toHaveCount(0);
  for (const turn of [2, 1]) {
    await page.getByRole('button', { name: 'Earlier turn' }).click();
    await expect(page.getByText(`Turn ${turn} of 3`)).toBeVisible();
  }
  await expect(note).toBeVisible();
  await expectAccessible(page);
});

test('the page about privacy says which servers a question may be sent to', async ({ page }) => {
  await page.goto(`${server.origin}/privacy`);
  await expect(page.getByText('What you ask a model of My Ollama and Lab is sent there instead of to')).toBeVisible();
  await expectAccessible(page);
});
