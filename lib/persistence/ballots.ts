import { sql as raw } from 'kysely';
import type { Ballot } from '@/lib/protocol/ballot';
import type { LaneRecord } from '@/lib/protocol/comparison';
import type { Lane } from '@/lib/protocol/lane';
import type { Poll } from '@/lib/protocol/poll';
import { DUE } from './search-index';
import type { Sql } from './sql';
import { fromJson, type JsonText, selectAll, selectFirst, tables, toJson, toStatement } from './tables';

/** An answer as it was when it was judged, with what a board needs of it. */
export interface JudgedAnswer extends Pick<LaneRecord, 'lane' | 'attempt' | 'model' | 'name' | 'vendor' | 'settings'> {
  words: number;
  /** Its text names the model's maker or family, so the reader may have known who answers. */
  namesMaker: boolean;
  /** USD; null where it is not known. */
  costUsd: number | null;
  /** ms; null where it is not known. */
  firstWord: number | null;
}

export interface StoredBallot extends Pick<Ballot, 'verdict' | 'best' | 'blind' | 'castAt'> {
  /** Those that had an answer, in the order of their letters. */
  answers: readonly JudgedAnswer[];
}

/** Where a ballot is, and who cast it. */
export interface BallotPlace {
  comparison: string;
  turn: number;
  visitor: string;
}

export interface NewBallot extends BallotPlace {
  /** The link by which they voted; null for the author. */
  slug: string | null;
  ballot: StoredBallot;
}

/** Of a voter, in a poll as they have seen it. */
export interface NewVote extends NewBallot {
  slug: string;
  poll: Poll;
}

/** A ballot with what a board filters by. */
export interface FoundBallot {
  ballot: StoredBallot;
  tags: readonly string[];
  lineUp: string | null;
}

/** Whose ballots a board counts: a visitor's own, or those of others in the visitor's polls. */
export type BallotsOf = 'mine' | 'polls';

export interface BallotStore {
  /**
   * Casts the author's ballot, or replaces it. A blind one reveals the names to them.
   *
   * @returns false when there is no such comparison, or the ballot is blind but the names are not hidden any more.
   */
  castOwnBallot(ballot: NewBallot): Promise<boolean>;
  /** Casts a voter's ballot, which stays as it is. @returns false when they have voted, or the poll is another one by now. */
  castVote(vote: NewVote): Promise<boolean>;
  /** @returns false when there is no such ballot, or it is a blind one: that has revealed the names. */
  deleteBallot(place: BallotPlace): Promise<boolean>;
  findBallot(place: BallotPlace): Promise<Ballot | null>;
  /** @returns the ballots that voters have cast in a turn by that link, oldest first. */
  votesBy(comparison: string, turn: number, slug: string): Promise<readonly StoredBallot[]>;
  /** @returns the newest of those ballots, newest first; in polls only where the names are not hidden from the author. */
  ballotsOf(visitor: string, of: BallotsOf, most: number): Promise<readonly FoundBallot[]>;
  /** Deletes all that a visitor has cast, also in comparisons of others. */
  deleteBallotsBy(visitor: string): Promise<void>;
}

