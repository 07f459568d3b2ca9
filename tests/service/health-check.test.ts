import { beforeEach, describe, expect, test } from 'vitest';
import { DatabaseAway, type DatabaseTrouble } from '@/lib/persistence/database-away';
import { healthSchema } from '@/lib/protocol/health';
import type { App } from '@/lib/service/app';
import { databaseWords } from '@/lib/service/database-check';
import { HealthCheck } from '@/lib/service/health-check';
import { FakeClock } from '../support/fake-clock';
import { testApps } from '../support/test-apps';

const newApp = testApps();
const SECRETS = ['test-key', 'of the tests', '127.0.0.1'];

let clock: FakeClock;
let app: App;
let probes: number;
beforeEach(() => {
  clock = new FakeClock(new Date());
  app = newApp('test-key', clock);
  probes = 0;
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
    trouble: { get: trouble },
  });
  const opened: App = { ...app, persistence };
  return new HealthCheck({ clock, open: async () => opened, opened: () => opened, database: 'postgres' });
}

async function read(check: HealthCheck) {
  const health = healthSchema.parse({ version: '1.0.0', commit: null, ...(await check.read()) });
  for (const secret of SECRETS) expect(JSON.stringify(health)).not.toContain(secret);
  return health;
}

describe('the check of what a server needs', () => {
  test('tells of the database and of the list of models', async () => {
    expect(await read(checkOf())).toMatchObject({
      ready: true,
      rows: [
        { id: 'database', state: 'ok', text: 'Postgres takes a write and answers in 0 ms.', remedy: null },
        { id: 'catalog', state: 'ok', text: expect.stringMatching(/^\d+ models, read 0 min ago\.$/), remedy: null },
      ],
    });
  });

  test('says where the database is slow that it works, but', async () => {
    const slow = () => new Promise<void>((resolve) => void clock.after(400, resolve));
    const reading = read(checkOf(slow));
    await clock.advance(400);
    const { ready, rows } = await reading;
    expect(ready).toBe(true);
    expect(rows[0]).toMatchObject({ state: 'works-but', remedy: expect.any(String) });
    expect(rows[0]?.text).toContain('400 ms');
  });

  test.each(['unreachable', 'forbidden', 'full', 'read-only', 'busy'] as const)(
    'is not ready where the database is away (%s), and says what to do',
    async (trouble) => {
      const check = checkOf(() => Promise.reject(new DatabaseAway(trouble, 'user me, password secret-word')));
      const { ready, rows } = await read(check);
      expect(ready).toBe(false);
      expect(rows[0]).toEqual({ id: 'database', state: 'broken', ...databaseWords('postgres', trouble) });
      expect(rows[0]?.remedy).toMatch(/\.$/);
      expect(rows[1]).toMatchObject({ id: 'catalog' });
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
      database: 'sqlite',
    });
    expect(await read(check)).toMatchObject({ ready: false, rows: [{ id: 'database', state: 'broken' }] });
  });

  test('says where there is no database that nothing is kept', async () => {
    const check = new HealthCheck({ clock, open: async () => app, opened: () => app, database: null });
    expect(await read(check)).toMatchObject({ ready: true, rows: [{ id: 'database', state: 'works-but' }, {}] });
  });

  test('says where the list of models is the bundled one, or an old one, that it works, but', async () => {
    const { catalog } = app;
    const { models } = await catalog.get();
    for (const source of [
      { kind: 'snapshot', asOf: '2026-07-02' },
      { kind: 'live', asOf: new Date(clock.date().getTime() - 2 * 3_600_000).toISOString() },
    ] as const) {
      app = { ...app, catalog: { ...catalog, get: async () => ({ source, models }) } };
      const { ready, rows } = await read(checkOf());
      expect([ready, rows[1]?.state]).toEqual([true, 'works-but']);
    }
  });

  test('is not ready once the process leaves', async () => {
    const check = checkOf();
    expect((await read(check)).ready).toBe(true);
    app.departure.advance('leaving');
    expect((await read(check)).ready).toBe(false);
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
});
