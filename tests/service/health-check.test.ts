import { beforeEach, describe, expect, test } from 'vitest';
import { DatabaseAway, type DatabaseTrouble } from '@/lib/persistence/database-away';
import { MIGRATIONS } from '@/lib/persistence/migrations';
import { addressRow, type HealthRow, healthSchema } from '@/lib/protocol/health';
import type { App } from '@/lib/service/app';
import { databaseWords } from '@/lib/service/database-check';
import type { Environment } from '@/lib/service/environment';
import { HealthCheck } from '@/lib/service/health-check';
import { FakeClock } from '../support/fake-clock';
import { testApps } from '../support/test-apps';

const newApp = testApps();
const SECRETS = ['test-key', 'of the tests', '127.0.0.1'];

let clock: FakeClock;
let app: App;
let probes: number;
let ping: () => Promise<void>;

const POSTGRES = { databaseUrl: 'postgres://nowhere', folder: '' };
const SQLITE = { databaseUrl: null, folder: '' };
beforeEach(() => {
  clock = new FakeClock(new Date());
  app = newApp('test-key', clock);
  probes = 0;
  ping = async () => {};
});

/** A check of an app on that database, which says that of itself. */
function checkOf(probe: () => Promise<void> = async () => {}, trouble: () => DatabaseTrouble | null = () => null) {
  const persistence = Object.create(app.persistence, {
    probe: {
      value: () => {
        probes += 1;
        return probe();
      },
    },
    ping: { value: () => ping() },
    schemaVersion: { value: async () => MIGRATIONS.length },
    trouble: { get: trouble },
  });
  return checkWith({ database: POSTGRES }, { ...app, persistence });
}

/** A check of an app with these settings. */
function checkWith(settings: Partial<Environment>, opened = app) {
  const environment = { ...app.environment, ...settings };
  const set: App = { ...opened, environment };
  return new HealthCheck({ clock, open: async () => set, opened: () => set, environment });
}

/** Answers after so many ms of the tests' clock. */
const takes = (ms: number) => () => new Promise<void>((resolve) => void clock.after(ms, resolve));

function rowOf({ rows }: { rows: readonly HealthRow[] }, id: HealthRow['id']): HealthRow {
  const row = rows.find((candidate) => candidate.id === id);
  if (!row) throw new Error(`no row ${id}`);
  return row;
}

async function read(check: HealthCheck) {
  const health = healthSchema.parse({ version: '1.0.0', commit: null, ...(await check.read()) });
  for (const secret of SECRETS) expect(JSON.stringify(health)).not.toContain(secret);
  return health;
}

