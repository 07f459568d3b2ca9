import { removeFromIndex } from './search-index';
import type { Sql } from './sql';
import { selectAll, tables, toStatement } from './tables';

/** Removes comparisons permanently, with their runs, links, and reports of these. */
export interface PurgeStore {
  /** Those that were deleted before that time. @returns how many. */
  purgeDeleted(before: Date): Promise<number>;
  /** All that a visitor has deleted. @returns how many. */
  purgeDeletedOf(visitor: string): Promise<number>;
  /** Those whose last run was requested before that time, unless a run is active. @returns how many. */
  purgeUnchanged(before: Date): Promise<number>;
}

/** How many comparisons are purged in one transaction: others wait for it. */
const PURGED_AT_ONCE = 20;

/** What must hold of a comparison for it to be purged. */
interface Condition {
  deletedBefore?: Date;
  deletedBy?: string;
  unchangedBefore?: Date;
}

export function createPurgeStore(sql: Sql): PurgeStore {
  async function purge(condition: Condition): Promise<number> {
    for (let purged = 0; ; ) {
      const due = await selectAll(sql, dueRows(condition).limit(PURGED_AT_ONCE));
      if (due.length === 0) return purged;
      await purgeComparisons(
        sql,
        due.map(({ id }) => id),
        condition,
      );
      purged += due.length;
    }
  }
  return {
    purgeDeleted: (deletedBefore) => purge({ deletedBefore }),
    purgeDeletedOf: (deletedBy) => purge({ deletedBy }),
    purgeUnchanged: (unchangedBefore) => purge({ unchangedBefore }),
  };
}

/** Purges those of the comparisons for which the condition still holds. */
export async function purgeComparisons(sql: Sql, ids: readonly string[], condition: Condition = {}): Promise<void> {
  const due = dueRows(condition).where('c.id', 'in', ids);
  const runs = tables.selectFrom('runs').select('id').where('comparison', 'in', due);
  const slugs = tables.selectFrom('shares').select('slug').where('comparison', 'in', due);
  const fragments = tables.selectFrom('search_fragments').select('place').where('comparison', 'in', due);
  // Locks their rows, so that none is restored or continued half-way.
  const lock = tables
    .updateTable('comparisons')
    .set(({ ref }) => ({ updated_at: ref('updated_at') }))
    .where('id', 'in', due);
  await sql.batch([
    toStatement(lock),
    removeFromIndex(sql.kind, fragments),
    ...[
      tables.deleteFrom('run_entries').where('run', 'in', runs),
      tables.deleteFrom('search_fragments').where('comparison', 'in', due),
      tables.deleteFrom('ballots').where('comparison', 'in', due),
      tables.deleteFrom('answer_figures').where('comparison', 'in', due),
      tables.deleteFrom('stop_requests').where('run', 'in', runs),
      tables.deleteFrom('run_lanes').where('comparison', 'in', due),
      tables.deleteFrom('runs').where('comparison', 'in', due),
      tables.deleteFrom('selected_attempts').where('comparison', 'in', due),
      tables.deleteFrom('turns').where('comparison', 'in', due),
      // Locks them, so that none is reported meanwhile.
      tables
        .updateTable('shares')
        .set(({ ref }) => ({ indexed: ref('indexed') }))
        .where('comparison', 'in', due),
      tables.deleteFrom('reports').where('slug', 'in', slugs),
      tables.deleteFrom('shares').where('comparison', 'in', due),
      tables.deleteFrom('comparisons').where('id', 'in', due),
    ].map(toStatement),
  ]);
}

function dueRows({ deletedBefore, deletedBy, unchangedBefore }: Condition) {
  let rows = tables.selectFrom('comparisons as c').select('c.id');
  if (deletedBefore) rows = rows.where('c.deleted_at', '<', deletedBefore.getTime());
  if (deletedBy !== undefined) rows = rows.where('c.visitor', '=', deletedBy).where('c.deleted_at', 'is not', null);
  if (unchangedBefore) {
    rows = rows
      .where('c.updated_at', '<', unchangedBefore.getTime())
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('runs as r')
              .select('r.id')
              .whereRef('r.comparison', '=', 'c.id')
              .where('r.ended_at', 'is', null),
          ),
        ),
      );
  }
  return rows;
}
