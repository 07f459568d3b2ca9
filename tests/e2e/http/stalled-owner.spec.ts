import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { deferred } from '@/tests/support/openrouter/deferred';
import { findPostgres } from '@/tests/support/postgres/find-postgres';
import { type PostgresServer, startPostgres } from '@/tests/support/postgres/start-postgres';
import { eventOf, framesOf } from '../support/frames';
import { markedPrompt } from '../support/marked-prompt';
import { findOwnProcessTable } from '../support/own-process-table';
import { type OwnServer, startOwnServer } from '../support/own-server';

const programs = findPostgres();
const prefix = findOwnProcessTable();

/** Two containers on one database: neither can tell from its process table whether the other lives. */
for (const kind of prefix ? (programs ? (['SQLite', 'Postgres'] as const) : (['SQLite'] as const)) : []) {
  test.describe(`two processes on one ${kind} database that are alike in everything but chance`, () => {
    test.describe.configure({ mode: 'serial', timeout: 60_000 });
    let folder: string;
    let database: PostgresServer | null = null;
    let one: OwnServer;
    let other: OwnServer;

    test.beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'abreast-stalled-'));
      const env: Record<string, string> = { DATA_DIR: folder };
      if (kind === 'Postgres' && programs) {
        database = await startPostgres(programs);
        env.DATABASE_URL = database.url;
      }
      const start = () => startOwnServer(env, { prefix: prefix ?? [] });
      [one, other] = await Promise.all([start(), start()]);
    });
    test.afterAll(async () => {
      await Promise.all([one?.kill(), other?.kill()]);
      await database?.stop();
      rmSync(folder, { recursive: true, force: true });
    });

    test('end none of each other’s runs while they live, whoever looks', async () => {
      const { run, comparison, reading } = await begin(one, ['test/words-60-every-50ms']);
      const followed = framesAt(other, run);
      const page = await other.fetch(`/c/${comparison}`);
      expect(page.status).toBe(200);
      const frames = await reading;
      expect(frames.map(eventOf).at(-2)).toMatchObject({ type: 'done', reason: 'stop' });
      expect(await followed).toEqual(frames);
    });

    test('agree on one ending when one stood still for so long that the other has ended its run', async () => {
      const { run, comparison, reading } = await begin(one, ['test/words-2000-every-5ms', 'test/hangs'], () =>
        one.signal('SIGSTOP'),
      );
      // It reads to the end that it makes itself, for the other is silent.
      const kept = await framesAt(other, run);
      one.signal('SIGCONT');
      expect(await reading).toEqual(kept);
      const events = kept.map(eventOf);
      expect(events.slice(-3)).toMatchObject([
        { type: 'error', lane: 'A', failure: { code: 'interrupted' } },
        { type: 'error', lane: 'B', failure: { code: 'interrupted' } },
        { type: 'end' },
      ]);
      for (const server of [one, other]) expect(await framesAt(server, run)).toEqual(kept);
      // The process that stood still works on: its lanes are free, and may be asked.
      const again = await post(one, { comparison, prompt: 'And?', lanes: ['B'] });
      expect(again.status).toBe(200);
      const [, next] = /"run":"([\w-]+)"/.exec(framesOf(await textUntil(again, /"start"/)).join('')) ?? [];
      await one.fetch(`/api/runs/${next}`, { method: 'DELETE' });
    });
  });
}

/** Starts a run and reads it to its end. @param onWords called once its ninth word has come. */
async function begin(server: OwnServer, models: string[], onWords: () => void = () => {}) {
  const response = await post(server, { prompt: markedPrompt(), models });
  const begun = deferred<string>();
  let waiting = true;
  const reading = textUntil(response, /$^/, (text) => {
    if (!waiting || !/w9\b/.test(text)) return;
    waiting = false;
    onWords();
    begun.resolve(text);
  });
  const [, run = '', comparison = ''] =
    /"run":"([\w-]+)","kind":"\w+","comparison":"([\w-]+)"/.exec(await begun.promise) ?? [];
  return { run, comparison, reading: reading.then(framesOf) };
}

function post(server: OwnServer, body: unknown): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  return server.fetch('/api/compare', { method: 'POST', headers, body: JSON.stringify(body) });
}

async function framesAt(server: OwnServer, run: string): Promise<string[]> {
  return framesOf(await (await server.fetch(`/api/runs/${run}/events`)).text());
}

/** Reads until that was said, and leaves the rest. @param look is told what has come so far. */
async function textUntil(response: Response, said: RegExp, look: (text: string) => void = () => {}): Promise<string> {
  const utf8 = new TextDecoder();
  let text = '';
  for await (const bytes of response.body ?? []) {
    text += utf8.decode(bytes, { stream: true });
    look(text);
    if (said.test(text)) break;
  }
  return text;
}
