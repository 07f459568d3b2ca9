import { type Clock, systemClock } from '../time/clock';
import { createActiveRuns } from './active-runs';
import { createFiguresStore } from './answer-figures';
import { createBallotStore } from './ballots';
import { createComparisonStore } from './comparisons';
import { createHistoryStore } from './history';
import { createLimitStore } from './limits';
import { SqlLog } from './log';
import { migrate, versionOf } from './migrate';
import type { Persistence } from './persistence';
import { createPurgeStore } from './purge';
import { createReportStore } from './reports';
import { createSearchIndex } from './search-index';
import { createShareStore } from './shares';
import { type Sql, type SqlNow, sqlTime, type WatchedSql, watchSql } from './sql';
import { selectAll, selectFirst, tables } from './tables';

/**
 * Stores everything in a database, whose tables it makes or brings up to date first.
 *
 * @param times tells all times; without it the database's own clock tells those by which processes judge each other,
 * and this machine's the rest.
 * @throws an Error when a newer version wrote the database, or it cannot be reached; it is closed then.
 */
export async function openSqlPersistence(unwatched: Sql, times?: Clock): Promise<Persistence> {
  const sql = watchSql(unwatched);
  try {
    await migrate(sql);
  } catch (error) {
    await sql.close();
    throw error;
  }
  const clock = times ?? systemClock;
  const now: SqlNow = () => sqlTime(times ? null : sql.now, clock);
  const log = new SqlLog(sql);
  return {
    kind: sql.kind,
    ...createComparisonStore(sql, clock, now),
    ...createActiveRuns(sql, log, clock, now),
    ...createHistoryStore(sql, clock),
    ...createPurgeStore(sql),
    ...createSearchIndex(sql, log, now),
    ...createShareStore(sql, clock),
    ...createLimitStore(sql, clock),
    ...createReportStore(sql, clock),
    ...createFiguresStore(sql),
    ...createBallotStore(sql),
    ...createValues(sql),
    appendEntries: (batches, owner) => log.appendEntries(batches, owner),
    readEntries: (run, after) => log.readEntries(run, after),
    readLogs: (runs) => log.readLogs(runs),
    get trouble() {
      return sql.trouble;
    },
    close: () => sql.close(),
  };
}

/** Values of the whole deployment, and what tells whether the database works. */
function createValues(sql: WatchedSql): Pick<Persistence, 'keepValue' | 'ping' | 'schemaVersion' | 'probe'> {
  const readValue = (name: string) => tables.selectFrom('instance_values').select('value').where('name', '=', name);
  return {
    async keepValue(name, proposed) {
      const known = await selectFirst(sql, readValue(name));
      if (known) return known.value;
      await selectAll(
        sql,
        tables
          .insertInto('instance_values')
          .values({ name, value: proposed })
          .onConflict((conflict) => conflict.column('name').doNothing()),
      );
      return (await selectFirst(sql, readValue(name)))?.value ?? proposed;
    },

    /** A row, not only a number: SQLite tells a number without looking at its file. */
    async ping() {
      await selectFirst(sql, readValue(PROBED_AT));
    },

    schemaVersion: () => versionOf(sql),

    async probe() {
      await selectAll(
        sql,
        tables
          .insertInto('instance_values')
          .values({ name: PROBED_AT, value: String(Date.now()) })
          .onConflict((conflict) =>
            conflict.column('name').doUpdateSet(({ ref }) => ({ value: ref('excluded.value') })),
          ),
      );
    },
  };
}

const PROBED_AT = 'probed-at';
