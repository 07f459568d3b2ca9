import { type RawBuilder, sql as raw } from 'kysely';
import type { Clock } from '../time/clock';
import { type DatabaseTrouble, isDatabaseAway } from './database-away';

/** The value of a column or a parameter. No blobs, no booleans: only what both databases treat alike. */
export type SqlValue = string | number | null;

export type Row = Readonly<Record<string, SqlValue>>;

export interface Statement {
  /** Portable SQL with `?` for each parameter, and no other question mark. */
  sql: string;
  params?: readonly SqlValue[];
}

/** A thin connection to a database. All SQL above it is the same for both. */
export interface Sql {
  readonly kind: 'sqlite' | 'postgres';
  /** Makes other processes that migrate wait for the end of the transaction; null where a transaction does so anyway. */
  readonly migrationLock: Statement | null;
  /** SQL for the time by the database's clock, ms since 1970; null where that is this machine's clock. */
  readonly now: string | null;
  /**
   * Executes one statement by itself.
   *
   * @typeParam T what its rows hold, as the statement says.
   * @throws ConstraintViolation; DatabaseAway when the database is gone, too slow or locked for too long: then the
   * statement may or may not have been executed. Any other Error is a fault of ours.
   */
  query<T = Row>(sql: string, params?: readonly SqlValue[]): Promise<readonly T[]>;
  /**
   * Executes statements in one transaction that writes: all or none.
   *
   * @returns the rows of each.
   * @throws as {@link query}.
   */
  batch(statements: readonly Statement[]): Promise<readonly (readonly Row[])[]>;
  close(): Promise<void>;
}

/** The time now, ms since 1970, as a part of a statement. */
export type SqlNow = () => RawBuilder<number>;

/** @param own SQL for the time by the database's own clock; null takes the time of the given one. */
export function sqlTime(own: string | null, clock: Clock): RawBuilder<number> {
  return own === null ? raw<number>`CAST(${clock.date().getTime()} AS BIGINT)` : raw.raw<number>(own);
}

/** A row would have broken a key or another rule of its table. Nothing of the statement, or the batch, was stored. */
export class ConstraintViolation extends Error {
  override readonly name = 'ConstraintViolation';
}

/** Compares names: each of Next's bundles has a class of its own. */
export function isConstraintViolation(error: unknown): error is ConstraintViolation {
  return error instanceof Error && error.name === 'ConstraintViolation';
}

/** `(?, ?, ?)`, for `IN`. */
export function inList(values: readonly unknown[]): string {
  return `(${values.map(() => '?').join(', ')})`;
}

/** A database that tells why its last statement failed; null when it did not. */
export interface WatchedSql extends Sql {
  readonly trouble: DatabaseTrouble | null;
}

/** Remembers after each statement whether the database could be used. */
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

  async function noting<T>(result: Promise<T>): Promise<T> {
    try {
      const answer = await result;
      trouble = null;
      return answer;
    } catch (error) {
      if (isDatabaseAway(error)) trouble = error.trouble;
      throw error;
    }
  }
}

/** A statement, or the same for each database where only their functions on JSON differ. */
export type MigrationStep = string | Readonly<Record<Sql['kind'], string>>;
