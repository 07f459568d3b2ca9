import { expect, test } from 'vitest';
import type { Persistence } from '@/lib/persistence/persistence';
import type { ShareSnapshot } from '@/lib/persistence/shares';
import { comparisonRecord } from './records';
import type { TestClock } from './test-clock';

const snapshot: ShareSnapshot = {
  title: 'A \0 title \ud83d',
  turns: [
    {
      turn: 1,
      lanes: [
        { lane: 'A', attempt: 2 },
        { lane: 'B', attempt: 1 },
      ],
    },
  ],
};

/** What every adapter does alike with links. */
export function sharesContract(kept: () => Persistence, clock: TestClock): void {
  const begin = () => kept().createComparison(comparisonRecord('c', 'r'), 'v');

  test('gives back a link as it was made', async () => {
    await begin();
    const share = { slug: 's', comparison: 'c', snapshot, indexed: true };
    const made = {
      ...share,
      createdAt: clock.date().toISOString(),
      revokedAt: null,
      takenDownAt: null,
      withBallots: false,
      poll: null,
      deleted: false,
    };
    expect(await kept().createShare(share)).toEqual(made);
    expect(await kept().findShare('s')).toEqual(made);
    expect(await kept().findShare('other')).toBeNull();
  });

  test('makes no link to a comparison that is not there, and none twice', async () => {
    await begin();
    expect(await kept().createShare({ slug: 's', comparison: 'other', snapshot, indexed: false })).toBeNull();
    await kept().createShare({ slug: 's', comparison: 'c', snapshot, indexed: true });
    await expect(kept().createShare({ slug: 's', comparison: 'c', snapshot, indexed: true })).rejects.toThrow();
  });

  test('lists the links of a comparison, made last first', async () => {
    await begin();
    await kept().createComparison(comparisonRecord('d', 'rd'));
    for (const slug of ['s1', 's2']) {
      await kept().createShare({ slug, comparison: 'c', snapshot, indexed: true });
      clock.advance(1);
    }
    await kept().createShare({ slug: 's3', comparison: 'd', snapshot, indexed: false });
    expect((await kept().sharesOf('c')).map(({ slug }) => slug)).toEqual(['s2', 's1']);
    expect(await kept().sharesOf('other')).toEqual([]);
  });

  test('revokes a link and restores it under the same slug', async () => {
    await begin();
    await kept().createShare({ slug: 's', comparison: 'c', snapshot, indexed: true });
    const revokedAt = clock.date().toISOString();
    expect(await kept().revokeShare('s')).toBe(true);
    clock.advance(1000);
    expect(await kept().revokeShare('s')).toBe(true);
    expect(await kept().findShare('s')).toMatchObject({ revokedAt, snapshot, indexed: true });
    expect(await kept().restoreShare('s')).toBe(true);
    expect(await kept().findShare('s')).toMatchObject({ revokedAt: null });
    expect(await kept().revokeShare('other')).toBe(false);
    expect(await kept().restoreShare('other')).toBe(false);
  });

  test('takes a link down and undoes that, whatever its author does', async () => {
    await begin();
    await kept().createShare({ slug: 's', comparison: 'c', snapshot, indexed: true });
    const takenDownAt = clock.date().toISOString();
    expect(await kept().takeDownShare('s', true)).toBe(true);
    clock.advance(1000);
    expect(await kept().takeDownShare('s', true)).toBe(true);
    await kept().restoreShare('s');
    expect(await kept().findShare('s')).toMatchObject({ takenDownAt, revokedAt: null });
    await kept().revokeShare('s');
    expect(await kept().takeDownShare('s', false)).toBe(true);
    expect(await kept().findShare('s')).toMatchObject({ takenDownAt: null, revokedAt: clock.date().toISOString() });
    expect(await kept().takeDownShare('other', true)).toBe(false);
    expect(await kept().takeDownShare('other', false)).toBe(false);
  });

  test('says of a link whether its comparison is deleted', async () => {
    await begin();
    await kept().createShare({ slug: 's', comparison: 'c', snapshot, indexed: true });
    await kept().deleteComparison('c', 'v');
    expect(await kept().findShare('s')).toMatchObject({ deleted: true, revokedAt: null });
    await kept().restoreComparison('c', 'v');
    expect(await kept().findShare('s')).toMatchObject({ deleted: false });
  });

  test('tells search engines what was said last, of a link that there is', async () => {
    await begin();
    await kept().createShare({ slug: 's', comparison: 'c', snapshot, indexed: false });
    expect(await kept().changeShare('s', { indexed: true })).toBe(true);
    expect(await kept().findShare('s')).toMatchObject({ indexed: true, snapshot });
    expect(await kept().changeShare('s', { indexed: false })).toBe(true);
    expect(await kept().findShare('s')).toMatchObject({ indexed: false });
    expect(await kept().changeShare('other', { indexed: true })).toBe(false);
  });

  test('keeps a poll, and what changes of it, beside whether the author’s ballots are on the page', async () => {
    await begin();
    const poll = { open: true, closesAt: '2026-12-01T00:00:00.000Z', names: 'voters' as const };
    expect(await kept().createShare({ slug: 's', comparison: 'c', snapshot, indexed: false, poll })).toMatchObject({
      poll,
      withBallots: false,
    });
    expect(await kept().changeShare('s', { poll: { ...poll, open: false }, withBallots: true })).toBe(true);
    expect(await kept().findShare('s')).toMatchObject({
      poll: { ...poll, open: false },
      withBallots: true,
      indexed: false,
    });
    expect(await kept().changeShare('s', { poll: null })).toBe(true);
    expect(await kept().findShare('s')).toMatchObject({ poll: null, withBallots: true });
  });
}