describe('the check of what a server needs', () => {
  test('tells of each part', async () => {
    expect(await read(checkOf())).toMatchObject({
      ready: true,
      rows: [
        { id: 'database', state: 'ok', text: 'Postgres takes a write in 0 ms and answers in 0 ms.', remedy: null },
        { id: 'schema', state: 'ok', text: expect.stringMatching(/^The tables are those of this version \(\d+\)\.$/) },
        { id: 'key', state: 'ok', text: 'OpenRouter accepts the house key.', remedy: null },
        { id: 'catalog', state: 'ok', text: expect.stringMatching(/^\d+ models, read 0 min ago\.$/), remedy: null },
        { id: 'secret', state: 'ok', remedy: null },
        { id: 'budgets', state: 'ok', text: expect.stringContaining('without a limit'), remedy: null },
        { id: 'lane', state: 'ok', text: 'An answer may take 280 s (LANE_SECONDS).', remedy: null },
      ],
    });
  });

  test('says where the database is slow that it works, but', async () => {
    const reading = read(checkOf(takes(400)));
    await clock.advance(400);
    const { ready, rows } = await reading;
    expect(ready).toBe(true);
    expect(rows[0]).toMatchObject({ state: 'works-but', remedy: expect.any(String) });
    expect(rows[0]?.text).toContain('400 ms');
  });

  test.each([
    [31, 'works-but', /another region/],
    [30, 'ok', null],
  ] as const)('says of a Postgres whose round trip takes %i ms that it %s', async (ms, state, remedy) => {
    ping = takes(ms);
    const reading = read(checkOf());
    await clock.advanceUntil(reading, ms);
    const row = rowOf(await reading, 'database');
    expect([row.state, row.text]).toEqual([state, `Postgres takes a write in 0 ms and answers in ${ms} ms.`]);
    if (remedy) expect(row.remedy).toMatch(remedy);
  });

  test('lets the ping in the middle count, not a slow first connection', async () => {
    let pings = 0;
    ping = () => takes(++pings === 1 ? 900 : 2)();
    const reading = read(checkOf());
    await clock.advanceUntil(reading, 100);
    expect(pings).toBe(5);
    expect(rowOf(await reading, 'database').state).toBe('ok');
  });

  test('says where a newer version has changed the tables', async () => {
    const persistence = Object.create(app.persistence, { schemaVersion: { value: async () => 1000 } });
    const row = rowOf(await read(checkWith({ database: SQLITE }, { ...app, persistence })), 'schema');
    expect(row).toMatchObject({ state: 'works-but', text: expect.stringContaining('version 1000') });
  });

  test.each(['unreachable', 'forbidden', 'full', 'read-only', 'busy'] as const)(
    'is not ready where the database is away (%s), and says what to do',
    async (trouble) => {
      const check = checkOf(() => Promise.reject(new DatabaseAway(trouble, 'user me, password secret-word')));
      const { ready, rows } = await read(check);
      expect(ready).toBe(false);
      expect(rows[0]).toEqual({ id: 'database', state: 'broken', ...databaseWords('postgres', trouble) });
      expect(rows[0]?.remedy).toMatch(/\.$/);
      expect(rowOf({ rows }, 'catalog').state).toBe('ok');
    },
  );

  test('waits six seconds for a database that never answers', async () => {
    const reading = read(checkOf(() => new Promise(() => {})));
    await clock.advance(6000);
    expect((await reading).rows[0]).toMatchObject({ state: 'broken', text: 'Postgres does not answer.' });
  });

  test('tells of a database that could not even be opened', async () => {
    const check = new HealthCheck({
      clock,
      open: () => Promise.reject(new DatabaseAway('newer', 'its schema is 7')),
      opened: () => undefined,
      environment: { ...app.environment, database: SQLITE },
    });
    expect(await read(check)).toMatchObject({
      ready: false,
      rows: [{ id: 'database', state: 'broken' }, { id: 'secret' }, { id: 'budgets' }, { id: 'lane' }],
    });
  });

  test('says where there is no database that nothing is kept', async () => {
    const health = await read(checkWith({ database: null }));
    expect([health.ready, rowOf(health, 'database').state]).toEqual([true, 'works-but']);
    expect(health.rows.map(({ id }) => id)).not.toContain('schema');
  });

  test('says where the list of models is the bundled one, or an old one, that it works, but', async () => {
    const { catalog } = app;
    const { models } = await catalog.get();
    for (const source of [
      { kind: 'snapshot', asOf: '2026-07-02' },
      { kind: 'live', asOf: new Date(clock.date().getTime() - 2 * 3_600_000).toISOString() },
    ] as const) {
      app = { ...app, catalog: { ...catalog, get: async () => ({ source, models }) } };
      const health = await read(checkOf());
      expect([health.ready, rowOf(health, 'catalog').state]).toEqual([true, 'works-but']);
    }
  });

  test('is not ready once the process leaves', async () => {
    const check = checkOf();
    expect((await read(check)).ready).toBe(true);
    app.departure.advance('leaving');
    expect((await read(check)).ready).toBe(false);
  });
});

describe('the house key', () => {
  test('that is absent leaves the demo models, and the row says how to add one', async () => {
    const health = await read(checkWith({ apiKey: null }));
    expect(rowOf(health, 'key')).toMatchObject({
      state: 'works-but',
      text: expect.stringContaining('only demo models answer'),
      remedy: expect.stringContaining('OPENROUTER_API_KEY'),
    });
    expect(rowOf(health, 'budgets')).toMatchObject({ state: 'ok', text: expect.stringContaining('spends nothing') });
    expect(health.ready).toBe(true);
  });

  test('that OpenRouter rejects is broken, and the server is ready all the same', async () => {
    const health = await read(checkWith({ apiKey: 'test-key-rejected' }));
    expect([health.ready, rowOf(health, 'key').state]).toEqual([true, 'broken']);
    expect(rowOf(health, 'key').remedy).toContain('OPENROUTER_API_KEY');
  });

  test('is accepted without a word of its label or of what it may spend', async () => {
    const text = JSON.stringify(await read(checkOf()));
    for (const private_ of ['sk-or', '7.5']) expect(text).not.toContain(private_);
  });

  test.each([
    ['cannot be reached', async () => Promise.reject(new TypeError('fetch failed'))],
    ['answers with an error', async () => new Response(null, { status: 500 })],
    ['never answers', () => new Promise<Response>(() => {})],
  ])('works, but cannot be checked, where OpenRouter %s', async (_, openRouterFetch) => {
    const { catalog } = app;
    await catalog.get();
    app = { ...app, openRouterFetch };
    const reading = read(checkOf());
    await clock.advanceUntil(reading, 2000);
    const health = await reading;
    expect([health.ready, rowOf(health, 'key').state]).toEqual([true, 'works-but']);
    expect(rowOf(health, 'key').text).toBe('OpenRouter could not be asked about the house key.');
  });
});

