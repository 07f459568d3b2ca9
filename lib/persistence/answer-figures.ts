import { sql as raw } from 'kysely';
import { isRunning } from '@/lib/comparison/answer';
import { figuresOf } from '@/lib/comparison/figures';
import { foldEvents } from '@/lib/comparison/fold-events';
import { emptyState } from '@/lib/comparison/state';
import { decodeEntries, type EncodedEntry } from '@/lib/protocol/frames';
import type { Sql } from './sql';
import { fromJson, HIDES_NAMES, type JsonText, selectAll, tables } from './tables';

/** How an attempt ended, and its figures. */
export interface AnswerFigures {
  model: string;
  name: string;
  phase: 'done' | 'stopped' | 'failed';
  /** ms. */
  firstWord: number | null;
  /** Of writing, tokens a second. */
  speed: number | null;
  /** micro-USD, null where it is not known. */
  cost: number | null;
}

export interface FiguresStore {
  /** @returns the figures of a visitor's newest answers, newest first; behind the log by as much as the index of the search. */
  figuresOfVisitor(visitor: string, most: number): Promise<readonly AnswerFigures[]>;
}

/** A run whose log is whole. */
interface EndedRun {
  comparison: string;
  visitor: string;
  run: string;
  /** Who answers, by lane. */
  lanes: readonly { lane: string; model: string; name: JsonText<string> }[];
}

/** Stores the figures of a run's answers, once. */
export async function storeFigures(
  sql: Sql,
  { comparison, visitor, run, lanes }: EndedRun,
  log: readonly EncodedEntry[],
): Promise<void> {
  const { turns } = foldEvents(emptyState, run, decodeEntries(log));
  const rows = turns.flatMap(({ answers }) =>
    Object.values(answers).flatMap((attempts) =>
      attempts.flatMap((answer) => {
        const record = lanes.find(({ lane }) => lane === answer.lane);
        if (isRunning(answer) || !record) return [];
        const { firstWord, writingSpeed, cost } = figuresOf(answer, null);
        const columns = [
          run,
          answer.lane,
          comparison,
          visitor,
          Date.parse(answer.timestamp),
          record.model,
          record.name,
        ];
        const micros = cost && Math.round(cost.usd * 1e6);
        return [[...columns, answer.phase, firstWord, writingSpeed?.perSecond ?? null, micros]];
      }),
    ),
  );
  await sql.batch([
    // Locks its row: of a comparison that is purged meanwhile nothing is left.
    {
      sql: 'UPDATE comparisons SET index_due = index_due WHERE id = ? AND deleted_at IS NULL',
      params: [comparison],
    },
    ...rows.map((row) => ({ sql: INSERT, params: [...row, comparison] })),
  ]);
}

const INSERT = `INSERT INTO answer_figures
    (run, lane, comparison, visitor, asked_at, model, name, phase, first_word, speed, cost)
  SELECT CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS BIGINT), CAST(? AS TEXT),
    CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS BIGINT), CAST(? AS DOUBLE PRECISION), CAST(? AS BIGINT)
  FROM comparisons c WHERE c.id = ? AND c.deleted_at IS NULL
  ON CONFLICT (run, lane) DO NOTHING`;

export function createFiguresStore(sql: Sql): FiguresStore {
  return {
    async figuresOfVisitor(visitor, most) {
      const rows = await selectAll(
        sql,
        tables
          .selectFrom('answer_figures as f')
          .innerJoin('comparisons as c', 'c.id', 'f.comparison')
          .select(['f.model', 'f.name', 'f.phase', 'f.first_word', 'f.speed'])
          .select(({ fn, selectFrom }) =>
            fn
              .coalesce(
                'f.cost',
                // What a stopped answer has cost becomes known later.
                selectFrom('run_facts as r')
                  .select(({ fn: { sum } }) => sum<number>('r.cost').as('cost'))
                  .whereRef('r.run', '=', 'f.run')
                  .whereRef('r.lane', '=', 'f.lane'),
              )
              .as('cost'),
          )
          .where('f.visitor', '=', visitor)
          .where('c.deleted_at', 'is', null)
          .where(raw<boolean>`${HIDES_NAMES} = 0`)
          .orderBy('f.asked_at', 'desc')
          .limit(most),
      );
      return rows.map(({ model, name, phase, first_word, speed, cost }) => ({
        ...{ model, name: fromJson(name), phase, firstWord: first_word, speed },
        // Postgres sums up as a decimal.
        cost: cost === null ? null : Number(cost),
      }));
    },
  };
}
