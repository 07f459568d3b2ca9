import { z } from 'zod';
import { type ComparisonRecord, laneRecordSchema, type RunRecord, type TurnRecord } from '@/lib/protocol/comparison';
import { type Lane, laneSchema } from '@/lib/protocol/lane';
import type { WallClock } from '../time/timing';
import type { ComparisonStore, NewAttempts, NewTurn, RunPlace } from './persistence';
import { modelsText, openingOf, searchText } from './search-text';
import {
  inList,
  numberOf,
  placeholders,
  type Row,
  type Sql,
  type SqlNow,
  type SqlValue,
  type Statement,
  textOf,
  textOrNull,
  timeOf,
} from './sql';

export const lanesSchema = z.array(laneRecordSchema);

/** Who writes to a comparison touches it first: on Postgres that holds its row, so that numbers are given out singly. */
const TOUCH = 'UPDATE comparisons SET updated_at = ? WHERE id = ? AND deleted_at IS NULL';

const NOT_LOOKED_AT = -1;

/** The comparison has as many runs as whoever adds one has seen; -1 where that is not looked at. */
const AS_BEFORE = 'CAST(? AS BIGINT) IN (-1, (SELECT COUNT(*) FROM runs WHERE runs.comparison = c.id))';

const ADD_TURN = `
  INSERT INTO turns (comparison, turn, prompt, prompt_text, system)
  SELECT c.id, COALESCE((SELECT MAX(turn) FROM turns WHERE comparison = c.id), 0) + 1, ?, ?, ?
  FROM comparisons c WHERE c.id = ? AND c.deleted_at IS NULL AND ${AS_BEFORE}
  RETURNING turn`;

const addRunOfLastTurn = (now: string) => `
  INSERT INTO runs (id, comparison, turn, place, owner, heartbeat_at)
  SELECT ?, t.comparison, MAX(t.turn), 1, CAST(? AS TEXT), ${now}
  FROM turns t JOIN comparisons c ON c.id = t.comparison WHERE c.id = ? AND c.deleted_at IS NULL AND ${AS_BEFORE}
  GROUP BY t.comparison`;

const ADD_FIRST_SEAT = `
  INSERT INTO seats (run, seat, comparison, turn, lane, attempt)
  SELECT id, CAST(? AS INTEGER), comparison, turn, ?, 1 FROM runs WHERE id = ?`;

/** @param lanes each of them was asked in that turn; else no run is added. */
const addRunOfTurn = (lanes: readonly Lane[], now: string) => `
  INSERT INTO runs (id, comparison, turn, place, owner, heartbeat_at)
  SELECT ?, r.comparison, r.turn, MAX(r.place) + 1, CAST(? AS TEXT), ${now}
  FROM runs r JOIN comparisons c ON c.id = r.comparison
  WHERE c.id = ? AND c.deleted_at IS NULL AND ${AS_BEFORE} AND r.turn = CAST(? AS BIGINT)
    AND (SELECT COUNT(DISTINCT s.lane) FROM seats s WHERE s.comparison = c.id AND s.turn = r.turn
      AND s.lane IN ${inList(lanes)}) = CAST(? AS BIGINT)
  GROUP BY r.comparison, r.turn`;

const ADD_NEXT_SEAT = `
  INSERT INTO seats (run, seat, comparison, turn, lane, attempt)
  SELECT r.id, CAST(? AS INTEGER), r.comparison, r.turn, s.lane, MAX(s.attempt) + 1
  FROM runs r JOIN seats s ON s.comparison = r.comparison AND s.turn = r.turn AND s.lane = ?
  WHERE r.id = ? GROUP BY r.id, r.comparison, r.turn, s.lane
  RETURNING attempt`;

const DELETE_CHOICE = `
  DELETE FROM chosen_attempts WHERE EXISTS (SELECT 1 FROM seats s WHERE s.run = ?
    AND s.comparison = chosen_attempts.comparison AND s.turn = chosen_attempts.turn AND s.lane = chosen_attempts.lane)`;

