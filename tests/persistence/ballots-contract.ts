import { expect, test } from 'vitest';
import type { NewBallot, StoredBallot } from '@/lib/persistence/ballots';
import type { Persistence } from '@/lib/persistence/persistence';
import type { Ballot } from '@/lib/protocol/ballot';
import { laneRecord } from '../support/records';
import { comparisonRecord } from './records';
import type { TestClock } from './test-clock';

/** What every adapter does alike with ballots. */
export function ballotsContract(kept: () => Persistence, clock: TestClock): void {
  const begin = (id: string, more: object = {}) =>
    kept().createComparison({ ...comparisonRecord(id, `r${id}`), ...more }, 'author');

  const stored = (verdict: Ballot['verdict'], blind: boolean): StoredBallot => ({
    verdict,
    best: verdict === 'best' ? ['A'] : [],
    blind,
    castAt: clock.date().toISOString(),
    answers: (['A', 'B'] as const).map((lane) => {
      const { model, name, vendor, settings } = laneRecord(lane);
      return {
        ...{ lane, attempt: 1, model, name, vendor, settings },
        ...{ words: 3, namesMaker: false, costUsd: null, firstWord: 12 },
      };
    }),
  });

  const ballotOf = (comparison: string, visitor: string, more: Partial<NewBallot> = {}): NewBallot => ({
    comparison,
    turn: 1,
    visitor,
    slug: null,
    ballot: stored('best', false),
    ...more,
  });

  const POLL = { open: true, closesAt: null, names: 'voters' as const };

  /** By a link that is made for it. */
  const castBy = async (vote: NewBallot) => {
    const { comparison } = vote;
    const slug = vote.slug ?? '';
    if (!(await kept().findShare(slug))) {
      await kept().createShare({ slug, comparison, snapshot: { title: null, turns: [] }, indexed: false, poll: POLL });
    }
    return kept().castVote({ ...vote, slug, poll: POLL });
  };

  test('a vote counts only while the poll is as its voter has seen it, and its link works', async () => {
    await begin('c', { blind: true });
    const vote = ballotOf('c', 'voter', { slug: 's', ballot: stored('best', true) });
    await castBy(ballotOf('c', 'first', { slug: 's', ballot: stored('best', true) }));
    await kept().changeShare('s', { poll: { ...POLL, open: false } });
    expect(await castBy(vote)).toBe(false);
    await kept().changeShare('s', { poll: POLL });
    await kept().revokeShare('s');
    expect(await castBy(vote)).toBe(false);
    await kept().restoreShare('s');
    expect(await castBy(vote)).toBe(true);
  });

  test("an author's ballot is in the record, may be replaced and deleted", async () => {
    await begin('c');
    expect(await kept().castOwnBallot(ballotOf('c', 'author'))).toBe(true);
    const cast = { verdict: 'best', best: ['A'], blind: false, judged: { A: 1, B: 1 } };
    expect((await kept().findComparison('c'))?.turns[0]?.ballot).toMatchObject(cast);
    expect(await kept().castOwnBallot(ballotOf('c', 'author', { ballot: stored('equal', false) }))).toBe(true);
    const place = { comparison: 'c', turn: 1, visitor: 'author' };
    expect(await kept().findBallot(place)).toMatchObject({ verdict: 'equal', best: [] });
    expect(await kept().deleteBallot(place)).toBe(true);
    expect(await kept().deleteBallot(place)).toBe(false);
    expect((await kept().findComparison('c'))?.turns[0]?.ballot).toBeNull();
  });

  test('a ballot needs a comparison and a turn that are there', async () => {
    await begin('c');
    expect(await kept().castOwnBallot(ballotOf('other', 'author'))).toBe(false);
    expect(await castBy(ballotOf('c', 'voter', { turn: 2, slug: 's' }))).toBe(false);
    await kept().deleteComparison('c', 'author');
    expect(await kept().castOwnBallot(ballotOf('c', 'author'))).toBe(false);
  });

  test('the first blind ballot reveals the names, and after that none is cast, changed or deleted', async () => {
    await begin('c', { blind: true });
    const blind = ballotOf('c', 'author', { ballot: stored('best', true) });
    expect(await kept().findComparison('c')).toMatchObject({ blind: true, revealed: false });
    expect(await kept().castOwnBallot(blind)).toBe(true);
    expect(await kept().findComparison('c')).toMatchObject({ blind: true, revealed: true });
    expect(await kept().castOwnBallot({ ...blind, ballot: stored('bad', true) })).toBe(false);
    expect(await kept().deleteBallot({ comparison: 'c', turn: 1, visitor: 'author' })).toBe(false);
    expect((await kept().findComparison('c'))?.turns[0]?.ballot).toMatchObject({ verdict: 'best' });
  });

  test('of two blind ballots cast at once only one counts', async () => {
    await begin('c', { blind: true });
    const blind = ballotOf('c', 'author', { ballot: stored('best', true) });
    const cast = await Promise.all([kept().castOwnBallot(blind), kept().castOwnBallot(blind)]);
    expect(cast.toSorted()).toEqual([false, true]);
  });

  test('a voter has one ballot, which reveals nothing to the author and is not theirs', async () => {
    await begin('c', { blind: true });
    const vote = ballotOf('c', 'voter', { slug: 's', ballot: stored('best', true) });
    expect(await castBy(vote)).toBe(true);
    expect(await castBy({ ...vote, ballot: stored('bad', true) })).toBe(false);
    const record = await kept().findComparison('c');
    expect(record).toMatchObject({ revealed: false });
    expect(record?.turns[0]?.ballot).toBeNull();
    expect((await kept().votesBy('c', 1, 's')).map(({ verdict }) => verdict)).toEqual(['best']);
  });

  test("a board has a visitor's own ballots, or those of others in their comparisons, newest first", async () => {
    await begin('c', { tags: ['code'], lineUp: 'Quick' });
    await begin('d');
    await kept().castOwnBallot(ballotOf('c', 'author'));
    clock.advance(1000);
    await kept().castOwnBallot(ballotOf('d', 'author', { ballot: stored('bad', false) }));
    await castBy(ballotOf('c', 'voter', { slug: 's', ballot: stored('equal', true) }));
    const verdicts = async (visitor: string, of: 'mine' | 'polls', most = 9) =>
      (await kept().ballotsOf(visitor, of, most)).map(({ ballot: { verdict }, tags, lineUp }) => ({
        verdict,
        tags,
        lineUp,
      }));
    const plain = { tags: [], lineUp: null };
    expect(await verdicts('author', 'mine')).toEqual([
      { verdict: 'bad', ...plain },
      { verdict: 'best', tags: ['code'], lineUp: 'Quick' },
    ]);
    expect(await verdicts('author', 'mine', 1)).toEqual([{ verdict: 'bad', ...plain }]);
    expect(await verdicts('author', 'polls')).toEqual([{ verdict: 'equal', tags: ['code'], lineUp: 'Quick' }]);
    // The author's tags are not the voter's.
    expect(await verdicts('voter', 'mine')).toEqual([{ verdict: 'equal', ...plain }]);
    expect(await verdicts('voter', 'polls')).toEqual([]);
    await kept().deleteComparison('c', 'author');
    expect(await verdicts('voter', 'mine')).toEqual([]);
  });

  test('votes in a poll are on no board while its author does not know the names', async () => {
    await begin('c', { blind: true });
    await castBy(ballotOf('c', 'voter', { slug: 's', ballot: stored('best', true) }));
    const count = async () => (await kept().ballotsOf('author', 'polls', 9)).length;
    expect(await count()).toBe(0);
    await kept().castOwnBallot(ballotOf('c', 'author', { ballot: stored('best', true) }));
    expect(await count()).toBe(1);
  });

  test('what a visitor has cast can be deleted, also in comparisons of others; purging leaves no ballot', async () => {
    await begin('c');
    await castBy(ballotOf('c', 'voter', { slug: 's' }));
    await castBy(ballotOf('c', 'second', { slug: 's' }));
    await kept().deleteBallotsBy('voter');
    expect(await kept().votesBy('c', 1, 's')).toHaveLength(1);
    await kept().deleteComparison('c', 'author');
    await kept().purgeDeletedOf('author');
    expect(await kept().votesBy('c', 1, 's')).toEqual([]);
  });

  test('votes are counted by their link', async () => {
    await begin('c', { blind: true });
    for (const [visitor, slug] of [
      ['one', 's'],
      ['two', 's'],
      ['three', 't'],
    ] as const) {
      await castBy(ballotOf('c', visitor, { slug, ballot: stored('best', true) }));
    }
    await kept().castOwnBallot(ballotOf('c', 'author', { ballot: stored('best', true) }));
    expect(await kept().votesBy('c', 1, 's')).toHaveLength(2);
    expect(await kept().votesBy('c', 1, 't')).toHaveLength(1);
    expect(await kept().votesBy('c', 2, 's')).toEqual([]);
  });
}
