import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { eventOf, framesOf } from '../support/frames';
import { markedPrompt } from '../support/marked-prompt';
import { type OwnServer, startOwnServer } from '../support/own-server';

const ROUNDS = 20;
const MODELS = ['test/words-400-every-5ms', 'test/words-20-every-60ms', 'demo/quick', 'test/hangs'];

let folder: string;
test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'abreast-survives-'));
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('what any reader has seen is there after kill -9 at a random moment, and the rest is marked as interrupted', async () => {
  test.setTimeout(300_000);
  let server = await startOwnServer({ DATA_DIR: folder });
  for (let round = 0; round < ROUNDS; round++) {
    // Each round another number of events: the moment is random, and said when it fails.
    const killedAfter = 10 + Math.floor(Math.random() * 90);
    await test.step(`round ${round + 1}, killed after ${killedAfter} events`, async () => {
      const seen = await readUntil(server, killedAfter);
      const run = seen.map(eventOf).find((event) => event.type === 'run');
      if (run?.type !== 'run') throw new Error('a reading begins with its run');

      server = await startOwnServer({ DATA_DIR: folder });
      const kept = framesOf(await (await server.fetch(`/api/runs/${run.run}/events`)).text());

      expect(kept.slice(0, seen.length)).toEqual(seen);
      const events = kept.map(eventOf);
      expect(events.at(-1)?.type).toBe('end');
      for (const { lane } of run.lanes) {
        const ends = events.filter((event) => (event.type === 'done' || event.type === 'error') && event.lane === lane);
        expect(ends).toHaveLength(1);
      }
      const hanging = events.find((event) => event.type === 'error' && event.lane === 'D');
      expect(hanging).toMatchObject({ failure: { code: 'interrupted' } });
    });
  }
  await server.kill();
});

/** Asks, reads so many events, and kills the server in the middle of it. @returns every frame that came. */
async function readUntil(server: OwnServer, count: number): Promise<string[]> {
  const response = await server.fetch('/api/compare', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ prompt: markedPrompt(), models: MODELS }),
  });
  const utf8 = new TextDecoder();
  let text = '';
  let killed: Promise<void> | null = null;
  try {
    for await (const bytes of response.body ?? []) {
      text += utf8.decode(bytes, { stream: true });
      if (framesOf(text).length >= count) killed ??= server.kill();
    }
  } catch (error) {
    if (!killed) throw error;
  }
  await killed;
  return framesOf(text);
}
