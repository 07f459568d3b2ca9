import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openPersistence } from '@/lib/persistence/open-persistence';
import { openPostgres } from '@/lib/persistence/postgres';
import { textContent } from '@/lib/protocol/comparison';
import { systemClock } from '@/lib/time/clock';
import { findPostgres } from '../support/postgres/find-postgres';
import { sayPostgresMissing } from '../support/postgres/say-missing';
import { type PostgresServer, startPostgres } from '../support/postgres/start-postgres';
import { persistenceContract } from './persistence-contract';
import { processesContract } from './processes-contract';
import { comparisonRecord, newLanes } from './records';
import { schemaContract } from './schema-contract';

const programs = findPostgres();
if (programs) withPostgres(programs);
else sayPostgresMissing();

function withPostgres(programs: string): void {
  let server: PostgresServer;
  let made = 0;
  const newDatabase = () => {
    made += 1;
    return server.createDatabase(`made_${made}`);
  };
  beforeAll(async () => {
    server = await startPostgres(programs);
  });
  afterAll(() => server.stop());

  describe('persistence in Postgres', () => {
    let url: string;
    beforeAll(async () => {
      url = await newDatabase();
    });
    persistenceContract(async (clock) => {
      const kept = await openPersistence({ databaseUrl: url, folder: '' }, systemClock, clock);
      await empty(url);
      return kept;
    });
  });

  describe('one Postgres database, several processes', () => {
    processesContract(async () => ({ databaseUrl: await newDatabase(), folder: '' }), { kills: 4 });
  });

  test('a transaction in Postgres may have any number of statements', async () => {
    const sql = openPostgres(await newDatabase());
    const statements = Array.from({ length: 201 }, (_, n) => ({ sql: 'SELECT CAST(? AS BIGINT) AS n', params: [n] }));
    expect((await sql.batch(statements)).flat()).toEqual(statements.map((_, n) => ({ n })));
    await sql.close();
  });

  test('processes in Postgres judge each other by its clock, however wrong their own machines’ clocks are', async () => {
    const url = await newDatabase();
    const kept = await openPersistence({ databaseUrl: url, folder: '' });
    const real = Date.now();
    try {
      vi.useFakeTimers({ toFake: ['Date'], now: real - 3_600_000 });
      await kept.createComparison(comparisonRecord('c', 'created'), 'v', 'p1');
      await kept.addTurn('c', {
        content: textContent('two'),
        system: null,
        run: 'followed',
        lanes: newLanes('A'),
        owner: 'p1',
      });
      await kept.addAttempts('c', { turn: 1, lanes: newLanes('A'), run: 'retried', owner: 'p1' });
      await kept.beat('p1', ['created']);
      await kept.noteReader('created');
      vi.setSystemTime(real + 3_600_000);
      const underWay = await kept.activeRuns();
      expect(underWay).toHaveLength(3);
      for (const { silentMs } of underWay) expect(silentMs).toBeLessThan(60_000);
      expect(await kept.readWithin(['created'], 60_000)).toEqual(['created']);
    } finally {
      vi.useRealTimers();
      await kept.close();
    }
  });

  describe('the tables in Postgres', () => {
    schemaContract(async () => {
      const url = await newDatabase();
      return async () => openPostgres(url);
    });
  });

  describe('a Postgres server', () => {
    test('that does not answer a statement in time is given up, and asked anew on another connection', async () => {
      let fire = () => {};
      const after = (_: number, late: () => void) => {
        fire = late;
        return () => {};
      };
      const sql = openPostgres(server.url, { ...systemClock, after });
      const slow = sql.query('SELECT pg_sleep(30)');
      const refused = expect(slow).rejects.toThrow('Postgres has not answered within 10 s.');
      fire();
      await refused;
      expect(await sql.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
      await sql.close();
    });

    test('that is not there is an error, which does not repeat the password', async () => {
      const sql = openPostgres('postgres://somebody:secret@127.0.0.1:1/none');
      const error = await sql.query('SELECT 1').catch(String);
      expect(error).toContain('ECONNREFUSED');
      expect(error).not.toContain('secret');
      await sql.close();
    });
  });
}

/** Takes everything out of the tables. */
async function empty(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  await sql.unsafe(
    'TRUNCATE comparisons, search_index, run_entries, instance_values, counters, run_slots, run_facts, reports, ballots CASCADE',
  );
  await sql.end();
}
