import type { ListedComparison } from '@/lib/protocol/history';
import type { WallClock } from '../time/timing';
import { type FoundPage, type HistoryQuery, type HistoryStore, pageLimit, toPage } from './history';
import { likePattern, searchText, searchWords } from './search-text';
import { inList, numberOf, type Row, type Sql, type SqlValue, textOf, textOrNull, timeOf } from './sql';
import { lanesSchema } from './sql-comparisons';

const LISTED = `
  SELECT c.id, c.title, c.opening, c.lanes, c.created_at, c.updated_at,
    (SELECT COUNT(*) FROM turns t WHERE t.comparison = c.id) AS turns
  FROM comparisons c`;

const HAS_WORD = `(c.title_text LIKE ? ESCAPE '!' OR c.models_text LIKE ? ESCAPE '!'
  OR EXISTS (SELECT 1 FROM turns t WHERE t.comparison = c.id AND t.prompt_text LIKE ? ESCAPE '!'))`;

/** How many comparisons go in one transaction: others wait for it. */
const FORGOTTEN_AT_ONCE = 20;

/** Comparisons as their visitors keep them, in tables. */
export class SqlHistory implements HistoryStore {
  constructor(
    private readonly sql: Sql,
    private readonly clock: WallClock,
  ) {}

  async listComparisons({ visitor, search, before, limit }: HistoryQuery): Promise<FoundPage> {
    const patterns = searchWords(search).map(likePattern);
    const most = pageLimit(limit);
    const conditions = ['c.visitor = ?', 'c.deleted_at IS NULL', ...patterns.map(() => HAS_WORD)];
    const params: SqlValue[] = [visitor, ...patterns.flatMap((pattern) => [pattern, pattern, pattern])];
    if (before) {
      conditions.push('(c.created_at, c.id) < (?, ?)');
      params.push(Date.parse(before.createdAt), before.id);
    }
    const rows = await this.sql.query(
      `${LISTED} WHERE ${conditions.join(' AND ')} ORDER BY c.created_at DESC, c.id DESC LIMIT ?`,
      [...params, most + 1],
    );
    return toPage(rows.map(listedOf), most);
  }

  async visitorOf(comparison: string): Promise<string | null> {
    const [row] = await this.sql.query('SELECT visitor FROM comparisons WHERE id = ? AND deleted_at IS NULL', [
      comparison,
    ]);
    return row ? textOrNull(row, 'visitor') : null;
  }

  renameComparison(comparison: string, visitor: string, title: string | null): Promise<boolean> {
    return this.#change(
      'UPDATE comparisons SET title = ?, title_text = ? WHERE id = ? AND visitor = ? AND deleted_at IS NULL RETURNING id',
      [title === null ? null : JSON.stringify(title), searchText(title ?? ''), comparison, visitor],
    );
  }

  deleteComparison(comparison: string, visitor: string): Promise<boolean> {
    return this.#change(
      'UPDATE comparisons SET deleted_at = ? WHERE id = ? AND visitor = ? AND deleted_at IS NULL RETURNING id',
      [this.clock.date().getTime(), comparison, visitor],
    );
  }

  restoreComparison(comparison: string, visitor: string): Promise<boolean> {
    return this.#change(
      'UPDATE comparisons SET deleted_at = NULL WHERE id = ? AND visitor = ? AND deleted_at IS NOT NULL RETURNING id',
      [comparison, visitor],
    );
  }

  async deleteForever(before: Date): Promise<number> {
    for (let forgotten = 0; ; ) {
      const due = await this.sql.query('SELECT id FROM comparisons WHERE deleted_at < ? LIMIT ?', [
        before.getTime(),
        FORGOTTEN_AT_ONCE,
      ]);
      if (due.length === 0) return forgotten;
      const ids = due.map((row) => textOf(row, 'id'));
      await purgeComparisons(this.sql, ids, before);
      forgotten += ids.length;
    }
  }

  async #change(sql: string, params: readonly SqlValue[]): Promise<boolean> {
    return (await this.sql.query(sql, params)).length > 0;
  }
}

/**
 * Deletes comparisons with everything that belongs to them.
 *
 * @param deletedBefore only those that were deleted before then.
 */
export async function purgeComparisons(sql: Sql, ids: readonly string[], deletedBefore?: Date): Promise<void> {
  const params = [...ids, ...(deletedBefore ? [deletedBefore.getTime()] : [])];
  const due = `id IN ${inList(ids)}${deletedBefore ? ' AND deleted_at < ?' : ''}`;
  const ofDue = `comparison IN (SELECT id FROM comparisons WHERE ${due})`;
  const ofRuns = `run IN (SELECT id FROM runs WHERE ${ofDue})`;
  await sql.batch(
    [
      // Locks their rows, so that none is restored half-way.
      `UPDATE comparisons SET updated_at = updated_at WHERE ${due}`,
      `DELETE FROM run_entries WHERE ${ofRuns}`,
      `DELETE FROM stop_requests WHERE ${ofRuns}`,
      `DELETE FROM seats WHERE ${ofDue}`,
      `DELETE FROM runs WHERE ${ofDue}`,
      `DELETE FROM chosen_attempts WHERE ${ofDue}`,
      `DELETE FROM turns WHERE ${ofDue}`,
      `DELETE FROM shares WHERE ${ofDue}`,
      `DELETE FROM comparisons WHERE ${due}`,
    ].map((statement) => ({ sql: statement, params })),
  );
}

function listedOf(row: Row): ListedComparison {
  const title = textOrNull(row, 'title');
  return {
    id: textOf(row, 'id'),
    title: title === null ? null : JSON.parse(title),
    opening: JSON.parse(textOf(row, 'opening')),
    turns: numberOf(row, 'turns'),
    lanes: lanesSchema.parse(JSON.parse(textOf(row, 'lanes'))),
    createdAt: timeOf(row, 'created_at'),
    updatedAt: timeOf(row, 'updated_at'),
  };
}
