import { type InferResult, sql as raw } from 'kysely';
import { blindAsked } from '@/lib/comparison/blind';
import type { ListedComparison } from '@/lib/protocol/history';
import type { Lane } from '@/lib/protocol/lane';
import { toListedLanes } from './run-lanes';
import { fromJson, HIDES_NAMES, tables, toTime } from './tables';

/** Which comparisons a list has. */
export interface HistoryFilters {
  /** The id of a model that has answered. */
  model?: string | undefined;
  /** An attempt has failed. */
  failed?: boolean | undefined;
  starred?: boolean | undefined;
}

/** Of `comparisons as c`. */
export function matchesFilters({ model, failed, starred }: HistoryFilters) {
  const conditions = [
    ...(starred ? [raw<boolean>`c.starred = 1`] : []),
    ...(failed
      ? [raw<boolean>`EXISTS (SELECT 1 FROM answer_figures f WHERE f.comparison = c.id AND f.phase = 'failed')`]
      : []),
    ...(model === undefined
      ? []
      : [
          raw<boolean>`(${HIDES_NAMES} = 0 AND EXISTS (
            SELECT 1 FROM run_lanes l WHERE l.comparison = c.id AND l.model = ${model}))`,
        ]),
  ];
  return raw<boolean>`(${raw.join([raw`1 = 1`, ...conditions], raw` AND `)})`;
}

/** Newest first. */
export function ownRows(visitor: string) {
  return tables
    .selectFrom('comparisons as c')
    .select(({ selectFrom, fn }) => [
      'c.id',
      'c.title',
      'c.opening',
      'c.created_at',
      'c.updated_at',
      'c.starred',
      HIDES_NAMES.as('blind'),
      selectFrom('turns as t')
        .select(fn.countAll<number>().as('count'))
        .whereRef('t.comparison', '=', 'c.id')
        .as('turns'),
      selectFrom('answer_figures as f')
        .select(fn.countAll<number>().as('count'))
        .whereRef('f.comparison', '=', 'c.id')
        .where('f.phase', '=', 'failed')
        .as('failed'),
      selectFrom('answer_figures as f')
        .select(raw<number | null>`SUM(f.cost)`.as('cost'))
        .whereRef('f.comparison', '=', 'c.id')
        .as('cost'),
    ])
    .where('c.visitor', '=', visitor)
    .where('c.deleted_at', 'is', null)
    .orderBy('c.created_at', 'desc')
    .orderBy('c.id', 'desc');
}

type ListedRow = InferResult<ReturnType<typeof ownRows>>[number];

/** Every lane of these comparisons, in the order in which they were asked. */
export function lanesOf(comparisons: readonly string[]) {
  return tables
    .selectFrom('run_lanes')
    .select(['comparison', 'lane', 'model', 'name', 'vendor', 'price', 'demo', 'settings'])
    .where('comparison', 'in', comparisons)
    .groupBy(['comparison', 'lane', 'model', 'name', 'vendor', 'price', 'demo', 'settings'])
    .orderBy(({ fn }) => fn.max('turn'))
    .orderBy(({ fn }) => fn.max('attempt'));
}

export function toListed(row: ListedRow, lanes: Parameters<typeof toListedLanes>[0]): ListedComparison {
  const blind = row.blind === 1;
  return {
    id: row.id,
    title: row.title === null ? null : fromJson(row.title),
    opening: fromJson(row.opening),
    turns: row.turns ?? 0,
    starred: row.starred === 1,
    failed: row.failed ?? 0,
    costUsd: row.cost === null || blind ? null : Number(row.cost) / 1e6,
    lanes: blind ? toListedLanes(lanes).map(({ lane }) => blindListed(lane)) : toListedLanes(lanes),
    createdAt: toTime(row.created_at),
    updatedAt: toTime(row.updated_at),
  };
}

function blindListed(lane: Lane): ListedComparison['lanes'][number] {
  const { source: _, system: __, ...listed } = blindAsked(lane);
  return listed;
}
