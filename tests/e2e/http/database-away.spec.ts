import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@libsql/client';
import { expect, test } from 'playwright/test';
import postgres from 'postgres';
import { healthSchema } from '@/lib/protocol/health';
import { problemSchema } from '@/lib/protocol/problem';
import { findPostgres } from '@/tests/support/postgres/find-postgres';
import { type PostgresServer, startPostgres } from '@/tests/support/postgres/start-postgres';
import { startFreezableWire } from '../support/freezable-wire';
import { markedPrompt } from '../support/marked-prompt';
import { type OwnServer, startOwnServer } from '../support/own-server';

const programs = findPostgres();
const AWAY = 'database cannot be reached';

/** A comparison that is kept and shared, before the database goes. */
interface Kept {
  id: string;
  run: string;
  slug: string;
}

test.beforeEach(() => test.setTimeout(90_000));

if (programs) {
  test.describe('while its Postgres is gone', () => {
    test.describe.configure({ mode: 'serial' });
    let database: PostgresServer;
    let server: OwnServer;
    let kept: Kept;
    let revive: () => Promise<void>;

    test.beforeAll(async () => {
      database = await startPostgres(programs);
      server = await startOwnServer({ DATABASE_URL: database.url });
      kept = await keep(server);
      // Until then its run is still known to the process, and read without the database.
      const sql = postgres(database.url, { max: 1 });
      await expect.poll(() => sql`SELECT id FROM runs WHERE ended_at IS NULL`).toEqual([]);
      // These servers are quick, not safe: a crash would take what was written last.
      await sql`CHECKPOINT`;
      await sql.end();
      revive = await database.crash();
    });
    test.afterAll(async () => {
      await server.kill();
      await database.stop();
    });

    test('a server is alive, and says what it lacks', async () => {
      expect((await server.fetch('/api/health')).status).toBe(200);
      const { status, health } = await deep(server);
      expect([status, health.ready]).toEqual([503, false]);
      const broken = {
        id: 'database',
        state: 'broken',
        text: 'Postgres cannot be reached.',
        remedy: expect.any(String),
      };
      expect(health.rows.filter(({ state }) => state !== 'ok')).toEqual([broken]);
      expect(JSON.stringify(health)).not.toContain(new URL(database.url).port);
    });

    test('each route that needs it says so, and when to come back', async () => {
      const routes: [string, string, object?][] = [
        ['GET', '/api/board'],
        ['GET', '/api/comparisons'],
        ['GET', `/api/comparisons/${kept.id}`],
        ['GET', `/api/comparisons/${kept.id}/export`],
        ['GET', `/api/comparisons/${kept.id}/share`],
        ['POST', `/api/comparisons/${kept.id}/share`, {}],
        ['PATCH', `/api/comparisons/${kept.id}`, { title: 'Another' }],
        ['DELETE', `/api/comparisons/${kept.id}`],
        ['GET', `/api/runs/${kept.run}/events`],
        ['DELETE', `/api/runs/${kept.run}`],
        ['POST', `/api/runs/${kept.run}/retry`, { lanes: ['A'] }],
        ['POST', '/api/compare', { comparison: kept.id, prompt: 'And?' }],
        ['GET', `/s/${kept.slug}/export`],
        ['GET', `/s/${kept.slug}/runs/${kept.run}/events`],
      ];
      for (const [method, path, body] of routes) {
        const response = await request(server, method, path, body);
        const said = `${method} ${path}`;
        expect([said, response.status]).toEqual([said, 503]);
        expect(response.headers.get('content-type'), said).toContain('application/problem+json');
        expect(response.headers.get('retry-after'), said).toBe('5');
        expect(problemSchema.parse(await response.json()).code, said).toBe('database-away');
      }
      const card = await server.fetch(`/s/${kept.slug}/opengraph-image`);
      expect([card.status, card.headers.get('retry-after')]).toEqual([503, '5']);
    });

    test('each page says so in its words, without any script', async () => {
      for (const path of [
        '/',
        '/board',
        '/board?of=polls',
        `/c/${kept.id}`,
        `/s/${kept.slug}`,
        `/?again=${kept.slug}`,
        `/c/${kept.id}?turn=1`,
      ]) {
        const { status, headers, html } = await page(server, path);
        expect([path, status, headers.get('retry-after')]).toEqual([path, 503, '5']);
        expect(html, path).toContain(AWAY);
      }
      expect((await page(server, `/?again=${kept.slug}`)).html).toContain('nothing was filled in');
      expect((await page(server, '/nothing/here')).status).toBe(404);
    });

    test('a new comparison is answered all the same, and read until the database is back', async () => {
      const response = await post(server, '/api/compare', {
        prompt: markedPrompt(),
        models: ['test/words-3', 'test/hangs'],
      });
      expect(response.status).toBe(200);
      const { text, stop } = await readUntil(response, /"type":"done"/, /: not saved yet/);
      const [, run, id] = /"run":"([\w-]+)","kind":"\w+","comparison":"([\w-]+)"/.exec(text) ?? [];
      expect((await page(server, `/c/${id}`)).status).toBe(200);
      expect((await server.fetch(`/api/runs/${run}`, { method: 'DELETE' })).status).toBe(204);
      await stop();
    });

    test('and once it is back everything works, without a restart', async () => {
      await revive();
      await expect.poll(async () => (await deep(server)).status).toBe(200);
      await expect.poll(async () => (await page(server, `/c/${kept.id}`)).status).toBe(200);
      expect((await server.fetch(`/api/comparisons/${kept.id}`)).status).toBe(200);
      const { html } = await page(server, '/');
      expect(html).not.toContain(AWAY);
    });
  });

  test('a Postgres that accepts and never answers keeps nobody waiting for ever', async () => {
    const database = await startPostgres(programs);
    const url = new URL(database.url);
    const wire = await startFreezableWire(Number(url.port));
    url.port = String(wire.port);
    const server = await startOwnServer({ DATABASE_URL: url.href });
    try {
      const kept = await keep(server);
      wire.freeze();
      const { status, headers, html } = await page(server, `/c/${kept.id}`);
      expect([status, headers.get('retry-after')]).toEqual([503, '5']);
      expect(html).toContain(AWAY);
      expect((await server.fetch('/api/health')).status).toBe(200);
      const { health } = await deep(server);
      expect(health.rows[0]).toMatchObject({ state: 'broken', text: 'Postgres does not answer.' });
      expect((await server.fetch(`/api/comparisons/${kept.id}`)).status).toBe(503);
      wire.thaw();
      await expect.poll(async () => (await page(server, `/c/${kept.id}`)).status, { timeout: 30_000 }).toBe(200);
    } finally {
      await server.kill();
      await wire.close();
      await database.stop();
    }
  });

  test('on Vercel, where each cold start is a start, a server without its database answers, and tries again', async () => {
    const database = await startPostgres(programs);
    const revive = await database.crash();
    const server = await startOwnServer({ VERCEL: '1', DATABASE_URL: database.url });
    try {
      const { status, health } = await deep(server);
      expect(server.said()).toContain('The Postgres database of DATABASE_URL cannot be used');
      const broken = [expect.objectContaining({ id: 'database', state: 'broken' })];
      expect([status, health.rows.filter(({ state }) => state !== 'ok')]).toEqual([503, broken]);
      for (const path of ['/', '/board', '/c/x', '/s/x']) {
        const { status, html } = await page(server, path);
        expect([path, status, html.includes(AWAY)]).toEqual([path, 503, true]);
      }
      const refused = await server.fetch('/api/comparisons');
      expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);
      await revive();
      await expect.poll(async () => (await page(server, '/')).status, { timeout: 30_000 }).toBe(200);
      await expect.poll(async () => (await deep(server)).health.ready, { timeout: 30_000 }).toBe(true);
    } finally {
      await server.kill();
      await database.stop();
    }
  });
}