const CHOOSE_ATTEMPT = `
  INSERT INTO chosen_attempts (comparison, turn, lane, attempt)
  SELECT s.comparison, s.turn, s.lane, s.attempt FROM seats s JOIN comparisons c ON c.id = s.comparison
  WHERE c.id = ? AND c.deleted_at IS NULL AND s.turn = CAST(? AS BIGINT) AND s.lane = ? AND s.attempt = CAST(? AS BIGINT)
  ON CONFLICT (comparison, turn, lane) DO UPDATE SET attempt = excluded.attempt
  RETURNING attempt`;

/** Comparisons with their turns and runs, in tables. */
export class SqlComparisons implements ComparisonStore {
  constructor(
    private readonly sql: Sql,
    private readonly clock: WallClock,
    /** For heartbeats. */
    private readonly now: SqlNow,
  ) {}

  async createComparison(record: ComparisonRecord, visitor: string | null = null, owner?: string): Promise<void> {
    const { id, lanes, turns } = record;
    const created = Date.parse(record.createdAt);
    const opening = JSON.stringify(openingOf(turns[0]?.prompt ?? ''));
    const texts = [opening, JSON.stringify(lanes), modelsText(lanes)];
    const runs = turns.flatMap((turn) => turn.runs.map((run, at) => ({ turn: turn.turn, run, place: at + 1 })));
    const now = this.now();
    await this.sql.batch(
      [
        insert('comparisons', 'id, visitor, title_text, opening, lanes, models_text, created_at, updated_at', [
          [id, visitor, '', ...texts, created, created],
        ]),
        insert(
          'turns',
          'comparison, turn, prompt, prompt_text, system',
          turns.map((turn) => [id, turn.turn, ...textsOf(turn)]),
        ),
        insert(
          'runs',
          'id, comparison, turn, place, owner, heartbeat_at',
          runs.map(({ turn, run, place }) => [run.run, id, turn, place, owner ?? null, created]),
        ),
        { sql: `UPDATE runs SET heartbeat_at = ${now.sql} WHERE comparison = ?`, params: [...now.params, id] },
        insert(
          'seats',
          'run, seat, comparison, turn, lane, attempt',
          runs.flatMap(({ turn, run }) =>
            run.lanes.map(({ lane, attempt }, at) => [run.run, at + 1, id, turn, lane, attempt]),
          ),
        ),
      ].flat(),
    );
  }

  async findComparison(id: string): Promise<ComparisonRecord | null> {
    const rows = await this.sql.query(
      `SELECT c.created_at, c.title, c.lanes, t.turn, t.prompt, t.system
       FROM comparisons c JOIN turns t ON t.comparison = c.id
       WHERE c.id = ? AND c.deleted_at IS NULL ORDER BY t.turn`,
      [id],
    );
    const [first] = rows;
    if (!first) return null;
    // After the turns: whichever of them are there have their runs.
    const runs = await this.sql.query(
      `SELECT r.id AS run, r.turn, s.lane, s.attempt FROM runs r JOIN seats s ON s.run = r.id
       WHERE r.comparison = ? ORDER BY r.turn, r.place, s.seat`,
      [id],
    );
    const chosen = await this.sql.query('SELECT turn, lane, attempt FROM chosen_attempts WHERE comparison = ?', [id]);
    const turns = rows.map((row): TurnRecord => {
      const turn = numberOf(row, 'turn');
      const prompt = JSON.parse(textOf(row, 'prompt'));
      const system = row.system === null ? null : JSON.parse(textOf(row, 'system'));
      const inView = inViewOf(chosen.filter((choice) => choice.turn === turn));
      return { turn, prompt, system, runs: runRecordsOf(runs.filter((run) => run.turn === turn)), inView };
    });
    const lanes = lanesSchema.parse(JSON.parse(textOf(first, 'lanes')));
    const title = textOrNull(first, 'title');
    return { id, title: title && JSON.parse(title), createdAt: timeOf(first, 'created_at'), lanes, turns };
  }

