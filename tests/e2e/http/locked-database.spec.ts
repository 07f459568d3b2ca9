import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Client, createClient, type Transaction } from '@libsql/client';
import { expect, test } from 'playwright/test';
import { framesOf } from '../support/frames';
import { markedPrompt } from '../support/marked-prompt';
import { startOwnServer } from '../support/own-server';

test('a database that is locked holds no answer up, and gets all of it when it can', async () => {
  test.setTimeout(60_000);
  const folder = mkdtempSync(join(tmpdir(), 'abreast-locked-'));
  const server = await startOwnServer({ DATA_DIR: folder });
  const intruder = createClient({ url: `file:${join(folder, 'abreast.db')}` });
  try {
    const response = await fetch(`${server.origin}/api/compare`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ prompt: markedPrompt(), models: ['test/words-60-every-50ms'] }),
    });
    let text = '';
    let writing: Transaction | null = null;
    let lock: 'none' | 'held' | 'released' = 'none';
    const utf8 = new TextDecoder();
    for await (const bytes of response.body ?? []) {
      text += utf8.decode(bytes, { stream: true });
      if (lock === 'none' && /w3\b/.test(text)) {
        writing = await lockUntilItWorks(intruder);
        lock = 'held';
      }
      // A good second of words came while nothing could be written.
      if (lock === 'held' && /w30\b/.test(text)) {
        expect(text).toContain(': not saved yet\n\n');
        await writing?.rollback();
        lock = 'released';
      }
    }
    expect(lock).toBe('released');
    expect(text.lastIndexOf(': saved\n\n')).toBeGreaterThan(text.lastIndexOf(': not saved yet\n\n'));

    await server.kill();
    const next = await startOwnServer({ DATA_DIR: folder });
    const run = /"run":"([\w-]+)"/.exec(text)?.[1];
    const kept = await (await fetch(`${next.origin}/api/runs/${run}/events`)).text();
    await next.kill();
    expect(framesOf(kept)).toEqual(framesOf(text));
  } finally {
    intruder.close();
    await server.kill();
    rmSync(folder, { recursive: true, force: true });
  }
});

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
