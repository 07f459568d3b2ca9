import { sql as raw } from 'kysely';
import type { RunRecord, TurnRecord } from '@/lib/protocol/comparison';
import type { Lane } from '@/lib/protocol/lane';
import type { WallClock } from '../time/timing';
import type { ComparisonStore, RunPlace } from './persistence';
import { modelsText, openingOf, searchText } from './search-text';
import type { Sql, SqlNow } from './sql';
import { changes, fromJson, selectAll, tables, toJson, toStatement, toTime } from './tables';

/** As `runsBefore`: the number of runs is not looked at. */
const ANY_NUMBER = -1;

/** @param now for heartbeats. */
export function createComparisonStore(sql: Sql, clock: WallClock, now: SqlNow): ComparisonStore {
  /** Every writer updates the comparison first. On Postgres this locks its row, so no number is assigned twice. */
  const touch = (comparison: string) =>
    tables
      .updateTable('comparisons')
      .set({ updated_at: clock.date().getTime() })
      .where('id', '=', comparison)
      .where('deleted_at', 'is', null);

  return {
    async createComparison(record, visitor = null, owner) {
      const { id, lanes, turns } = record;
      const created = Date.parse(record.createdAt);
      const comparison = {
        id,
        visitor,
        title_text: '',
        opening: toJson(openingOf(turns[0]?.prompt ?? '')),
        lanes: toJson(lanes),
        models_text: modelsText(lanes),
        created_at: created,
        updated_at: created,
      };
      const runs = turns.flatMap(({ turn, runs }) => runs.map((run, at) => ({ turn, run, place: at + 1 })));
      await sql.batch(
        [
          tables.insertInto('comparisons').values(comparison),
          tables
            .insertInto('turns')
            .values(turns.map((turn) => ({ comparison: id, turn: turn.turn, ...textsOf(turn) }))),
          tables.insertInto('runs').values(
            runs.map(({ turn, run, place }) => ({
              id: run.run,
              comparison: id,
              turn,
              place,
              owner: owner ?? null,
              heartbeat_at: now(),
            })),
          ),
          tables.insertInto('seats').values(
            runs.flatMap(({ turn, run }) =>
              run.lanes.map(({ lane, attempt }, at) => ({
                run: run.run,
                seat: at + 1,
                comparison: id,
                turn,
                lane,
                attempt,
              })),
            ),
          ),
        ].map(toStatement),
      );
    },

    async findComparison(id) {
      const rows = await selectAll(
        sql,
        tables
          .selectFrom('comparisons as c')
          .innerJoin('turns as t', 't.comparison', 'c.id')
          .select(['c.created_at', 'c.title', 'c.lanes', 't.turn', 't.prompt', 't.system'])
          .where('c.id', '=', id)
          .where('c.deleted_at', 'is', null)
          .orderBy('t.turn'),
      );
      const [first] = rows;
      if (!first) return null;
      // After the turns: whichever of them are there have their runs.
      const runs = await selectAll(
        sql,
        tables
          .selectFrom('runs as r')
          .innerJoin('seats as s', 's.run', 'r.id')
          .select(['r.id as run', 'r.turn', 's.lane', 's.attempt'])
          .where('r.comparison', '=', id)
          .orderBy('r.turn')
          .orderBy('r.place')
          .orderBy('s.seat'),
      );
      const chosen = await selectAll(
        sql,
        tables.selectFrom('chosen_attempts').select(['turn', 'lane', 'attempt']).where('comparison', '=', id),
      );
      const turns = rows.map(({ turn, prompt, system }): TurnRecord => {
        const choices = chosen.filter((choice) => choice.turn === turn);
        return {
          turn,
          prompt: fromJson(prompt),
          system: system === null ? null : fromJson(system),
          runs: toRuns(runs.filter((run) => run.turn === turn)),
          inView: Object.fromEntries(choices.map(({ lane, attempt }) => [lane, attempt])),
        };
      });
      return {
        id,
        title: first.title === null ? null : fromJson(first.title),
        createdAt: toTime(first.created_at),
        lanes: fromJson(first.lanes),
        turns,
      };
    },

    async addTurn(comparison, { prompt, system, run, lanes, owner }, runsBefore = ANY_NUMBER) {
      const texts = textsOf({ prompt, system });
      const turn = tables
        .selectFrom('comparisons as c')
        .select([
          'c.id',
          raw<number>`COALESCE((SELECT MAX(turn) FROM turns WHERE comparison = c.id), 0) + 1`.as('turn'),
          raw<string>`${texts.prompt}`.as('prompt'),
          raw<string>`${texts.prompt_text}`.as('prompt_text'),
          raw<string | null>`${texts.system}`.as('system'),
        ])
        .where('c.id', '=', comparison)
        .where('c.deleted_at', 'is', null)
        .where(hasRuns(runsBefore));
      const [, added] = await sql.batch([
        toStatement(touch(comparison)),
        toStatement(
          tables
            .insertInto('turns')
            .columns(['comparison', 'turn', 'prompt', 'prompt_text', 'system'])
            .expression(turn)
            .returning('turn'),
        ),
        toStatement(
          tables
            .insertInto('runs')
            .columns(['id', 'comparison', 'turn', 'place', 'owner', 'heartbeat_at'])
            .expression(
              tables
                .selectFrom('turns as t')
                .innerJoin('comparisons as c', 'c.id', 't.comparison')
                .select([
                  raw<string>`${run}`.as('id'),
                  't.comparison',
                  raw<number>`MAX(t.turn)`.as('turn'),
                  raw<number>`1`.as('place'),
                  raw<string | null>`CAST(${owner ?? null} AS TEXT)`.as('owner'),
                  now().as('heartbeat_at'),
                ])
                .where('c.id', '=', comparison)
                .where('c.deleted_at', 'is', null)
                .where(hasRuns(runsBefore))
                .groupBy('t.comparison'),
            ),
        ),
        ...lanes.map((lane, at) => toStatement(addLane(run, at + 1, lane))),
      ]);
      const row = added?.[0] as { turn: number } | undefined;
      if (!row) return null;
      const first = { run, lanes: lanes.map((lane) => ({ lane, attempt: 1 })) };
      return { turn: row.turn, prompt, system, runs: [first], inView: {} };
    },

    async addAttempts(comparison, { turn, lanes, run, owner }, runsBefore = ANY_NUMBER) {
      const [, , ...added] = await sql.batch([
        toStatement(touch(comparison)),
        toStatement(
          tables
            .insertInto('runs')
            .columns(['id', 'comparison', 'turn', 'place', 'owner', 'heartbeat_at'])
            .expression(
              tables
                .selectFrom('runs as r')
                .innerJoin('comparisons as c', 'c.id', 'r.comparison')
                .select([
                  raw<string>`${run}`.as('id'),
                  'r.comparison',
                  'r.turn',
                  raw<number>`MAX(r.place) + 1`.as('place'),
                  raw<string | null>`CAST(${owner ?? null} AS TEXT)`.as('owner'),
                  now().as('heartbeat_at'),
                ])
                .where('c.id', '=', comparison)
                .where('c.deleted_at', 'is', null)
                .where(hasRuns(runsBefore))
                .where('r.turn', '=', raw<number>`CAST(${turn} AS BIGINT)`)
                .where(wereAsked(lanes))
                .groupBy(['r.comparison', 'r.turn']),
            ),
        ),
        ...lanes.map((lane, at) => toStatement(addLane(run, at + 1, lane))),
        // The newest attempt is the selected one.
        toStatement(deleteChoices(run)),
      ]);
      const asked = lanes.flatMap((lane, at) =>
        (added[at] ?? []).map((row) => ({ lane, attempt: (row as { attempt: number }).attempt })),
      );
      return asked.length > 0 ? { run, lanes: asked } : null;
    },

    chooseAttempt(comparison, turn, lane, attempt) {
      const known = tables
        .selectFrom('seats as s')
        .innerJoin('comparisons as c', 'c.id', 's.comparison')
        .select(['s.comparison', 's.turn', 's.lane', 's.attempt'])
        .where('c.id', '=', comparison)
        .where('c.deleted_at', 'is', null)
        .where('s.turn', '=', raw<number>`CAST(${turn} AS BIGINT)`)
        .where('s.lane', '=', lane)
        .where('s.attempt', '=', raw<number>`CAST(${attempt} AS BIGINT)`);
      return changes(
        sql,
        tables
          .insertInto('chosen_attempts')
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
          .selectFrom('seats as s')
          .innerJoin('comparisons as c', 'c.id', 's.comparison')
          .select(['s.run', 's.comparison', 's.turn', 's.lane', 's.attempt'])
          .where('s.run', '=', run)
          .where('c.deleted_at', 'is', null)
          .orderBy('s.seat'),
      );
      return toPlaces(rows)[0] ?? null;
    },
  };
}

