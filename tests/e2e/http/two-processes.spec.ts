import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import type { RunEvent } from '@/lib/protocol/run-event';
import { findPostgres } from '../../support/postgres/find-postgres';
import { type PostgresServer, startPostgres } from '../../support/postgres/start-postgres';
import { eventOf, framesOf } from '../support/frames';
import { markedPrompt } from '../support/marked-prompt';
import { type OwnServer, startOwnServer } from '../support/own-server';

const programs = findPostgres();

/** Two processes of the app on one database, each kind that this machine has. */
for (const kind of programs ? (['SQLite', 'Postgres'] as const) : (['SQLite'] as const)) {
  test.describe(`two processes on one ${kind} database`, () => {
    test.describe.configure({ mode: 'serial', timeout: 60_000 });
    let folder: string;
    let database: PostgresServer | null = null;
    let env: Record<string, string>;
    let one: OwnServer;
    let other: OwnServer;

    test.beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'abreast-two-'));
      env = { DATA_DIR: folder };
      if (kind === 'Postgres' && programs) {
        database = await startPostgres(programs);
        env.DATABASE_URL = database.url;
      }
      [one, other] = await Promise.all([startOwnServer(env), startOwnServer(env)]);
    });
    test.afterAll(async () => {
      await Promise.all([one?.kill(), other?.kill()]);
      await database?.stop();
      rmSync(folder, { recursive: true, force: true });
    });

    test('what one runs the other shows, follows live and gives whole', async () => {
      const { run, comparison, reading } = await begin(one, ['test/words-20-every-60ms', 'demo/quick']);
      const followed = readFrames(`${other.origin}/api/runs/${run}/events`);
      const page = await fetch(`${other.origin}/c/${comparison}`);
      expect(page.status).toBe(200);
      expect(await followed).toEqual(await reading);
      expect(await readFrames(`${other.origin}/api/runs/${run}/events`)).toEqual(await reading);
    });

    test('a lane that one runs is not asked again by the other, and is stopped by it within a second', async () => {
      const { run, comparison, reading } = await begin(one, ['test/hangs', 'test/words-3']);
      const asked = await post(other, '/api/compare', { comparison, prompt: 'And?', lanes: ['A'] });
      expect(asked.status).toBe(409);
      const began = performance.now();
      const stopped = await fetch(`${other.origin}/api/runs/${run}/lanes/A`, { method: 'DELETE' });
      expect(stopped.status).toBe(204);
      const end = (await reading).map(eventOf).find((event) => event.type === 'done' && event.lane === 'A');
      expect(end).toMatchObject({ reason: 'stopped' });
      // biome-ignore lint/suspicious/noConsole: the figure is worth reading; a noisy machine gets more than its second.
      console.info(`${kind}: stopped by the other process after ${Math.round(performance.now() - began)} ms`);
      expect(performance.now() - began).toBeLessThan(5000);
    });

    test('what one leaves behind when it is killed the other ends as interrupted, and may ask again', async () => {
      const doomed = await startOwnServer(env);
      const { run, comparison, reading } = await begin(doomed, ['test/words-5-every-30ms.hangs']);
      await readUntilWords(other, run);
      await doomed.kill();
      const seen = await reading;
      const kept = await readFrames(`${other.origin}/api/runs/${run}/events`);
      expect(kept.slice(0, seen.length)).toEqual(seen);
      expect(kept.map(eventOf).at(-2)).toMatchObject({ type: 'error', failure: { code: 'interrupted' } });
      const again = await post(other, '/api/compare', { comparison, prompt: 'And?' });
      expect(again.status).toBe(200);
      const next = eventOf(framesOf(await readSome(again))[0] ?? '');
      expect(next).toMatchObject({ type: 'run', comparison, turn: 2 });
      if (next.type === 'run') await fetch(`${other.origin}/api/runs/${next.run}`, { method: 'DELETE' });
    });
  });
}

/** Starts a run and reads it, to its end or to the end of the process. */
async function begin(server: OwnServer, models: string[]) {
  const response = await post(server, '/api/compare', { prompt: markedPrompt(), models });
  let named: (event: RunEvent) => void = () => {};
  const first = new Promise<RunEvent>((resolve) => {
    named = resolve;
  });
  const reading = collect(response, (frames) => frames[0] && named(eventOf(frames[0])));
  const event = await first;
  if (event.type !== 'run') throw new Error('a reading begins with its run');
  return { run: event.run, comparison: event.comparison, reading };
}

function post(server: OwnServer, path: string, body: unknown): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  return fetch(server.origin + path, { method: 'POST', headers, body: JSON.stringify(body) });
}

async function readFrames(address: string): Promise<string[]> {
  return collect(await fetch(address), () => {});
}

/** Reads a run on that server until its fifth word is there. */
async function readUntilWords(server: OwnServer, run: string): Promise<void> {
  const response = await fetch(`${server.origin}/api/runs/${run}/events`);
  await collect(response, (frames) => frames.join('').includes('w5') && 'enough');
}

async function readSome(response: Response): Promise<string> {
  let text = '';
  await collect(response, (frames) => {
    text = `${frames.join('\n\n')}\n\n`;
    return frames.length > 0 && 'enough';
  });
  return text;
}

/** Reads frames to the end of the response, however it ends, or until told that it is enough. */
async function collect(response: Response, look: (frames: string[]) => unknown): Promise<string[]> {
  const utf8 = new TextDecoder();
  let text = '';
  try {
    for await (const bytes of response.body ?? []) {
      text += utf8.decode(bytes, { stream: true });
      if (look(framesOf(text)) === 'enough') break;
    }
  } catch {
    // The process was killed: what came is what there is.
  }
  return framesOf(text);
}
