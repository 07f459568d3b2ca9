import { sql as raw } from 'kysely';
import type { ComparisonRecord, RunRecord, TurnPlace, TurnRecord } from '@/lib/protocol/comparison';
import type { Clock } from '../time/clock';
import { type StoredBallot, toBallot } from './ballots';
import { contentOf, newComparison } from './new-comparison';
import type { ComparisonStore } from './persistence';
import {
  addLane,
  addModelsText,
  addRun,
  deleteSelections,
  LANE_COLUMNS,
  laneRows,
  toPlaces,
  toRuns,
} from './run-lanes';
import { DUE } from './search-index';
import type { Sql, SqlNow } from './sql';
import { changes, fromJson, type JsonText, selectAll, tables, toStatement, toTime } from './tables';

/** As `runsBefore`: the number of runs is not checked. */
const ANY_NUMBER = -1;

/** @param now for heartbeats. */
export function createComparisonStore(sql: Sql, clock: Clock, now: SqlNow): ComparisonStore {
  /** Every writer updates the comparison first. On Postgres this locks its row, so no number is assigned twice. */
  const touch = (comparison: string) =>
    tables
      .updateTable('comparisons')
      .set({ updated_at: clock.date().getTime(), index_due: DUE })
      .where('id', '=', comparison)
      .where('deleted_at', 'is', null);

  async function findOwned(id: string) {
    const turns = await selectAll(
      sql,
      tables
        .selectFrom('comparisons as c')
        .innerJoin('turns as t', 't.comparison', 'c.id')
        .select(['c.visitor', 'c.created_at', 'c.title', 'c.starred', 'c.lane_order', 'c.removed_lanes', 'c.from_turn'])
        .select(['c.blind', 'c.revealed', 'c.tags', 'c.line_up', OWN_BALLOT.as('ballot')])
        .select(['t.turn', 't.content', 't.system', BRANCHES.as('branches'), ORIGIN.as('from_comparison')])
        .where('c.id', '=', id)
        .where('c.deleted_at', 'is', null)
        .orderBy('t.turn'),
    );
    const [first] = turns;
    if (!first) return null;
    // After the turns: every turn that was read has its runs.
    const lanes = await selectAll(sql, laneRows(id));
    const record: ComparisonRecord = {
      id,
      title: first.title === null ? null : fromJson(first.title),
      createdAt: toTime(first.created_at),
      blind: first.blind === 1,
      revealed: first.revealed === 1,
      starred: first.starred === 1,
      order: fromJson(first.lane_order),
      removed: fromJson(first.removed_lanes),
      from: toTurnPlace(first.from_comparison, first.from_turn),
      branches: toBranches(first.branches),
      tags: fromJson(first.tags),
      lineUp: first.line_up === null ? null : fromJson(first.line_up),
      turns: turns.map(({ turn, content, system, ballot }): TurnRecord => {
        const ofTurn = lanes.filter((row) => row.turn === turn);
        return {
          turn,
          content: fromJson(content),
          system: system === null ? null : fromJson(system),
          runs: toRuns(ofTurn),
          selected: Object.fromEntries(
            ofTurn.filter(({ selected }) => selected !== null).map(({ lane, attempt }) => [lane, attempt]),
          ),
          ballot: ballot === null ? null : toBallot(fromJson(ballot)),
        };
      }),
    };
    return { record, visitor: first.visitor };
  }

  return {
    findOwned,

    findComparison: async (id) => (await findOwned(id))?.record ?? null,

    async createComparison(record, visitor = null, owner, logs = new Map()) {
      await sql.batch(await newComparison(record, { visitor, owner, logs, now }));
    },

    async addTurn(comparison, { content, system, run, lanes, owner }, runsBefore = ANY_NUMBER) {
      const columns = contentOf({ content, system });
      const turn = tables
        .selectFrom('comparisons as c')
        .select([
          'c.id',
          raw<number>`COALESCE((SELECT MAX(turn) FROM turns WHERE comparison = c.id), 0) + 1`.as('turn'),
          raw<string>`${columns.content}`.as('content'),
          raw<string>`${columns.prompt_text}`.as('prompt_text'),
          raw<string | null>`${columns.system}`.as('system'),
        ])
        .where('c.id', '=', comparison)
        .where('c.deleted_at', 'is', null)
        .where(hasRuns(runsBefore));
      const inNewestTurn = tables
        .selectFrom('turns as t')
        .innerJoin('comparisons as c', 'c.id', 't.comparison')
        .select(['t.comparison', raw<number>`MAX(t.turn)`.as('turn')])
        .where('c.id', '=', comparison)
        .where('c.deleted_at', 'is', null)
        .where(hasRuns(runsBefore))
        .groupBy('t.comparison');
      const [, added] = await sql.batch([
        toStatement(touch(comparison)),
        toStatement(
          tables
            .insertInto('turns')
            .columns(['comparison', 'turn', 'content', 'prompt_text', 'system'])
            .expression(turn)
            .returning('turn'),
        ),
        toStatement(addRun(run, owner, inNewestTurn.as('t'), now)),
        ...lanes.map((lane, at) => toStatement(addLane(run, at + 1, lane))),
        ...addModelsText(run, lanes),
      ]);
      const row = added?.[0] as { turn: number } | undefined;
      if (!row) return null;
      const first: RunRecord = { run, kind: 'turn', lanes: lanes.map((lane) => ({ ...lane, attempt: 1 })) };
      return { turn: row.turn, content: [...content], system, runs: [first], selected: {}, ballot: null };
    },

    async addAttempts(comparison, { turn, lanes, run, owner }, runsBefore = ANY_NUMBER) {
      const inTurn = tables
        .selectFrom('turns as t')
        .innerJoin('comparisons as c', 'c.id', 't.comparison')
        .select(['t.comparison', 't.turn'])
        .where('c.id', '=', comparison)
        .where('c.deleted_at', 'is', null)
        .where(hasRuns(runsBefore))
        .where('t.turn', '=', raw<number>`CAST(${turn} AS BIGINT)`);
      const [, , ...added] = await sql.batch([
        toStatement(touch(comparison)),
        toStatement(addRun(run, owner, inTurn.as('t'), now)),
        ...lanes.map((lane, at) => toStatement(addLane(run, at + 1, lane))),
        // The newest attempt is the selected one.
        toStatement(deleteSelections(comparison, run)),
        ...addModelsText(run, lanes),
      ]);
      const numbered = lanes.flatMap((lane, at) =>
        (added[at] ?? []).map((row) => ({ ...lane, attempt: (row as { attempt: number }).attempt })),
      );
      return numbered.length > 0 ? { run, kind: 'retry', lanes: numbered } : null;
    },

    selectAttempt(comparison, turn, lane, attempt) {
      const known = tables
        .selectFrom('run_lanes as l')
        .innerJoin('comparisons as c', 'c.id', 'l.comparison')
        .select(['l.comparison', 'l.turn', 'l.lane', 'l.attempt'])
        .where('c.id', '=', comparison)
        .where('c.deleted_at', 'is', null)
        .where('l.turn', '=', raw<number>`CAST(${turn} AS BIGINT)`)
        .where('l.lane', '=', lane)
        .where('l.attempt', '=', raw<number>`CAST(${attempt} AS BIGINT)`);
      return changes(
        sql,
        tables
          .insertInto('selected_attempts')
          .columns(['comparison', 'turn', 'lane', 'attempt'])
          .expression(known)
          .onConflict((conflict) =>
            conflict
              .columns(['comparison', 'turn', 'lane'])
              .doUpdateSet(({ ref }) => ({ attempt: ref('excluded.attempt') })),
          )
          .returning('attempt'),
      );
    },

    async findRun(run) {
      const rows = await selectAll(
        sql,
        tables
          .selectFrom('run_lanes as l')
          .innerJoin('comparisons as c', 'c.id', 'l.comparison')
          .innerJoin('runs as r', 'r.id', 'l.run')
          .select(['l.run', 'l.comparison', 'l.turn', 'r.kind'])
          .select(LANE_COLUMNS)
          .where('l.run', '=', run)
          .where('c.deleted_at', 'is', null)
          .orderBy('l.place'),
      );
      return toPlaces(rows)[0] ?? null;
    },
  };
}