/** The comparison has as many runs as the caller knows. */
function hasRuns(runsBefore: number) {
  return raw<boolean>`CAST(${runsBefore} AS BIGINT) IN (-1, (SELECT COUNT(*) FROM runs WHERE runs.comparison = c.id))`;
}

/** Each of these lanes was asked in the turn of run `r`. */
function wereAsked(lanes: readonly Lane[]) {
  return raw<boolean>`(SELECT COUNT(DISTINCT s.lane) FROM seats s WHERE s.comparison = c.id AND s.turn = r.turn
    AND s.lane IN (${raw.join(lanes)})) = CAST(${lanes.length} AS BIGINT)`;
}

/** Adds a lane to a run, at its next attempt in the run's turn; nothing when the run was not added. */
function addLane(run: string, place: number, lane: Lane) {
  return tables
    .insertInto('seats')
    .columns(['run', 'seat', 'comparison', 'turn', 'lane', 'attempt'])
    .expression(
      tables
        .selectFrom('runs as r')
        .select([
          'r.id',
          raw<number>`CAST(${place} AS INTEGER)`.as('seat'),
          'r.comparison',
          'r.turn',
          raw<Lane>`CAST(${lane} AS TEXT)`.as('lane'),
          raw<number>`COALESCE((SELECT MAX(s.attempt) FROM seats s
            WHERE s.comparison = r.comparison AND s.turn = r.turn AND s.lane = ${lane}), 0) + 1`.as('attempt'),
        ])
        .where('r.id', '=', run),
    )
    .returning('attempt');
}

