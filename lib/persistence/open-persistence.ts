import 'server-only';
import { systemTiming, type Timing, type WallClock } from '../time/timing';
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
 * @param clock tells all times, in place of this machine's and the database's own.
 * @throws DatabaseAway, which says what is wrong: the URL, the folder, a server that does not answer within seconds, or a
 * database that a newer version wrote. It never repeats the URL.
 */
export async function openPersistence(
  { databaseUrl, folder }: PersistencePlace,
  timing: Timing = systemTiming,
  clock?: WallClock,
): Promise<Persistence> {
  try {
    const sql = databaseUrl === null ? await openSqlite(folder, timing) : openPostgres(databaseUrl, timing);
    return await openSqlPersistence(sql, clock);
  } catch (error) {
    const database = databaseUrl === null ? 'SQLite database in DATA_DIR' : 'Postgres database of DATABASE_URL';
    const reason = error instanceof Error ? error.message : String(error);
    const trouble = isDatabaseAway(error) ? error.trouble : 'unknown';
    throw new DatabaseAway(trouble, `The ${database} cannot be used: ${reason}`, { cause: error });
  }
}