/** The branches of `c`, as {@link toBranches} reads them: one value, so that a comparison is read in one query. */
const BRANCHES = raw<string | null>`(
  SELECT string_agg(b.id || ' ' || b.from_turn, ',' ORDER BY b.created_at) FROM comparisons b
  WHERE b.from_comparison = c.id AND b.visitor = c.visitor AND b.deleted_at IS NULL)`;

/** What `c` branched from; null once that is deleted. */
const ORIGIN = raw<string | null>`(
  SELECT o.id FROM comparisons o WHERE o.id = c.from_comparison AND o.deleted_at IS NULL)`;

/** The ballot of the author in `t`. */
const OWN_BALLOT = raw<JsonText<StoredBallot> | null>`(
  SELECT b.ballot FROM ballots b WHERE b.comparison = c.id AND b.turn = t.turn AND b.visitor = c.visitor)`;

function toBranches(branches: string | null): TurnPlace[] {
  return (branches?.split(',') ?? []).map((branch) => {
    const [comparison = '', turn] = branch.split(' ');
    return { comparison, turn: Number(turn) };
  });
}

function toTurnPlace(comparison: string | null, turn: number | null): TurnPlace | null {
  return comparison === null || turn === null ? null : { comparison, turn };
}

/** The comparison has as many runs as the caller knows. */
function hasRuns(runsBefore: number) {
  return raw<boolean>`CAST(${runsBefore} AS BIGINT) IN (-1, (SELECT COUNT(*) FROM runs WHERE runs.comparison = c.id))`;
}
