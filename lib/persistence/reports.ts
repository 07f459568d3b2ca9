import type { Clock } from '../time/clock';
import type { Sql } from './sql';
import { fromJson, selectAll, tables, toJson, toStatement, toTime } from './tables';

export interface NewReport {
  id: string;
  slug: string;
  /** Why the owner of the server should look at the page, in the reader's words. */
  reason: string;
}

export interface Report extends Omit<NewReport, 'id'> {
  /** ISO 8601. */
  createdAt: string;
}

/** What readers of links have reported. A report is deleted with its link. */
export interface ReportStore {
  /**
   * Stores a report, unless there is no such link or it has the most reports that a link can have.
   *
   * @returns whether it was stored.
   */
  addReport(report: NewReport): Promise<boolean>;
  /** @returns every report, oldest first. */
  listReports(): Promise<readonly Report[]>;
}

/** The most reports that are stored of one link. */
export const MOST_REPORTS = 20;

export function createReportStore(sql: Sql, clock: Clock): ReportStore {
  return {
    async addReport({ id, slug, reason }) {
      const values = tables
        .selectFrom('shares')
        .where('slug', '=', slug)
        .where(
          ({ selectFrom, fn }) =>
            selectFrom('reports').select(fn.countAll<number>().as('count')).where('slug', '=', slug),
          '<',
          MOST_REPORTS,
        )
        .select(({ cast, val }) => [
          cast<string>(val(id), 'text').as('id'),
          'slug',
          cast<string>(val(toJson(reason)), 'text').as('reason'),
          cast<number>(val(clock.date().getTime()), 'bigint').as('created_at'),
        ]);
      const [, stored = []] = await sql.batch(
        [
          // Locks the link, so that simultaneous reports are counted and none outlives the link.
          tables
            .updateTable('shares')
            .set(({ ref }) => ({ indexed: ref('indexed') }))
            .where('slug', '=', slug),
          tables
            .insertInto('reports')
            .columns(['id', 'slug', 'reason', 'created_at'])
            .expression(values)
            .returning('id'),
        ].map(toStatement),
      );
      return stored.length > 0;
    },

    async listReports() {
      const rows = await selectAll(sql, tables.selectFrom('reports').selectAll().orderBy('created_at').orderBy('id'));
      return rows.map(({ slug, reason, created_at }) => ({
        slug,
        reason: fromJson(reason),
        createdAt: toTime(created_at),
      }));
    },
  };
}