describe('the settings', () => {
  test.each([
    ['of its build', { database: null, apiKey: null }, 'works-but', /break with the next/],
    ['of the house key', { database: null, apiKey: 'test-key' }, 'ok', /derived from the house key/],
    ['in the database', { database: SQLITE }, 'ok', /kept in the database/],
    ['in the environment', { database: null, sessionSecrets: ['secret-word'] }, 'ok', /^SESSION_SECRET/],
  ] as const)('say of a secret %s what it means', async (_, settings, state, text) => {
    const row = rowOf(await read(checkWith(settings)), 'secret');
    expect(row).toMatchObject({ state, text: expect.stringMatching(text) });
    expect(row.remedy === null).toBe(state === 'ok');
    expect(JSON.stringify(row)).not.toContain('secret-word');
  });

  const budgets = { usdPerDay: 5, usdPerVisitorPerDay: 0.5, maxTokens: 4096, models: null };
  test.each([
    [null, 'works-but', /only if BUDGET_USD_PER_DAY is set/],
    [
      budgets,
      'ok',
      /up to \$5 a day and up to \$0.5 a visitor a day, for all models whose price is known, and at most 4096 tokens/,
    ],
    [{ ...budgets, usdPerDay: null }, 'ok', /pays without a limit a day and up to \$0.5/],
    [{ ...budgets, usdPerDay: null, usdPerVisitorPerDay: null }, 'ok', /pays without a limit, as/],
    [{ ...budgets, models: ['openai/gpt-5'] }, 'ok', /MODEL_ALLOWLIST names \(1\)/],
    [{ ...budgets, usdPerDay: 0 }, 'works-but', /BUDGET_USD_PER_DAY is 0/],
    [{ ...budgets, usdPerVisitorPerDay: 0 }, 'works-but', /BUDGET_USD_PER_VISITOR_PER_DAY is 0/],
  ] as const)('say of the budgets %j what the house key pays (%s)', async (given, state, text) => {
    const row = rowOf(await read(checkWith({ budgets: given })), 'budgets');
    expect(row).toMatchObject({ state, text: expect.stringMatching(text) });
  });

  test('say how long an answer may take, on Vercel too', async () => {
    const limits = { ...app.environment.limits, onVercel: true };
    const row = rowOf(await read(checkWith({ laneMs: 90_000, limits })), 'lane');
    expect(row.text).toBe('An answer may take 90 s (LANE_SECONDS), since a function on Vercel ends at 300 s.');
  });
});

describe('the address', () => {
  const site = 'https://abreast.example';

  test('is right where links lead to where the server is asked', () => {
    expect(addressRow({ origin: site, isSet: true }, site)).toMatchObject({ state: 'ok', remedy: null });
    const absent = addressRow({ origin: 'http://LOCALHOST:80', isSet: false }, 'http://localhost');
    expect(absent).toMatchObject({ state: 'ok', text: expect.stringContaining('SITE_URL is not set') });
  });

  test('works, but is wrong, where SITE_URL is another one, or where a proxy hides the host', () => {
    const requested = 'https://right.example';
    for (const isSet of [true, false]) {
      expect(addressRow({ origin: site, isSet }, requested)).toMatchObject({
        state: 'works-but',
        text: `Links begin with ${site}, but this server is asked at ${requested}.`,
        remedy: expect.stringContaining(`SITE_URL to ${requested}`),
      });
    }
  });
});

describe('a result', () => {
  test('is shared by all who ask at once, and kept for thirty seconds', async () => {
    const check = checkOf();
    await Promise.all(Array.from({ length: 50 }, () => check.read()));
    await clock.advance(29_999);
    await check.read();
    expect(probes).toBe(1);
    await clock.advance(1);
    await check.read();
    expect(probes).toBe(2);
  });

  test('is not kept where the database is known to have gone or to be back, but still bounds the load', async () => {
    let trouble: DatabaseTrouble | null = null;
    const check = checkOf(
      async () => {
        if (trouble) throw new DatabaseAway(trouble, 'away');
      },
      () => trouble,
    );
    expect((await check.read()).ready).toBe(true);
    trouble = 'unreachable';
    await clock.advance(1000);
    expect((await check.read()).ready).toBe(false);
    await check.read();
    expect(probes).toBe(2);
    trouble = null;
    for (let asked = 0; asked < 10; asked += 1) await check.read();
    expect(probes).toBe(2);
    await clock.advance(1000);
    expect((await check.read()).ready).toBe(true);
    expect(probes).toBe(3);
  });

  test('about the key is kept for thirty seconds, however often the database comes and goes', async () => {
    let asked = 0;
    const { openRouterFetch } = app;
    app = {
      ...app,
      openRouterFetch: (...request) => {
        asked += 1;
        return openRouterFetch(...request);
      },
    };
    const check = checkOf(
      () => Promise.reject(new DatabaseAway('unreachable', 'away')),
      () => null,
    );
    for (let second = 0; second < 30; second += 1) {
      await check.read();
      await clock.advance(1000);
    }
    expect([probes, asked]).toEqual([30, 1]);
  });
});