test.describe('a SQLite file', () => {
  let folder: string;
  let server: OwnServer;
  let kept: Kept;
  test.beforeEach(async () => {
    folder = join(mkdtempSync(join(tmpdir(), 'abreast-away-')), 'data');
    server = await startOwnServer({ DATA_DIR: folder });
    kept = await keep(server);
  });
  test.afterEach(async () => {
    await server.kill();
    rmSync(join(folder, '..'), { recursive: true, force: true });
  });

  test('whose folder was removed is missed, not written to in vain', async () => {
    rmSync(folder, { recursive: true });
    await expect.poll(async () => (await page(server, `/c/${kept.id}`)).status).toBe(503);
    const { status, health } = await deep(server);
    expect([status, health.rows[0]?.state]).toEqual([503, 'broken']);
    expect(health.rows[0]?.text).toContain('removed or replaced');
    const response = await request(server, 'PATCH', `/api/comparisons/${kept.id}`, { title: 'Another' });
    expect(response.status).toBe(503);
    expect((await server.fetch('/api/health')).status).toBe(200);
  });

  test('that somebody else has locked is read, and takes no change until it is free', async () => {
    const intruder = createClient({ url: `file:${join(folder, 'abreast.db')}` });
    // The server may be writing at that moment: its index comes a little later than the answers.
    const lock = await retried(() => intruder.transaction('write'));
    expect((await page(server, `/c/${kept.id}`)).status).toBe(200);
    const { status, health } = await deep(server);
    expect([status, health.rows[0]?.text]).toEqual([503, 'SQLite is taken by somebody else.']);
    const change = () => request(server, 'PATCH', `/api/comparisons/${kept.id}`, { title: 'Another' });
    expect((await change()).status).toBe(503);
    await lock.rollback();
    intruder.close();
    expect((await change()).status).toBe(204);
  });
});

