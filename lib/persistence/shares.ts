import type { InferResult } from 'kysely';
import type { SharedTurns } from '@/lib/comparison/project';
import type { Poll } from '@/lib/protocol/poll';
import type { Clock } from '../time/clock';
import type { Sql } from './sql';
import { changes, fromJson, type JsonText, selectAll, selectFirst, tables, toJson, toTime } from './tables';

/** The part of a comparison that a link shows, as it was when the link was made. */
export interface ShareSnapshot {
  title: string | null;
  turns: SharedTurns;
}

export interface NewShare {
  slug: string;
  comparison: string;
  snapshot: ShareSnapshot;
  /** Search engines may list the page. */
  indexed: boolean;
  /** Null, or absent, for a link that is no poll. */
  poll?: Poll | null;
}

/** What changes of a link; what is absent stays. */
export type ShareChange = Partial<Pick<Share, 'indexed' | 'withBallots' | 'poll'>>;

export interface Share extends NewShare {
  /** The author's ballots are on the page. */
  withBallots: boolean;
  poll: Poll | null;
  /** ISO 8601. */
  createdAt: string;
  /** ISO 8601; null while the link works. */
  revokedAt: string | null;
  /** ISO 8601; null unless the owner of the server has taken the link down. Then only they can undo it. */
  takenDownAt: string | null;
  /** The comparison is deleted: the link shows nothing, whether it was revoked or not. */
  deleted: boolean;
}

/** Links to comparisons. The caller checks who may make or revoke one. */
export interface ShareStore {
  /** @returns null when there is no such comparison. @throws when the slug is taken. */
  createShare(share: NewShare): Promise<Share | null>;
  /** Finds revoked ones too. */
  findShare(slug: string): Promise<Share | null>;
  /** @returns every link to a comparison, revoked ones too, newest first. */
  sharesOf(comparison: string): Promise<readonly Share[]>;
  /** @returns false when there is no such link; true too when it was revoked already. */
  revokeShare(slug: string): Promise<boolean>;
  /** The link works again, under the same slug. @returns false when there is no such link. */
  restoreShare(slug: string): Promise<boolean>;
  /** Takes a link down, or undoes that. @returns false when there is no such link. */
  takeDownShare(slug: string, down: boolean): Promise<boolean>;
  /** @returns false when there is no such link. */
  changeShare(slug: string, change: ShareChange): Promise<boolean>;
}

export function createShareStore(sql: Sql, clock: Clock): ShareStore {
  const findShare = async (slug: string): Promise<Share | null> => {
    const row = await selectFirst(sql, shareRows().where('s.slug', '=', slug));
    return row ? toShare(row) : null;
  };
  return {
    findShare,

    async createShare({ slug, comparison, snapshot, indexed, poll = null }) {
      const values = tables
        .selectFrom('comparisons')
        .where('id', '=', comparison)
        .where('deleted_at', 'is', null)
        .select(({ cast, val }) => [
          cast<string>(val(slug), 'text').as('slug'),
          'id',
          cast<string>(val(toJson(snapshot)), 'text').as('snapshot'),
          cast<number>(val(indexed ? 1 : 0), 'integer').as('indexed'),
          cast<JsonText<Poll> | null>(val(poll && toJson(poll)), 'text').as('poll'),
          cast<number>(val(clock.date().getTime()), 'bigint').as('created_at'),
        ]);
      const columns = ['slug', 'comparison', 'snapshot', 'indexed', 'poll', 'created_at'] as const;
      await selectAll(sql, tables.insertInto('shares').columns(columns).expression(values));
      return findShare(slug);
    },

    async sharesOf(comparison) {
      const rows = shareRows().where('s.comparison', '=', comparison).orderBy('s.created_at', 'desc').orderBy('s.slug');
      return (await selectAll(sql, rows)).map(toShare);
    },

    revokeShare(slug) {
      const now = clock.date().getTime();
      return changes(
        sql,
        tables
          .updateTable('shares')
          .set(({ fn, cast, val }) => ({ revoked_at: fn.coalesce('revoked_at', cast<number>(val(now), 'bigint')) }))
          .where('slug', '=', slug)
          .returning('slug'),
      );
    },

    restoreShare(slug) {
      return changes(
        sql,
        tables.updateTable('shares').set({ revoked_at: null }).where('slug', '=', slug).returning('slug'),
      );
    },

    takeDownShare(slug, down) {
      const now = clock.date().getTime();
      return changes(
        sql,
        tables
          .updateTable('shares')
          .set(({ fn, cast, val }) => ({
            taken_down_at: down ? fn.coalesce('taken_down_at', cast<number>(val(now), 'bigint')) : null,
          }))
          .where('slug', '=', slug)
          .returning('slug'),
      );
    },

    changeShare(slug, { indexed, withBallots, poll }) {
      const changed = {
        ...(indexed !== undefined && { indexed: indexed ? 1 : 0 }),
        ...(withBallots !== undefined && { with_ballots: withBallots ? 1 : 0 }),
        ...(poll !== undefined && { poll: poll && toJson(poll) }),
      };
      return changes(sql, tables.updateTable('shares').set(changed).where('slug', '=', slug).returning('slug'));
    },
  };
}

function shareRows() {
  return tables
    .selectFrom('shares as s')
    .innerJoin('comparisons as c', 'c.id', 's.comparison')
    .select(['s.slug', 's.comparison', 's.snapshot', 's.indexed', 's.created_at', 's.revoked_at', 's.taken_down_at'])
    .select(['s.with_ballots', 's.poll'])
    .select('c.deleted_at');
}

type ShareRow = InferResult<ReturnType<typeof shareRows>>[number];

function toShare(row: ShareRow): Share {
  // The first release wrote more into a snapshot.
  const { title, turns } = fromJson(row.snapshot);
  return {
    slug: row.slug,
    comparison: row.comparison,
    snapshot: { title, turns },
    indexed: row.indexed === 1,
    createdAt: toTime(row.created_at),
    revokedAt: row.revoked_at === null ? null : toTime(row.revoked_at),
    takenDownAt: row.taken_down_at === null ? null : toTime(row.taken_down_at),
    deleted: row.deleted_at !== null,
    withBallots: row.with_ballots === 1,
    poll: row.poll === null ? null : fromJson(row.poll),
  };
}
