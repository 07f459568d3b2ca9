import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Client, createClient, type Transaction } from '@libsql/client';
import { expect, test } from 'playwright/test';
import { framesOf } from '../support/frames';
import { markedPrompt } from '../support/marked-prompt';
import { type OwnServer, startOwnServer } from '../support/own-server';

const SAVED = ': saved\n\n';
const NOT_SAVED_YET = ': not saved yet\n\n';

let folder: string;
let server: OwnServer;
let intruder: Client;

test.beforeEach(async () => {
  test.setTimeout(60_000);
  folder = mkdtempSync(join(tmpdir(), 'abreast-locked-'));
  server = await startOwnServer({ DATA_DIR: folder });
  intruder = createClient({ url: `file:${join(folder, 'abreast.db')}` });
});

test.afterEach(async () => {
  intruder.close();
  await server.kill();
  rmSync(folder, { recursive: true, force: true });
});

test('a database that is locked holds no answer up, and gets all of it when it can', async () => {
  const response = await post({ prompt: markedPrompt(), models: ['test/words-60-every-50ms'] });
  let writing: Transaction | null = null;
  let lock: 'none' | 'held' | 'released' = 'none';
  const text = await readAll(response, async (soFar) => {
    if (lock === 'none' && /w3\b/.test(soFar)) {
      writing = await lockUntilItWorks(intruder);
      lock = 'held';
    }
    // A good second of words came while nothing could be written.
    if (lock === 'held' && /w30\b/.test(soFar)) {
      expect(soFar).toContain(NOT_SAVED_YET);
      await writing?.rollback();
      lock = 'released';
    }
  });
  expect(lock).toBe('released');
  await expectAllKept(text);
});

test('a comparison that is asked while the database is locked streams at once, is resumed, stopped and kept', async () => {
  const lock = await lockUntilItWorks(intruder);
  const response = await post({ prompt: markedPrompt(), models: ['test/words-60-every-50ms', 'test/hangs'] });
  let did: 'nothing' | 'stopped' | 'released' = 'nothing';
  const text = await readAll(response, async (soFar) => {
    const [, run, comparison] = /"run":"([\w-]+)","kind":"\w+","comparison":"([\w-]+)"/.exec(soFar) ?? [];
    if (did === 'nothing' && /w9\b/.test(soFar)) {
      expect(soFar).toContain(NOT_SAVED_YET);
      const page = await server.fetch(`/c/${comparison}`);
      expect([page.status, (await page.text()).includes('w9')]).toEqual([200, true]);
      const refused = await post({ comparison, prompt: markedPrompt() });
      expect([refused.status, (await refused.json()).code]).toEqual([409, 'not-saved-yet']);
      expect((await server.fetch(`/api/runs/${run}/lanes/B`, { method: 'DELETE' })).status).toBe(204);
      did = 'stopped';
    }
    if (did === 'stopped' && /w30\b/.test(soFar) && /"type":"done"[^\n]*"lane":"B"[^\n]*"stopped"/.test(soFar)) {
      await lock.rollback();
      did = 'released';
    }
  });
  expect(did).toBe('released');
  await expectAllKept(text);
});

function post(body: object): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  return server.fetch('/api/compare', { method: 'POST', headers, body: JSON.stringify(body) });
}

/** Reads to the end. @param look is told what has come so far, each time that something comes. */
async function readAll(response: Response, look: (soFar: string) => Promise<void>): Promise<string> {
  const utf8 = new TextDecoder();
  let text = '';
  for await (const bytes of response.body ?? []) {
    text += utf8.decode(bytes, { stream: true });
    await look(text);
  }
  return text;
}

/** The app writes now and then: it may be in the way for a moment. */
async function lockUntilItWorks(client: Client): Promise<Transaction> {
  for (;;) {
    try {
      return await client.transaction('write');
    } catch {
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}

/** The run of that reading is saved in the end, and the next process finds it as it was read. */
async function expectAllKept(text: string): Promise<void> {
  expect(text.lastIndexOf(SAVED)).toBeGreaterThan(text.lastIndexOf(NOT_SAVED_YET));
  await server.kill();
  server = await startOwnServer({ DATA_DIR: folder });
  const run = /"run":"([\w-]+)"/.exec(text)?.[1];
  const kept = await (await server.fetch(`/api/runs/${run}/events`)).text();
  expect(framesOf(kept)).toEqual(framesOf(text));
}