/** Until it succeeds, or the test's time is over. */
async function retried<Outcome>(attempt: () => Promise<Outcome>): Promise<Outcome> {
  const outcomes: Outcome[] = [];
  await expect
    .poll(() =>
      attempt().then(
        (outcome) => outcomes.push(outcome),
        () => 0,
      ),
    )
    .toBe(1);
  const [outcome] = outcomes;
  if (outcome === undefined) throw new Error('nothing came of it');
  return outcome;
}

async function keep(server: OwnServer): Promise<Kept> {
  const response = await post(server, '/api/compare', { prompt: markedPrompt(), models: ['test/words-3'] });
  const [, run = '', id = ''] =
    /"run":"([\w-]+)","kind":"\w+","comparison":"([\w-]+)"/.exec(await response.text()) ?? [];
  const shared = await post(server, `/api/comparisons/${id}/share`, {});
  expect(shared.status).toBe(201);
  return { id, run, slug: (await shared.json()).slug };
}

function post(server: OwnServer, path: string, body: object): Promise<Response> {
  return request(server, 'POST', path, body);
}

function request(server: OwnServer, method: string, path: string, body?: object): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  return server.fetch(path, body ? { method, headers, body: JSON.stringify(body) } : { method });
}

async function page(server: OwnServer, path: string) {
  const response = await server.fetch(path, { headers: { accept: 'text/html' } });
  return { status: response.status, headers: response.headers, html: await response.text() };
}

async function deep(server: OwnServer) {
  const response = await server.fetch('/api/health?deep=1');
  return { status: response.status, health: healthSchema.parse(await response.json()) };
}

/** Reads until all of that was said. @returns what came, and what reads on to the end. */
async function readUntil(response: Response, ...said: RegExp[]) {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  while (!said.every((pattern) => pattern.test(text))) text += (await reader?.read())?.value ?? '';
  return {
    text,
    stop: async () => {
      await reader?.cancel();
    },
  };
}
