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
   * @throws ConstraintViolation; DatabaseAway when the database is gone, too slow or locked for too long: then the
   * statement may or may not have been carried out. Else an Error that tells of a fault of ours.
   */
  query(sql: string, params?: readonly SqlValue[]): Promise<readonly Row[]>;
  /**
   * Executes statements in one transaction that writes: all or none.
   *
   * @returns the rows of each.
   * @throws as {@link query}.
   */
  batch(statements: readonly Statement[]): Promise<readonly (readonly Row[])[]>;
  close(): Promise<void>;
}

/** The time now, ms since 1970, as a part of a statement and the parameters that it takes. */
export type SqlNow = () => { sql: string; params: readonly number[] };

/** A row would have broken a key or another rule of its table. Nothing of the statement, or the batch, was kept. */
export class ConstraintViolation extends Error {
  override readonly name = 'ConstraintViolation';
}

/** Goes by the name: each of Next's bundles has a class of its own. */
export function isConstraintViolation(error: unknown): error is ConstraintViolation {
  return error instanceof Error && error.name === 'ConstraintViolation';
}

/** @throws when the column holds no text. */
export function textOf(row: Row, column: string): string {
  const value = row[column];
  if (typeof value !== 'string') throw new TypeError(`Column ${column} holds no text.`);
  return value;
}

/** @throws when the column holds neither text nor null. */
export function textOrNull(row: Row, column: string): string | null {
  return row[column] === null ? null : textOf(row, column);
}

/** @throws when the column holds no number. */
export function numberOf(row: Row, column: string): number {
  const value = row[column];
  if (typeof value !== 'number') throw new TypeError(`Column ${column} holds no number.`);
  return value;
}

/** Time as the tables keep it, ms since 1970, as ISO 8601. @throws when the column holds no number. */
export function timeOf(row: Row, column: string): string {
  return new Date(numberOf(row, column)).toISOString();
}

/** @throws when the column holds neither a number nor null. */
export function timeOrNull(row: Row, column: string): string | null {
  return row[column] === null ? null : timeOf(row, column);
}

/** `(?, ?), (?, ?)`: placeholders of so many rows of so many values. */
export function placeholders(rows: number, values: number): string {
  const row = `(${Array.from({ length: values }, () => '?').join(', ')})`;
  return Array.from({ length: rows }, () => row).join(', ');
}

/** `(?, ?, ?)`, for `IN`. */
export function inList(values: readonly unknown[]): string {
  return placeholders(1, values.length);
}