/** Of the lanes of a run, in its turn. */
function deleteChoices(run: string) {
  return tables
    .deleteFrom('chosen_attempts')
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('seats as s')
          .select('s.lane')
          .where('s.run', '=', run)
          .whereRef('s.comparison', '=', 'chosen_attempts.comparison')
          .whereRef('s.turn', '=', 'chosen_attempts.turn')
          .whereRef('s.lane', '=', 'chosen_attempts.lane'),
      ),
    );
}

interface LaneRow {
  run: string;
  lane: Lane;
  attempt: number;
}

/** @param rows those of a run one after another. */
export function toPlaces(rows: readonly (LaneRow & { comparison: string; turn: number })[]): RunPlace[] {
  const places = new Map(rows.map(({ run, comparison, turn }) => [run, { comparison, turn }]));
  return toRuns(rows).flatMap((run) => {
    const place = places.get(run.run);
    return place ? [{ ...place, run }] : [];
  });
}

function toRuns(rows: readonly LaneRow[]): RunRecord[] {
  const runs = new Map<string, RunRecord>();
  for (const { run, lane, attempt } of rows) {
    const record = runs.get(run) ?? { run, lanes: [] };
    record.lanes.push({ lane, attempt });
    runs.set(run, record);
  }
  return [...runs.values()];
}

function textsOf({ prompt, system }: { prompt: string; system: string | null }) {
  return {
    prompt: toJson(prompt),
    prompt_text: searchText(prompt),
    system: system === null ? null : toJson(system),
  };
}
