import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import type { ComparisonState } from '@/lib/comparison/state';
import type { ComparisonRecord } from '@/lib/protocol/comparison';
import type { RunEvent } from '@/lib/protocol/run-event';
import { findPostgres } from '@/tests/support/postgres/find-postgres';
import { type PostgresServer, startPostgres } from '@/tests/support/postgres/start-postgres';
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
      env = { DATA_DIR: folder, ORPHAN_GRACE_SECONDS: '1' };
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
      const followed = readFrames(other, run);
      const page = await other.fetch(`/c/${comparison}`);
      expect(page.status).toBe(200);
      expect(await followed).toEqual(await reading);
      expect(await readFrames(other, run)).toEqual(await reading);
    });

    test('a lane that one runs is not asked again by the other, and is stopped by it', async () => {
      const { run, comparison, reading } = await begin(one, ['test/hangs', 'test/words-3']);
      const asked = await post(other, '/api/compare', { comparison, prompt: 'And?', lanes: ['A'] });
      expect(asked.status).toBe(409);
      const began = performance.now();
      const stopped = await other.fetch(`/api/runs/${run}/lanes/A`, { method: 'DELETE' });
      expect(stopped.status).toBe(204);
      const end = (await reading).map(eventOf).find((event) => event.type === 'done' && event.lane === 'A');
      expect(end).toMatchObject({ reason: 'stopped' });
      // biome-ignore lint/suspicious/noConsole: the figure is worth reading; a noisy machine gets more than its second.
      console.info(`${kind}: stopped by the other process after ${Math.round(performance.now() - began)} ms`);
      expect(performance.now() - began).toBeLessThan(5000);
    });

    test('a reading that broke off at one is resumed at the other, in mid-run, where it stood', async () => {
      const { run, reading } = await begin(one, ['test/words-60-every-50ms']);
      const first = await collect(await one.fetch(`/api/runs/${run}/events`), (frames) => {
        return frames.join('').includes('w9') && 'enough';
      });
      const last = /^id: (\d+)/.exec(first.at(-1) ?? '')?.[1] ?? '';
      const headers = { 'last-event-id': last };
      const rest = await collect(await other.fetch(`/api/runs/${run}/events`, { headers }), () => {});
      expect([...first, ...rest]).toEqual(await reading);
    });

    test('a whole run is stopped by the other', async () => {
      const { run, reading } = await begin(one, ['test/hangs', 'test/words-5-every-30ms.hangs']);
      expect((await other.fetch(`/api/runs/${run}`, { method: 'DELETE' })).status).toBe(204);
      const ends = (await reading).map(eventOf).filter((event) => event.type === 'done');
      expect(ends).toMatchObject([{ reason: 'stopped' }, { reason: 'stopped' }]);
    });

    test('a lane that both are asked for at the same moment is asked once', async () => {
      for (let round = 0; round < 5; round++) {
        const { comparison, reading } = await begin(one, ['test/words-20-every-30ms']);
        await reading;
        const follow = (server: OwnServer) => post(server, '/api/compare', { comparison, prompt: markedPrompt() });
        const answered = await Promise.all([follow(one), follow(other)]);
        const texts = await Promise.all(answered.map((response) => response.text()));
        expect(answered.map(({ status }) => status).sort(), texts.join('\n').slice(0, 500)).toEqual([200, 409]);
        const { record } = await (await one.fetch(`/api/comparisons/${comparison}`)).json();
        expect(record.turns).toHaveLength(2);
      }
    });

    for (const kind of ['retry', 'follow-up'] as const) {
      test(`lanes that both get a ${kind} for at the same moment, together or singly, are each asked once`, async () => {
        const letters = [...'ABCDEFGH'];
        const mixed = [letters, ['A', 'B'], ['C'], ['D', 'E'], ['F', 'G', 'H'], ['H', 'A'], ['B', 'C', 'D'], ['E']];
        for (const requests of [mixed, letters.map((lane) => [lane])]) {
          const first = await begin(
            one,
            letters.map(() => 'test/hangs'),
          );
          await one.fetch(`/api/runs/${first.run}`, { method: 'DELETE' });
          await first.reading;
          const send = (server: OwnServer, lanes: string[]) =>
            kind === 'retry'
              ? post(server, `/api/runs/${first.run}/retry`, { lanes })
              : post(server, '/api/compare', { comparison: first.comparison, prompt: 'And?', lanes });
          const asked = requests.flatMap((lanes) => [one, other].map((server) => ({ server, lanes })));
          const answered = await Promise.all(asked.map(({ server, lanes }) => send(server, lanes)));
          const { record } = await (await one.fetch(`/api/comparisons/${first.comparison}`)).json();
          const turns: ComparisonRecord['turns'] = record.turns;
          const begun = turns.flatMap(({ runs }) => runs).slice(1);

          const won = asked.filter((_, at) => answered[at]?.status === 200).map(({ lanes }) => lanes.join(''));
          expect(begun.map(({ lanes }) => lanes.map(({ lane }) => lane).join('')).sort()).toEqual(won.sort());
          expect(answered.filter(({ status }) => status !== 200).every(({ status }) => status === 409)).toBe(true);
          const lanes = [...won.join('')];
          expect(lanes).toEqual([...new Set(lanes)]);
          if (requests === mixed) expect(lanes).not.toEqual([]);
          else expect(lanes.sort()).toEqual(letters);
          const attempts = begun.flatMap((run) => run.lanes.map(({ attempt }) => attempt));
          expect(new Set(attempts)).toEqual(new Set([kind === 'retry' ? 2 : 1]));
          expect(turns.map(({ turn }) => turn)).toEqual(turns.map((_, at) => at + 1));

          await Promise.all(begun.map(({ run }) => one.fetch(`/api/runs/${run}`, { method: 'DELETE' })));
          await Promise.all(answered.map((response) => response.text()));
        }
      });
    }

    test('what one runs goes on as long as somebody reads it at the other, and not for ever after', async () => {
      const leave = new AbortController();
      const asked = await post(
        one,
        '/api/compare',
        { prompt: markedPrompt(), models: ['test/words-60-every-50ms', 'test/hangs'] },
        leave.signal,
      );
      const [run] = (await readSome(asked)).match(/(?<="run":")[^"]+/) ?? [];
      leave.abort();
      const events: RunEvent[] = [];
      await collect(await other.fetch(`/api/runs/${run}/events`), (frames) => {
        events.splice(0, events.length, ...frames.map(eventOf));
        return events.some(({ type }) => type === 'done') && 'enough';
      });
      expect(events.at(-1)).toMatchObject({ lane: 'A', reason: 'stop' });
      // Nobody reads any more: what hangs is stopped after the grace, and then there is an end to read.
      await expect
        .poll(async () => (await comparisonState(other, events)).answers?.B?.[0]?.phase, { timeout: 20_000 })
        .toBe('stopped');
    });

    test('what one leaves behind when it is killed the other ends as interrupted, and may ask again', async () => {
      const doomed = await startOwnServer(env);
      const { run, comparison, reading } = await begin(doomed, ['test/words-5-every-30ms.hangs']);
      await readUntilWords(other, run);
      await doomed.kill();
      const seen = await reading;
      const kept = await readFrames(other, run);
      expect(kept.slice(0, seen.length)).toEqual(seen);
      expect(kept.map(eventOf).at(-2)).toMatchObject({ type: 'error', failure: { code: 'interrupted' } });
      const again = await post(other, '/api/compare', { comparison, prompt: 'And?' });
      expect(again.status).toBe(200);
      const next = eventOf(framesOf(await readSome(again))[0] ?? '');
      expect(next).toMatchObject({ type: 'run', comparison, turn: 2 });
      if (next.type === 'run') await other.fetch(`/api/runs/${next.run}`, { method: 'DELETE' });
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

function post(server: OwnServer, path: string, body: unknown, signal?: AbortSignal): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  return server.fetch(path, { method: 'POST', headers, body: JSON.stringify(body), signal });
}

async function readFrames(server: OwnServer, run: string): Promise<string[]> {
  return collect(await server.fetch(`/api/runs/${run}/events`), () => {});
}

/** Reads a run on that server until its fifth word is there. */
async function readUntilWords(server: OwnServer, run: string): Promise<void> {
  const response = await server.fetch(`/api/runs/${run}/events`);
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

/** The first turn of the comparison that these events are of, as that server shows it. */
async function comparisonState(server: OwnServer, events: readonly RunEvent[]) {
  const begun = events.find((event) => event.type === 'run');
  const response = await server.fetch(`/api/comparisons/${begun?.comparison}`);
  const { state } = (await response.json()) as { state: ComparisonState };
  const { turns } = state;
  return turns[0] ?? { answers: undefined };
}
