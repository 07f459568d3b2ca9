import { type AliasedExpression, type InferResult, sql as raw } from 'kysely';
import type { AskedLane, LaneRecord, RunKind, RunRecord } from '@/lib/protocol/comparison';
import type { ListedComparison } from '@/lib/protocol/history';
import type { Lane } from '@/lib/protocol/lane';
import type { RunPlace } from './persistence';
import { likePattern, modelsText } from './search-text';
import type { SqlNow, Statement } from './sql';
import { fromJson, tables, toJson, toStatement } from './tables';

/** What stands on an attempt, of `run_lanes as l`. */
export const LANE_COLUMNS = [
  'l.lane',
  'l.attempt',
  'l.model',
  'l.source',
  'l.name',
  'l.vendor',
  'l.price',
  'l.demo',
  'l.settings',
  'l.system',
] as const;

/** Every lane that was asked in a comparison, in the order of turns, runs and lanes. */
export function laneRows(comparison: string) {
  return tables
    .selectFrom('runs as r')
    .innerJoin('run_lanes as l', 'l.run', 'r.id')
    .leftJoin('selected_attempts as s', (join) =>
      join
        .onRef('s.comparison', '=', 'l.comparison')
        .onRef('s.turn', '=', 'l.turn')
        .onRef('s.lane', '=', 'l.lane')
        .onRef('s.attempt', '=', 'l.attempt'),
    )
    .select(['r.id as run', 'r.turn', 'r.kind', 's.attempt as selected'])
    .select(LANE_COLUMNS)
    .where('r.comparison', '=', comparison)
    .orderBy('r.turn')
    .orderBy('r.place')
    .orderBy('l.place');
}

export type LaneRow = InferResult<ReturnType<typeof laneRows>>[number];

/** @returns the columns that hold what stands on an attempt. */
export function laneColumns({ model, source, name, vendor, usdPerMillion, demo, settings, system }: AskedLane) {
  return {
    model,
    source,
    name: toJson(name),
    vendor: toJson(vendor),
    price: usdPerMillion === null ? null : toJson(usdPerMillion),
    demo: demo ? 1 : 0,
    settings: toJson(settings),
    system: system === null ? null : toJson(system),
  };
}

type LaneColumns = ListedColumns & Pick<LaneRow, 'attempt' | 'source' | 'system'>;

function toLane(row: LaneColumns): LaneRecord {
  const { attempt, source, system } = row;
  return { ...toListedLane(row), attempt, source, system: system === null ? null : fromJson(system) };
}

type ListedLane = ListedComparison['lanes'][number];
type ListedColumns = Pick<LaneRow, 'lane' | 'model' | 'name' | 'vendor' | 'price' | 'demo' | 'settings'>;

/** @returns each lane as it was last asked, in the order of letters, for a list. */
export function toListedLanes(rows: readonly ListedColumns[]): ListedLane[] {
  const lanes = new Map(rows.map((row) => [row.lane, row]));
  return [...lanes.values()].map(toListedLane).sort((left, right) => (left.lane < right.lane ? -1 : 1));
}

function toListedLane({ lane, model, name, vendor, price, demo, settings }: ListedColumns): ListedLane {
  return {
    lane,
    model,
    name: fromJson(name),
    vendor: fromJson(vendor),
    usdPerMillion: price === null ? null : fromJson(price),
    demo: demo === 1,
    settings: fromJson(settings),
  };
}

/** Adds a run after the other runs of a turn. @param turn one row, or none and nothing is added. */
export function addRun(
  run: string,
  owner: string | undefined,
  turn: AliasedExpression<{ comparison: string; turn: number }, 't'>,
  now: SqlNow,
) {
  const place = raw<number>`COALESCE((SELECT MAX(r.place) FROM runs r
    WHERE r.comparison = t.comparison AND r.turn = t.turn), 0) + 1`;
  return tables
    .insertInto('runs')
    .columns(['id', 'comparison', 'turn', 'place', 'kind', 'owner', 'heartbeat_at'])
    .expression(
      tables
        .selectFrom(turn)
        .select([
          raw<string>`CAST(${run} AS TEXT)`.as('id'),
          't.comparison',
          't.turn',
          place.as('place'),
          raw<RunKind>`CASE WHEN ${place} = 1 THEN 'turn' ELSE 'retry' END`.as('kind'),
          raw<string | null>`CAST(${owner ?? null} AS TEXT)`.as('owner'),
          now().as('heartbeat_at'),
        ]),
    );
}

