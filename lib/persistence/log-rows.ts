import type { EncodedEntry } from '@/lib/protocol/frames';
import type { Stretch } from './log-batches';
import { packLog, unpackLog } from './pack-log';
import type { Statement } from './sql';

/** A log of at most so many entries is compacted in one transaction: it does not hold up the event loop. */
const SHORT_LOG = 256;
/** The first_sequence of the row that holds a compacted log; other rows have the number of their first entry. */
export const COMPACTED = 0;

/**
 * The rows that hold the entries above a sequence number. While the rows of a compacted log are being deleted, first
 * ones first, this reads either the compacted row or rows that are all still there.
 */
export const READ = `
  SELECT first_sequence, form, entries FROM run_entries
  WHERE run = ? AND last_sequence > CAST(? AS BIGINT) AND first_sequence >= COALESCE(
    (SELECT MAX(first_sequence) FROM run_entries WHERE run = ? AND first_sequence <= CAST(? AS BIGINT)), 0)
  ORDER BY first_sequence`;

/** A row of `run_entries`, as it is read. */
export interface EntryRow {
  first_sequence: number;
  form: string;
  entries: string;
}

/**
 * The join drops rows of unknown runs. A row of a run that was ended or taken over gets no number, so the constraint
 * refuses the whole write: a process that was frozen and thinks that it still owns a run can add nothing to it.
 */
export function insertRows(stretches: readonly Stretch[], owner?: string): Statement {
  const ownedBy = owner === undefined ? '' : ' AND r.owner = ?';
  const typed = '(CAST(? AS TEXT), CAST(? AS BIGINT), CAST(? AS BIGINT), CAST(? AS TEXT))';
  const rows = stretches.map((_, at) => (at === 0 ? typed : '(?, ?, ?, ?)')).join(', ');
  return {
    sql: `INSERT INTO run_entries (run, first_sequence, last_sequence, form, entries)
      SELECT r.id, CASE WHEN r.ended_at IS NULL${ownedBy} THEN v.column2 END, v.column3, 'lines', v.column4
      FROM (VALUES ${rows}) AS v JOIN runs r ON r.id = v.column1`,
    params: [
      ...(owner === undefined ? [] : [owner]),
      ...stretches.flatMap(({ run, first, last, entries }) => [run, first, last, linesOf(entries)]),
    ],
  };
}

function linesOf(entries: readonly EncodedEntry[]): string {
  return entries.map(({ json }) => json).join('\n');
}

/** @returns the parameters of {@link READ}. */
export function readParams(run: string, after: number): [string, number, string, number] {
  const from = Math.max(0, after);
  return [run, from, run, from + 1];
}

/** @returns the entries above that sequence number; a compacted row comes first, and later rows may repeat it. */
export async function entriesOf(rows: readonly EntryRow[], after: number): Promise<EncodedEntry[]> {
  const found: EncodedEntry[] = [];
  let last = Math.max(0, after);
  for (const row of rows) {
    const first = Math.max(1, row.first_sequence);
    const jsons = await unpackLog(row);
    for (const [at, json] of jsons.entries()) if (first + at > last) found.push({ sequence: first + at, json });
    last = Math.max(last, first + jsons.length - 1);
  }
  return found;
}

/**
 * Inserts the compacted row of a log, if the database has all of it and in more than one row, and no such row yet.
 *
 * @param log all its entries.
 */
export async function insertCompacted(run: string, log: readonly EncodedEntry[]): Promise<Statement> {
  const { form, entries } = await packLog(log.map(({ json }) => json));
  return {
    sql: `INSERT INTO run_entries (run, first_sequence, last_sequence, form, entries)
      SELECT CAST(? AS TEXT), ${COMPACTED}, CAST(? AS BIGINT), CAST(? AS TEXT), CAST(? AS TEXT)
      WHERE (SELECT MAX(last_sequence) FROM run_entries WHERE run = ?) = CAST(? AS BIGINT)
        AND (SELECT MIN(last_sequence) FROM run_entries WHERE run = ?) < CAST(? AS BIGINT)
      ON CONFLICT (run, first_sequence) DO NOTHING
      RETURNING last_sequence`,
    params: [run, log.length, form, entries, run, log.length, run, log.length],
  };
}

/** For the transaction that ends a run: inserts the compacted row of its log, and of a short one deletes the other rows. */
export async function compaction(run: string, log: readonly EncodedEntry[]): Promise<Statement[]> {
  const insert = await insertCompacted(run, log);
  const remove = {
    sql: `DELETE FROM run_entries WHERE run = ? AND first_sequence > ${COMPACTED} AND last_sequence <=
      (SELECT last_sequence FROM run_entries WHERE run = ? AND first_sequence = ${COMPACTED})`,
    params: [run, run],
  };
  return isShort(log) ? [insert, remove] : [insert];
}

/** Whether {@link compaction} leaves nothing to do. */
export function isShort(log: readonly EncodedEntry[]): boolean {
  return log.length <= SHORT_LOG;
}
