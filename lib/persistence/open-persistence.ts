import 'server-only';
import { type Clock, systemClock } from '../time/clock';
import { DatabaseAway, isDatabaseAway } from './database-away';
import type { Persistence } from './persistence';
import { openPostgres } from './postgres';
import { openSqlPersistence } from './sql-persistence';
import { openSqlite } from './sqlite';

export interface PersistencePlace {
  /** A Postgres server; null for SQLite in the folder. */
  databaseUrl: string | null;
  /** Created when it does not exist. */
  folder: string;
}

/**
 * Opens the database of this deployment, and creates or migrates its tables. Safe for several processes at once.
 *
 * @param clock for what waits.
 * @param times tells all times that are stored or compared, in place of this machine's and the database's own.
 * @throws DatabaseAway, which says what is wrong: the URL, the folder, a server that does not answer within seconds, or a
 * database that a newer version wrote. It never repeats the URL.
 */
export async function openPersistence(
  { databaseUrl, folder }: PersistencePlace,
  clock: Clock = systemClock,
  times?: Clock,
): Promise<Persistence> {
  try {
    const sql = databaseUrl === null ? await openSqlite(folder, clock) : openPostgres(databaseUrl, clock);
    return await openSqlPersistence(sql, times);
  } catch (error) {
    const database = databaseUrl === null ? 'SQLite database in DATA_DIR' : 'Postgres database of DATABASE_URL';
    const reason = error instanceof Error ? error.message : String(error);
    const trouble = isDatabaseAway(error) ? error.trouble : 'unknown';
    throw new DatabaseAway(trouble, `The ${database} cannot be used: ${reason}`, { cause: error });
  }
}