const INSERTED = [
  ...(['run', 'place', 'comparison', 'turn', 'lane', 'attempt'] as const),
  ...(['model', 'source', 'name', 'vendor', 'price', 'demo', 'settings', 'system'] as const),
];

/** Adds a lane to a run, at its next attempt in the run's turn; nothing when the run was not added. */
export function addLane(run: string, place: number, lane: AskedLane) {
  const columns = laneColumns(lane);
  return tables
    .insertInto('run_lanes')
    .columns(INSERTED)
    .expression(
      tables
        .selectFrom('runs as r')
        .select([
          'r.id',
          raw<number>`CAST(${place} AS INTEGER)`.as('place'),
          'r.comparison',
          'r.turn',
          raw<Lane>`CAST(${lane.lane} AS TEXT)`.as('lane'),
          raw<number>`COALESCE((SELECT MAX(l.attempt) FROM run_lanes l
            WHERE l.comparison = r.comparison AND l.turn = r.turn AND l.lane = ${lane.lane}), 0) + 1`.as('attempt'),
          raw<string>`CAST(${columns.model} AS TEXT)`.as('model'),
          raw<LaneRecord['source']>`CAST(${columns.source} AS TEXT)`.as('source'),
          raw<string>`CAST(${columns.name} AS TEXT)`.as('name'),
          raw<string>`CAST(${columns.vendor} AS TEXT)`.as('vendor'),
          raw<string | null>`CAST(${columns.price} AS TEXT)`.as('price'),
          raw<number>`CAST(${columns.demo} AS INTEGER)`.as('demo'),
          raw<string>`CAST(${columns.settings} AS TEXT)`.as('settings'),
          raw<string | null>`CAST(${columns.system} AS TEXT)`.as('system'),
        ])
        .where('r.id', '=', run),
    )
    .returning('attempt');
}

/** Lets the comparison of a run that was added be found by the models of its lanes. */
export function addModelsText(run: string, lanes: readonly AskedLane[]): Statement[] {
  return [...new Set(lanes.map((lane) => modelsText([lane])))].map((text) => {
    const comparison = tables.selectFrom('runs').select('comparison').where('id', '=', run);
    return toStatement(
      tables
        .updateTable('comparisons')
        .set(({ ref }) => ({ models_text: raw<string>`${ref('models_text')} || CAST(${`\n${text}`} AS TEXT)` }))
        .where('id', '=', comparison)
        .where(raw<boolean>`models_text NOT LIKE ${likePattern(text)} ESCAPE '!'`),
    );
  });
}

/** Of the lanes of a run, in its turn. */
export function deleteSelections(comparison: string, run: string) {
  return tables
    .deleteFrom('selected_attempts')
    .where('comparison', '=', comparison)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('run_lanes as l')
          .select('l.lane')
          .where('l.run', '=', run)
          .whereRef('l.comparison', '=', 'selected_attempts.comparison')
          .whereRef('l.turn', '=', 'selected_attempts.turn')
          .whereRef('l.lane', '=', 'selected_attempts.lane'),
      ),
    );
}

type PlacedLane = LaneColumns & Pick<LaneRow, 'run' | 'kind'>;

/** @param rows those of a run one after another. */
export function toPlaces(rows: readonly (PlacedLane & { comparison: string; turn: number })[]): RunPlace[] {
  const places = new Map(rows.map(({ run, comparison, turn }) => [run, { comparison, turn }]));
  return toRuns(rows).flatMap((run) => {
    const place = places.get(run.run);
    return place ? [{ ...place, run }] : [];
  });
}

export function toRuns(rows: readonly PlacedLane[]): RunRecord[] {
  const runs = new Map<string, RunRecord>();
  for (const row of rows) {
    const record = runs.get(row.run) ?? { run: row.run, kind: row.kind, lanes: [] };
    record.lanes.push(toLane(row));
    runs.set(row.run, record);
  }
  return [...runs.values()];
}
