import type { EncodedEntry } from '@/lib/protocol/frames';
import { nextTurn } from '../time/pause';
import { fitStretches, gatherBatches, type LogEnd, type Stretch, WAS_ENDED, WAS_TAKEN_OVER } from './log-batches';
import { COMPACTED, type EntryRow, entriesOf, insertCompacted, insertRows, READ, readParams } from './log-rows';
import type { EntryBatch, LogStore } from './persistence';
import { ConstraintViolation, inList, type Sql, type Statement } from './sql';

/** Both databases take at least 32,766 parameters; a row has four. */
const ROWS_AT_ONCE = 4000;
/** How often a write is fitted again when another process writes to the same log meanwhile. */
const MOST_FITTINGS = 5;

/** How many rows are compacted between two turns of the event loop. */
const ROWS_A_SLICE = 64;
/**
 * The logs of runs. A write adds one row for each run, with its entries one a line. Rows of a run follow each other
 * without a gap. If a run ever has two writers, both insert a row with the same key, so only one of them succeeds.
 */
export class SqlLog implements LogStore {
  /** The last sequence numbers of the logs to which this process appends. */
  #lasts = new Map<string, number>();

  constructor(private readonly sql: Sql) {}

  async appendEntries(batches: readonly EntryBatch[], owner?: string): Promise<void> {
    const stretches = gatherBatches(batches);
    if (stretches.every(({ run, first }) => first === (this.#lasts.get(run) ?? 0) + 1)) {
      try {
        return await this.#insert(stretches, owner);
      } catch (error) {
        if (!(error instanceof ConstraintViolation)) throw error;
      }
    }
    await this.#fitAndInsert(stretches, owner);
  }

  async readEntries(run: string, after = 0): Promise<readonly EncodedEntry[]> {
    return entriesOf(await this.sql.query<EntryRow>(READ, readParams(run, after)), after);
  }

  async readLogs(runs: readonly string[]): Promise<ReadonlyMap<string, readonly EncodedEntry[]>> {
    const logs = new Map<string, EncodedEntry[]>();
    for (let from = 0; from < runs.length; from += ROWS_AT_ONCE) {
      const some = runs.slice(from, from + ROWS_AT_ONCE);
      const rows = await this.sql.query<EntryRow & { run: string }>(
        `SELECT run, first_sequence, form, entries FROM run_entries WHERE run IN ${inList(some)}
         ORDER BY run, first_sequence`,
        some,
      );
      const rowsByRun = new Map<string, EntryRow[]>();
      for (const row of rows) {
        const ofRun = rowsByRun.get(row.run) ?? [];
        ofRun.push(row);
        rowsByRun.set(row.run, ofRun);
      }
      for (const [run, ofRun] of rowsByRun) logs.set(run, await entriesOf(ofRun, 0));
    }
    return logs;
  }

  /** Nothing more is appended to the log of that run. */
  forget(run: string): void {
    this.#lasts.delete(run);
  }

  /**
   * Compacts the log of an ended run into one row. In slices, since SQLite blocks the event loop meanwhile. If the
   * process dies in between, the log is still complete, and the next call finishes the work.
   */
  async compact(run: string): Promise<void> {
    this.forget(run);
    const at = [run, COMPACTED];
    const [compacted] = await this.sql.query<{ last_sequence: number }>(
      'SELECT last_sequence FROM run_entries WHERE run = ? AND first_sequence = ?',
      at,
    );
    const last = compacted ? compacted.last_sequence : await this.#insertCompacted(run);
    for (;;) {
      const rows = await this.sql.query<{ first_sequence: number }>(
        `SELECT first_sequence FROM run_entries WHERE run = ? AND first_sequence > ? AND last_sequence <= ?
         ORDER BY first_sequence LIMIT ${ROWS_A_SLICE}`,
        [...at, last],
      );
      const lastRow = rows.at(-1);
      if (!lastRow) return;
      await this.sql.query('DELETE FROM run_entries WHERE run = ? AND first_sequence > ? AND first_sequence <= ?', [
        ...at,
        lastRow.first_sequence,
      ]);
      await nextTurn();
    }
  }

  /** @returns the last sequence number of the compacted row; 0 when none is needed, or another process inserts it. */
  async #insertCompacted(run: string): Promise<number> {
    const log: EncodedEntry[] = [];
    for (;;) {
      const slice = await this.sql.query<EntryRow>(`${READ} LIMIT ${ROWS_A_SLICE}`, readParams(run, log.length));
      if (slice.length === 0) break;
      for (const entry of await entriesOf(slice, log.length)) log.push(entry);
      await nextTurn();
    }
    const insert = await insertCompacted(run, log);
    const [row] = await this.sql.query<{ last_sequence: number }>(insert.sql, insert.params);
    return row?.last_sequence ?? 0;
  }

  /** An earlier attempt may have been stored, and another process may have written: reads before it inserts. */
  async #fitAndInsert(stretches: readonly Stretch[], owner?: string): Promise<void> {
    for (let fittings = 1; ; fittings += 1) {
      const rest = fitStretches(stretches, await this.#endsOf(stretches, owner));
      try {
        await this.#insert(rest, owner);
        for (const { run, last } of stretches) this.#lasts.set(run, Math.max(last, this.#lasts.get(run) ?? 0));
        return;
      } catch (error) {
        if (!(error instanceof ConstraintViolation) || fittings === MOST_FITTINGS) throw error;
      }
    }
  }

  async #insert(stretches: readonly Stretch[], owner?: string): Promise<void> {
    if (stretches.length === 0) return;
    const statements: Statement[] = [];
    for (let from = 0; from < stretches.length; from += ROWS_AT_ONCE) {
      statements.push(insertRows(stretches.slice(from, from + ROWS_AT_ONCE), owner));
    }
    const [only] = statements;
    if (only && statements.length === 1) await this.sql.query(only.sql, only.params);
    else await this.sql.batch(statements);
    for (const { run, last } of stretches) this.#lasts.set(run, last);
  }

  async #endsOf(stretches: readonly Stretch[], owner?: string): Promise<Map<string, LogEnd>> {
    const ends = new Map<string, LogEnd>();
    for (let from = 0; from < stretches.length; from += ROWS_AT_ONCE) {
      const some = stretches.slice(from, from + ROWS_AT_ONCE);
      const rows = await this.sql.query<EndRow>(
        `SELECT r.id, r.owner, r.ended_at, COALESCE((SELECT MAX(last_sequence) FROM run_entries WHERE run = r.id), 0) AS last
         FROM runs r WHERE r.id IN ${inList(some)}`,
        some.map(({ run }) => run),
      );
      for (const row of rows) {
        const stretch = some.find(({ run }) => run === row.id);
        const { last } = row;
        if (!stretch) continue;
        const stored = stretch.first <= last ? await this.readEntries(stretch.run, stretch.first - 1) : [];
        ends.set(stretch.run, { last, closed: closedReason(row, owner), stored });
      }
    }
    return ends;
  }
}

interface EndRow {
  id: string;
  owner: string | null;
  ended_at: number | null;
  last: number;
}

function closedReason(row: EndRow, owner: string | undefined): string | null {
  if (row.ended_at !== null) return WAS_ENDED;
  return owner !== undefined && row.owner !== owner ? WAS_TAKEN_OVER : null;
}