export function createBallotStore(sql: Sql): BallotStore {
  const inPlace = ({ comparison, turn, visitor }: BallotPlace) =>
    tables
      .selectFrom('ballots')
      .where('comparison', '=', comparison)
      .where('turn', '=', raw<number>`CAST(${turn} AS BIGINT)`)
      .where('visitor', '=', visitor);
  return {
    async castOwnBallot({ ballot, ...place }) {
      const known = { ...place, ballot };
      const hidden = raw<boolean>`(${ballot.blind ? 0 : 1} = 1 OR (c.blind = 1 AND c.revealed = 0))`;
      const reveal = tables
        .updateTable('comparisons')
        .set({ revealed: 1, index_due: DUE })
        .where('id', '=', place.comparison)
        .where('blind', '=', 1)
        .where(({ exists, selectFrom }) =>
          exists(
            selectFrom('ballots as b')
              .select('b.turn')
              .where('b.comparison', '=', place.comparison)
              .where('b.visitor', '=', place.visitor),
          ),
        );
      const [, cast] = await sql.batch([
        toStatement(lock(place.comparison)),
        toStatement(
          insert(known, hidden)
            .onConflict((conflict) =>
              conflict.columns(['comparison', 'turn', 'visitor']).doUpdateSet(({ ref }) => ({
                blind: ref('excluded.blind'),
                ballot: ref('excluded.ballot'),
                cast_at: ref('excluded.cast_at'),
              })),
            )
            .returning('turn'),
        ),
        toStatement(reveal),
      ]);
      return (cast?.length ?? 0) > 0;
    },

    async castVote(vote) {
      const { slug, poll } = vote;
      const isUnchanged = raw<boolean>`EXISTS (SELECT 1 FROM shares s WHERE s.slug = ${slug}
        AND s.revoked_at IS NULL AND s.taken_down_at IS NULL AND s.poll = ${toJson(poll)})`;
      const [, cast] = await sql.batch([
        // Not while it is purged.
        toStatement(lock(vote.comparison)),
        toStatement(
          insert(vote, isUnchanged)
            .onConflict((conflict) => conflict.columns(['comparison', 'turn', 'visitor']).doNothing())
            .returning('turn'),
        ),
      ]);
      return (cast?.length ?? 0) > 0;
    },

    async deleteBallot({ comparison, turn, visitor }) {
      const taken = tables
        .deleteFrom('ballots')
        .where('comparison', '=', comparison)
        .where('turn', '=', raw<number>`CAST(${turn} AS BIGINT)`)
        .where('visitor', '=', visitor)
        .where('blind', '=', 0)
        .returning('turn');
      return (await selectAll(sql, taken)).length > 0;
    },

    async findBallot(place) {
      const row = await selectFirst(sql, inPlace(place).select('ballot'));
      return row ? toBallot(fromJson(row.ballot)) : null;
    },

    async votesBy(comparison, turn, slug) {
      const rows = votes(comparison, turn).where('slug', '=', slug);
      return (await selectAll(sql, rows)).map(({ ballot }) => fromJson(ballot));
    },

    async ballotsOf(visitor, of, most) {
      const rows = tables
        .selectFrom('ballots as b')
        .innerJoin('comparisons as c', 'c.id', 'b.comparison')
        .select(['b.ballot', 'c.tags', 'c.line_up'])
        // What the author of a poll calls it says nothing to its voters.
        .select(raw<number>`CASE WHEN c.visitor = ${visitor} THEN 1 ELSE 0 END`.as('own'))
        .where('c.deleted_at', 'is', null)
        .orderBy('b.cast_at', 'desc')
        .limit(most);
      const found =
        of === 'mine'
          ? rows.where('b.visitor', '=', visitor)
          : rows
              .where('c.visitor', '=', visitor)
              .where('b.visitor', '<>', visitor)
              // Who won would tell an author, who has not seen the names yet, which letter is which model.
              .where(({ or, eb }) => or([eb('c.blind', '=', 0), eb('c.revealed', '=', 1)]));
      return (await selectAll(sql, found)).map(({ ballot, tags, line_up, own }) => ({
        ballot: fromJson(ballot),
        tags: own === 1 ? fromJson(tags) : [],
        lineUp: own === 1 && line_up !== null ? fromJson(line_up) : null,
      }));
    },

    async deleteBallotsBy(visitor) {
      await selectAll(sql, tables.deleteFrom('ballots').where('visitor', '=', visitor));
    },
  };
}

/** Oldest first. */
function votes(comparison: string, turn: number) {
  return tables
    .selectFrom('ballots')
    .select('ballot')
    .where('comparison', '=', comparison)
    .where('turn', '=', raw<number>`CAST(${turn} AS BIGINT)`)
    .orderBy('cast_at');
}

/** Locks the comparison's row, so that of two ballots the second one sees what the first has revealed. */
function lock(comparison: string) {
  return tables
    .updateTable('comparisons')
    .set(({ ref }) => ({ revealed: ref('revealed') }))
    .where('id', '=', comparison);
}

function insert({ comparison, turn, visitor, slug, ballot }: NewBallot, condition: ReturnType<typeof raw<boolean>>) {
  const inTurn = tables
    .selectFrom('turns as t')
    .innerJoin('comparisons as c', 'c.id', 't.comparison')
    .where('c.id', '=', comparison)
    .where('c.deleted_at', 'is', null)
    .where('t.turn', '=', raw<number>`CAST(${turn} AS BIGINT)`)
    .where(condition)
    .select(({ cast, val }) => [
      'c.id as comparison',
      't.turn',
      cast<string>(val(visitor), 'text').as('visitor'),
      cast<string | null>(val(slug), 'text').as('slug'),
      cast<number>(val(ballot.blind ? 1 : 0), 'integer').as('blind'),
      cast<JsonText<StoredBallot>>(val(toJson(ballot)), 'text').as('ballot'),
      cast<number>(val(Date.parse(ballot.castAt)), 'bigint').as('cast_at'),
    ]);
  return tables
    .insertInto('ballots')
    .columns(['comparison', 'turn', 'visitor', 'slug', 'blind', 'ballot', 'cast_at'])
    .expression(inTurn);
}

/** @returns what crosses the wire of a stored ballot. */
export function toBallot({ verdict, best, blind, castAt, answers }: StoredBallot): Ballot {
  const judged = Object.fromEntries(answers.map(({ lane, attempt }): [Lane, number] => [lane, attempt]));
  const telling = answers.filter(({ namesMaker }) => namesMaker).map(({ lane }) => lane);
  return { verdict, best, blind, castAt, judged, telling };
}
