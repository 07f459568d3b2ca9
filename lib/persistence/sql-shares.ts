import type { WallClock } from '../time/timing';
import { type NewShare, type Share, type ShareStore, shareSnapshotSchema } from './shares';
import { numberOf, type Row, type Sql, textOf, timeOf, timeOrNull } from './sql';

const SHARE = `
  SELECT s.slug, s.comparison, s.snapshot, s.indexed, s.created_at, s.revoked_at, c.deleted_at
  FROM shares s JOIN comparisons c ON c.id = s.comparison`;

/** Links to comparisons, in a table. */
export class SqlShares implements ShareStore {
  constructor(
    private readonly sql: Sql,
    private readonly clock: WallClock,
  ) {}

  async createShare({ slug, comparison, snapshot, indexed }: NewShare): Promise<Share | null> {
    await this.sql.query(
      `INSERT INTO shares (slug, comparison, snapshot, indexed, created_at)
       SELECT ?, id, ?, CAST(? AS INTEGER), CAST(? AS BIGINT) FROM comparisons WHERE id = ? AND deleted_at IS NULL`,
      [slug, JSON.stringify(snapshot), indexed ? 1 : 0, this.clock.date().getTime(), comparison],
    );
    return this.findShare(slug);
  }

  async findShare(slug: string): Promise<Share | null> {
    const [row] = await this.sql.query(`${SHARE} WHERE s.slug = ?`, [slug]);
    return row ? shareOf(row) : null;
  }

  async sharesOf(comparison: string): Promise<readonly Share[]> {
    const rows = await this.sql.query(`${SHARE} WHERE s.comparison = ? ORDER BY s.created_at DESC, s.slug`, [
      comparison,
    ]);
    return rows.map(shareOf);
  }

  revokeShare(slug: string): Promise<boolean> {
    const now = this.clock.date().getTime();
    return this.#set('revoked_at = COALESCE(revoked_at, CAST(? AS BIGINT))', [now, slug]);
  }

  restoreShare(slug: string): Promise<boolean> {
    return this.#set('revoked_at = NULL', [slug]);
  }

  indexShare(slug: string, indexed: boolean): Promise<boolean> {
    return this.#set('indexed = CAST(? AS INTEGER)', [indexed ? 1 : 0, slug]);
  }

  async #set(what: string, params: readonly (string | number)[]): Promise<boolean> {
    return (await this.sql.query(`UPDATE shares SET ${what} WHERE slug = ? RETURNING slug`, params)).length > 0;
  }
}

function shareOf(row: Row): Share {
  return {
    slug: textOf(row, 'slug'),
    comparison: textOf(row, 'comparison'),
    snapshot: shareSnapshotSchema.parse(JSON.parse(textOf(row, 'snapshot'))),
    indexed: numberOf(row, 'indexed') === 1,
    createdAt: timeOf(row, 'created_at'),
    revokedAt: timeOrNull(row, 'revoked_at'),
    deleted: row.deleted_at !== null,
  };
}
