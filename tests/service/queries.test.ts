import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Persistence } from '@/lib/persistence/persistence';
import type { Sql } from '@/lib/persistence/sql';
import { openSqlPersistence } from '@/lib/persistence/sql-persistence';
import { openSqlite } from '@/lib/persistence/sqlite';
import type { App } from '@/lib/service/app';
import { loadOwnComparison } from '@/lib/service/load-comparison';
import { askBody, retry, SESSION } from '../support/test-app';
import { testApps } from '../support/test-apps';

const newApp = testApps();
const folder = mkdtempSync(join(tmpdir(), 'abreast-queries-'));
const queries: string[] = [];
let persistence: Persistence;

beforeAll(async () => {
  persistence = await openSqlPersistence(counted(await openSqlite(folder)));
});
afterAll(async () => {
  await persistence.close();
  rmSync(folder, { recursive: true });
});

/** A batch counts as one: it is one transaction, sent at once. */
function counted(sql: Sql): Sql {
  return {
    ...sql,
    query(text, params) {
      queries.push(text);
      return sql.query(text, params);
    },
    batch(statements) {
      queries.push(statements.map((statement) => statement.sql).join('; '));
      return sql.batch(statements);
    },
  };
}

/** A process that has folded nothing yet, and what it asks the database before it calls the first model. */
function newProcess(): { app: App; before: () => string[] } {
  const app = newApp(undefined, undefined, persistence);
  const call = app.openRouterFetch;
  let before: string[] | null = null;
  app.openRouterFetch = (...request) => {
    // The catalog is read through it too.
    if (request[1]?.method === 'POST')
      before ??= queries.filter((text) => !/^\s*INSERT INTO "?run_(entries|facts)/i.test(text));
    return call(...request);
  };
  queries.length = 0;
  return { app, before: () => before ?? [] };
}

test('a process asks the database equally little before the first model starts, in turn 2 as in turn 20', async () => {
  const counts: Record<string, number> = {};
  let comparison: string | undefined;
  let run = '';
  for (let turn = 1; turn <= 20; turn += 1) {
    const { app, before } = newProcess();
    const body = comparison ? { comparison } : { models: ['test/words-3', 'test/words-10'] };
    const live = await askBody(app, { ...body, prompt: `Turn ${turn}` });
    await live.ended;
    await live.settled;
    counts[turn] = before().length;
    comparison = live.comparison;
    run = live.id;
  }
  const { 1: first, 2: second, 6: sixth, 20: twentieth } = counts;
  expect(first, 'it does not even wait for this one').toBe(1);
  // Turns, lanes, logs; the new turn; the claim.
  expect({ second, sixth, twentieth }).toEqual({ second: 5, sixth: 5, twentieth: 5 });

  const { app, before } = newProcess();
  const again = await retry(app, run, ['A', 'B']);
  await again.settled;
  expect(before().length, 'and a retry, which has to find its run first').toBe(6);

  const { app: reader } = newProcess();
  const { record, state } = await loadOwnComparison(reader, SESSION, comparison ?? '');
  expect(record.turns).toHaveLength(20);
  expect(state.turns).toHaveLength(20);
  expect(queries.length, 'a page: turns, lanes, logs').toBe(3);
  await loadOwnComparison(reader, SESSION, comparison ?? '');
  expect(queries.length, 'the page again, whose logs are folded').toBe(5);
});
