import type { ListedComparison } from '@/lib/protocol/history';
import type { Lane } from '@/lib/protocol/lane';
import type { Clock } from '../time/clock';
import { type HistoryCursor, isBefore } from './history-cursor';
import { type HistoryFilters, lanesOf, matchesFilters, ownRows, toListed } from './listed-comparisons';
import { searchComparisons } from './search';
import { DUE } from './search-index';
import { searchText, searchWords } from './search-text';
import type { Sql } from './sql';
import { changes, HIDES_NAMES, selectAll, selectFirst, tables, toJson } from './tables';

/** As in the record; what is absent stays. */
export interface LaneArrangement {
  order?: readonly Lane[] | undefined;
  removed?: readonly Lane[] | undefined;
}

export interface HistoryQuery extends HistoryFilters {
  visitor: string;
  /** Words that must all occur, each in a prompt, an answer, the title, or the name or id of a model, in upper or lower case. */
  search?: string;
  before?: HistoryCursor | null;
  /** How many at most, 1 to 100. */
  limit: number;
}

/** Whose a comparison is. */
export interface ComparisonOwner {
  visitor: string;
  /** They may not know who answers yet. */
  blind: boolean;
}

export interface FoundPage {
  comparisons: readonly ListedComparison[];
  /** Where the next page begins; null when this is the last. A search whose time is over may have found less than a page. */
  next: HistoryCursor | null;
}

/** The comparisons of visitors. Nobody sees a deleted one until it is restored. */
export interface HistoryStore {
  /** @returns that visitor's comparisons, newest first. */
  listComparisons(query: HistoryQuery): Promise<FoundPage>;
  /** @returns null when the comparison has no owner, is deleted, or does not exist. */
  findOwner(comparison: string): Promise<ComparisonOwner | null>;
  /** @param title null removes the title. @returns false when that visitor has no such comparison. */
  renameComparison(comparison: string, visitor: string, title: string | null): Promise<boolean>;
  /** Shows its author who answers, once and for ever. @returns false when that visitor has no such blind comparison. */
  revealComparison(comparison: string, visitor: string): Promise<boolean>;
  /** @returns false when that visitor has no such comparison. */
  starComparison(comparison: string, visitor: string, starred: boolean): Promise<boolean>;
  /** Puts lanes in an order, and removes them from the page or brings them back. @returns as {@link starComparison}. */
  arrangeLanes(comparison: string, visitor: string, change: LaneArrangement): Promise<boolean>;
  /** Hides it from everybody. @returns false when that visitor has no such comparison. */
  deleteComparison(comparison: string, visitor: string): Promise<boolean>;
  /** Undoes {@link deleteComparison}. @returns false when that visitor has deleted no such comparison. */
  restoreComparison(comparison: string, visitor: string): Promise<boolean>;
  /** Hides all comparisons of a visitor from everybody. @returns the ids of all that are hidden, earlier ones too. */
  deleteAllOf(visitor: string): Promise<readonly string[]>;
}

export function createHistoryStore(sql: Sql, clock: Clock): HistoryStore {
  const changeOwn = (comparison: string, visitor: string) =>
    tables.updateTable('comparisons').where('id', '=', comparison).where('visitor', '=', visitor).returning('id');
  const listed = async (query: ReturnType<typeof ownRows>) => {
    const rows = await selectAll(sql, query);
    const lanes = rows.length === 0 ? [] : await selectAll(sql, lanesOf(rows.map(({ id }) => id)));
    return rows.map((row) =>
      toListed(
        row,
        lanes.filter(({ comparison }) => comparison === row.id),
      ),
    );
  };
  return {
    async listComparisons({ visitor, search, before, limit, ...filters }) {
      const most = pageLimit(limit);
      const words = searchWords(search);
      const matches = matchesFilters(filters);
      if (words.length === 0) {
        const page = ownRows(visitor)
          .where(matches)
          .limit(most + 1);
        return toPage(await listed(before ? page.where(isBefore(before)) : page), most);
      }
      const found = await searchComparisons(sql, clock, {
        visitor,
        words,
        before: before ?? null,
        most: most + 1,
        matches,
      });
      const rows = found.ids.length > 0 ? await listed(ownRows(visitor).where('c.id', 'in', found.ids)) : [];
      const page = toPage(
        rows.map((row) => {
          const excerpt = found.excerpts.get(row.id);
          return excerpt ? { ...row, excerpt } : row;
        }),
        most,
      );
      return { ...page, next: page.next ?? found.stoppedAt };
    },

    async findOwner(comparison) {
      const row = await selectFirst(
        sql,
        tables
          .selectFrom('comparisons as c')
          .select(['c.visitor', HIDES_NAMES.as('blind')])
          .where('c.id', '=', comparison)
          .where('c.deleted_at', 'is', null),
      );
      return row && row.visitor !== null ? { visitor: row.visitor, blind: row.blind === 1 } : null;
    },

    revealComparison(comparison, visitor) {
      const revealed = { revealed: 1, index_due: DUE };
      return changes(
        sql,
        changeOwn(comparison, visitor).where('deleted_at', 'is', null).where('blind', '=', 1).set(revealed),
      );
    },

    renameComparison(comparison, visitor, title) {
      const renamed = {
        title: title === null ? null : toJson(title),
        title_text: searchText(title ?? ''),
        index_due: DUE,
      };
      return changes(sql, changeOwn(comparison, visitor).where('deleted_at', 'is', null).set(renamed));
    },

    starComparison(comparison, visitor, starred) {
      return changes(
        sql,
        changeOwn(comparison, visitor)
          .where('deleted_at', 'is', null)
          .set({ starred: starred ? 1 : 0 }),
      );
    },

    arrangeLanes(comparison, visitor, { order, removed }) {
      const arranged = {
        ...(order && { lane_order: toJson([...order]) }),
        ...(removed && { removed_lanes: toJson([...removed]) }),
      };
      return changes(sql, changeOwn(comparison, visitor).where('deleted_at', 'is', null).set(arranged));
    },

    deleteComparison(comparison, visitor) {
      const deleted = { deleted_at: clock.date().getTime() };
      return changes(sql, changeOwn(comparison, visitor).where('deleted_at', 'is', null).set(deleted));
    },

    async deleteAllOf(visitor) {
      const now = clock.date().getTime();
      const hidden = tables
        .updateTable('comparisons')
        .set(({ fn, cast, val }) => ({ deleted_at: fn.coalesce('deleted_at', cast<number>(val(now), 'bigint')) }))
        .where('visitor', '=', visitor)
        .returning('id');
      return (await selectAll(sql, hidden)).map(({ id }) => id);
    },

    restoreComparison(comparison, visitor) {
      return changes(sql, changeOwn(comparison, visitor).where('deleted_at', 'is not', null).set({ deleted_at: null }));
    },
  };
}

export const LONGEST_PAGE = 100;

/** @returns a number of comparisons that a page can have. */
function pageLimit(limit: number): number {
  return Math.min(LONGEST_PAGE, Math.max(1, Math.floor(limit) || 1));
}

/** @param found the comparisons of a page, and one more when there are more. */
function toPage(found: readonly ListedComparison[], limit: number): FoundPage {
  const comparisons = found.slice(0, limit);
  const last = comparisons.at(-1);
  return { comparisons, next: last && found.length > limit ? { createdAt: last.createdAt, id: last.id } : null };
}
