import { type RawBuilder, sql as raw } from 'kysely';
import type { WallClock } from '../time/timing';

/** What a column holds and a placeholder takes. No blobs, no booleans: what both databases understand alike. */
export type SqlValue = string | number | null;

export type Row = Readonly<Record<string, SqlValue>>;

export interface Statement {
  /** Portable SQL with `?` for each parameter, and no other question mark. */
  sql: string;
  params?: readonly SqlValue[];
}

/** A database, as thin as can be: SQL is written once, above this. */
export interface Sql {
  readonly kind: 'sqlite' | 'postgres';
  /** Makes whoever else migrates wait until the transaction has ended; null where a transaction does so by itself. */
  readonly migrationLock: Statement | null;
  /** SQL for the time now by the database's own clock, ms since 1970; null where that clock is this machine's. */
  readonly now: string | null;
  /**
   * Executes one statement by itself.
   *
   * @typeParam T what its rows hold, as the statement says.
   * @throws ConstraintViolation; DatabaseAway when the database is gone, too slow or locked for too long: then the
   * statement may or may not have been carried out. Else an Error that tells of a fault of ours.
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
export function sqlTime(own: string | null, clock: WallClock): RawBuilder<number> {
  return own === null ? raw<number>`CAST(${clock.date().getTime()} AS BIGINT)` : raw.raw<number>(own);
}

/** A row would have broken a key or another rule of its table. Nothing of the statement, or the batch, was kept. */
export class ConstraintViolation extends Error {
  override readonly name = 'ConstraintViolation';
}

/** Goes by the name: each of Next's bundles has a class of its own. */
export function isConstraintViolation(error: unknown): error is ConstraintViolation {
  return error instanceof Error && error.name === 'ConstraintViolation';
}

/** `(?, ?, ?)`, for `IN`. */
export function inList(values: readonly unknown[]): string {
  return `(${values.map(() => '?').join(', ')})`;
}
