import { type DatabaseTrouble, isDatabaseAway } from './database-away';
import type { Sql, SqlValue } from './sql';

/** A database, and why its last statement could not be carried out; null when it was. */
export interface WatchedSql extends Sql {
  readonly trouble: DatabaseTrouble | null;
}

/** Remembers of each statement whether the database could be used. */
export function watchSql(sql: Sql): WatchedSql {
  let trouble: DatabaseTrouble | null = null;
  return {
    kind: sql.kind,
    migrationLock: sql.migrationLock,
    now: sql.now,
    get trouble() {
      return trouble;
    },
    query: <T>(text: string, params?: readonly SqlValue[]) => noting(sql.query<T>(text, params)),
    batch: (...asked) => noting(sql.batch(...asked)),
    close: () => sql.close(),
  };

  async function noting<T>(asked: Promise<T>): Promise<T> {
    try {
      const answer = await asked;
      trouble = null;
      return answer;
    } catch (error) {
      if (isDatabaseAway(error)) trouble = error.trouble;
      throw error;
    }
  }
}