  async addTurn(
    comparison: string,
    { prompt, system, run, lanes, owner }: NewTurn,
    runsBefore = NOT_LOOKED_AT,
  ): Promise<TurnRecord | null> {
    const now = this.now();
    const [, added] = await this.sql.batch([
      { sql: TOUCH, params: [this.clock.date().getTime(), comparison] },
      { sql: ADD_TURN, params: [...textsOf({ prompt, system }), comparison, runsBefore] },
      {
        sql: addRunOfLastTurn(now.sql),
        params: [run, owner ?? null, ...now.params, comparison, runsBefore],
      },
      ...lanes.map((lane, at) => ({ sql: ADD_FIRST_SEAT, params: [at + 1, lane, run] })),
    ]);
    const [row] = added ?? [];
    if (!row) return null;
    const seats = lanes.map((lane) => ({ lane, attempt: 1 }));
    return { turn: numberOf(row, 'turn'), prompt, system, runs: [{ run, lanes: seats }], inView: {} };
  }

  async addAttempts(
    comparison: string,
    { turn, lanes, run, owner }: NewAttempts,
    runsBefore = NOT_LOOKED_AT,
  ): Promise<RunRecord | null> {
    const now = this.now();
    const [, , ...added] = await this.sql.batch([
      { sql: TOUCH, params: [this.clock.date().getTime(), comparison] },
      {
        sql: addRunOfTurn(lanes, now.sql),
        params: [run, owner ?? null, ...now.params, comparison, runsBefore, turn, ...lanes, lanes.length],
      },
      ...lanes.map((lane, at) => ({ sql: ADD_NEXT_SEAT, params: [at + 1, lane, run] })),
      // The newest is what is wanted now.
      { sql: DELETE_CHOICE, params: [run] },
    ]);
    const seats = lanes.flatMap((lane, at) =>
      (added[at] ?? []).map((row) => ({ lane, attempt: numberOf(row, 'attempt') })),
    );
    return seats.length > 0 ? { run, lanes: seats } : null;
  }

  async chooseAttempt(comparison: string, turn: number, lane: Lane, attempt: number): Promise<boolean> {
    const chosen = await this.sql.query(CHOOSE_ATTEMPT, [comparison, turn, lane, attempt]);
    return chosen.length > 0;
  }

  async findRun(run: string): Promise<RunPlace | null> {
    const rows = await this.sql.query(
      `SELECT s.run, s.comparison, s.turn, s.lane, s.attempt FROM seats s JOIN comparisons c ON c.id = s.comparison
       WHERE s.run = ? AND c.deleted_at IS NULL ORDER BY s.seat`,
      [run],
    );
    return placesOf(rows)[0] ?? null;
  }
}

/** @param rows run, comparison, turn, lane, attempt; those of a run one after another. */
export function placesOf(rows: readonly Row[]): RunPlace[] {
  return runRecordsOf(rows).flatMap((run) => {
    const row = rows.find((candidate) => candidate.run === run.run);
    return row ? [{ comparison: textOf(row, 'comparison'), turn: numberOf(row, 'turn'), run }] : [];
  });
}

function inViewOf(rows: readonly Row[]): TurnRecord['inView'] {
  return Object.fromEntries(rows.map((row) => [textOf(row, 'lane'), numberOf(row, 'attempt')]));
}

function runRecordsOf(rows: readonly Row[]): RunRecord[] {
  const runs = new Map<string, RunRecord>();
  for (const row of rows) {
    const run = textOf(row, 'run');
    const record = runs.get(run) ?? { run, lanes: [] };
    record.lanes.push({ lane: laneSchema.parse(row.lane), attempt: numberOf(row, 'attempt') });
    runs.set(run, record);
  }
  return [...runs.values()];
}

function textsOf({ prompt, system }: { prompt: string; system: string | null }): SqlValue[] {
  return [JSON.stringify(prompt), searchText(prompt), system === null ? null : JSON.stringify(system)];
}

/** @returns one statement for all rows, none when there are none. */
function insert(table: string, columns: string, rows: readonly (readonly SqlValue[])[]): Statement[] {
  const [first] = rows;
  if (!first) return [];
  const values = placeholders(rows.length, first.length);
  return [{ sql: `INSERT INTO ${table} (${columns}) VALUES ${values}`, params: rows.flat() }];
}
