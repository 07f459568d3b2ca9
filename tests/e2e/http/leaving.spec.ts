import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Client, createClient } from '@libsql/client';
import { expect, test } from 'playwright/test';
import postgres from 'postgres';
import { findPostgres } from '@/tests/support/postgres/find-postgres';
import { startPostgres } from '@/tests/support/postgres/start-postgres';
import { eventOf, framesOf } from '../support/frames';
import { markedPrompt } from '../support/marked-prompt';
import { type OwnServer, startOwnServer } from '../support/own-server';

const LEAVING = ': leaving\n\n';
const programs = findPostgres();

let folder: string;
let server: OwnServer;

test.beforeEach(() => {
  test.setTimeout(60_000);
  folder = mkdtempSync(join(tmpdir(), 'abreast-leaving-'));
});
test.afterEach(async () => {
  await server.kill();
  rmSync(folder, { recursive: true, force: true });
});

for (const [signal, status] of [
  ['SIGTERM', 143],
  ['SIGINT', 130],
] as const) {
  test(`${signal} while lanes write ends them as interrupted, tells their readers, and ends the process`, async () => {
    server = await startOwnServer({ DATA_DIR: folder });
    const text = await readUntilGone(['test/words-2000-every-25ms', 'test/words-3', 'test/hangs'], /w9\b/, () =>
      server.signal(signal),
    );
    expect(await server.gone).toBe(status);
    expect(text.split(LEAVING)).toHaveLength(2);
    const events = framesOf(text).map(eventOf);
    const ends = events.filter((event) => event.type === 'done' || event.type === 'error');
    expect(ends.map((event) => [event.lane, event.type === 'error' ? event.failure.code : event.reason])).toEqual([
      ['B', 'stop'],
      ['A', 'interrupted'],
      ['C', 'interrupted'],
    ]);
    // By its own process: nothing is left for the next one to end.
    const database = createClient({ url: `file:${join(folder, 'abreast.db')}` });
    const { rows } = await database.execute('SELECT id FROM runs WHERE ended_at IS NULL');
    database.close();
    expect(rows).toEqual([]);
    server = await startOwnServer({ DATA_DIR: folder });
    expect(framesOf(await keptText(text))).toEqual(framesOf(text));
  });
}

test.describe('a server that cannot write', () => {
  let intruder: Client;
  test.beforeEach(async () => {
    server = await startOwnServer({ DATA_DIR: folder });
    intruder = createClient({ url: `file:${join(folder, 'abreast.db')}` });
  });
  test.afterEach(() => intruder.close());

  test('refuses new work while it leaves, is alive, sends its readers on, and is ended by a second signal', async () => {
    const lock = await intruder.transaction('write');
    const answered: unknown[] = [];
    const text = await readUntilGone(['test/words-2000-every-25ms'], /w9\b/, () => server.signal('SIGTERM'), {
      onLeaving: async () => {
        const refused = await ask(['test/words-3']);
        answered.push(refused.status, refused.headers.get('retry-after'), (await refused.json()).code);
        answered.push((await server.fetch('/api/health')).status);
      },
    });
    expect(answered).toEqual([503, '2', 'leaving', 200]);
    // What is not kept has no ending that a reader could see; it stands with the next process.
    expect(text).not.toContain('"type":"end"');
    server.signal('SIGINT');
    expect(await server.gone).toBe(130);
    await lock.rollback();
  });

  test('ends by itself all the same', async () => {
    const lock = await intruder.transaction('write');
    await readUntilGone(['test/words-2000-every-25ms'], /w9\b/, () => server.signal('SIGTERM'));
    expect(await server.gone).toBe(143);
    await lock.rollback();
  });
});

test('a server that npm has started ends in the same way when npm is ended', async () => {
  server = await startOwnServer({ DATA_DIR: folder }, { npm: true });
  const text = await readUntilGone(['test/words-2000-every-25ms'], /w9\b/, () => server.signal('SIGTERM'));
  expect(framesOf(text).map(eventOf).at(-2)).toMatchObject({ type: 'error', failure: { code: 'interrupted' } });
  await server.gone;
});

test('a server whose disk has no room left ends, and the next one ends its run as interrupted', async () => {
  // No file may grow beyond that many blocks; a write that would is an error, not the end of the process.
  const become = ['sh', '-c', 'trap "" XFSZ; ulimit -f 2000; exec "$@"', 'sh'];
  server = await startOwnServer({ DATA_DIR: folder }, { become });
  const text = await readUntilGone(['test/words-2000-every-25ms'], /not saved yet/, () => server.signal('SIGTERM'));
  expect(text).not.toContain('"type":"end"');
  expect(await server.gone).toBe(143);
  server = await startOwnServer({ DATA_DIR: folder });
  const kept = framesOf(await keptText(text)).map(eventOf);
  expect(kept.slice(-2)).toMatchObject([{ type: 'error', failure: { code: 'interrupted' } }, { type: 'end' }]);
});

test('a server whose lane is waited for by nobody ends too', async () => {
  server = await startOwnServer({ DATA_DIR: folder });
  const response = await ask(['test/hangs']);
  await response.body?.cancel();
  server.signal('SIGTERM');
  expect(await server.gone).toBe(143);
});

if (programs) {
  test('a server whose Postgres is gone ends, and the next one ends its run as interrupted', async () => {
    const database = await startPostgres(programs);
    try {
      server = await startOwnServer({ DATABASE_URL: database.url });
      let revive: (() => Promise<void>) | undefined;
      const text = await readUntilGone(['test/words-2000-every-25ms'], /w9\b/, async () => {
        // These servers are quick, not safe: a crash would take what was written last.
        const sql = postgres(database.url, { max: 1 });
        await sql`CHECKPOINT`;
        await sql.end();
        revive = await database.crash();
        server.signal('SIGTERM');
      });
      expect(text).toContain(LEAVING);
      expect(await server.gone).toBe(143);
      await revive?.();
      server = await startOwnServer({ DATABASE_URL: database.url });
      const kept = framesOf(await keptText(text)).map(eventOf);
      expect(kept.slice(-2)).toMatchObject([{ type: 'error', failure: { code: 'interrupted' } }, { type: 'end' }]);
    } finally {
      await database.stop();
    }
  });
}

function ask(models: string[]): Promise<Response> {
  return server.fetch('/api/compare', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ prompt: markedPrompt(), models }),
  });
}

/** Asks, ends the server once that was said, and reads to the end of the response, however it ends. */
async function readUntilGone(
  models: string[],
  said: RegExp,
  end: () => void | Promise<void>,
  { onLeaving = async () => {} } = {},
): Promise<string> {
  const response = await ask(models);
  const utf8 = new TextDecoder();
  let text = '';
  let did: 'nothing' | 'ended' | 'left' = 'nothing';
  for await (const bytes of response.body ?? []) {
    text += utf8.decode(bytes, { stream: true });
    if (did === 'nothing' && said.test(text)) {
      did = 'ended';
      await end();
    }
    if (did === 'ended' && text.includes(LEAVING)) {
      did = 'left';
      await onLeaving();
    }
  }
  expect(did).toBe('left');
  return text;
}

/** The run of that reading, as the server has it now. */
async function keptText(text: string): Promise<string> {
  const run = /"run":"([\w-]+)"/.exec(text)?.[1];
  return (await server.fetch(`/api/runs/${run}/events`)).text();
}
