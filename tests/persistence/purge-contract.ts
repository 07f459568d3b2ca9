import { expect, test } from 'vitest';
import type { Persistence } from '@/lib/persistence/persistence';
import { textContent } from '@/lib/protocol/comparison';
import { comparisonRecord, entries, newLanes } from './records';
import type { TestClock } from './test-clock';

/** What every adapter does alike when it removes comparisons permanently. */
export function purgeContract(kept: () => Persistence, clock: TestClock): void {
  const snapshot = { title: null, turns: [] };

  /** Makes comparisons, each with a run `r…`, a link `s…` and a report of it. */
  async function make(ids: string, visitor = 'v'): Promise<void> {
    for (const id of ids) {
      await kept().createComparison(
        { ...comparisonRecord(id, `r${id}`), createdAt: clock.date().toISOString() },
        visitor,
      );
      await kept().createShare({ slug: `s${id}`, comparison: id, snapshot, indexed: false });
      await kept().addReport({ id: `of ${id}`, slug: `s${id}`, reason: 'x' });
    }
  }

  async function remaining(visitor = 'v'): Promise<string> {
    const { comparisons } = await kept().listComparisons({ visitor, limit: 100 });
    return comparisons
      .map(({ id }) => id)
      .sort()
      .join('');
  }

  async function expectGone(ids: string): Promise<void> {
    const reported = (await kept().listReports()).map(({ slug }) => slug);
    for (const id of ids) {
      expect(await kept().findComparison(id)).toBeNull();
      expect(await kept().findRun(`r${id}`)).toBeNull();
      expect(await kept().readEntries(`r${id}`)).toEqual([]);
      expect(await kept().findShare(`s${id}`)).toBeNull();
      expect(reported).not.toContain(`s${id}`);
    }
  }

  test('removes permanently what was deleted long ago, and nothing else', async () => {
    await make('abc');
    await kept().appendEntries([{ run: 'ra', entries: entries(1, 'x') }]);
    await kept().requestStop('ra', null);
    await kept().deleteComparison('a', 'v');
    clock.advance(60_000);
    await kept().deleteComparison('b', 'v');
    expect(await kept().purgeDeleted(clock.date())).toBe(1);
    expect(await kept().purgeDeleted(clock.date())).toBe(0);
    expect(await kept().restoreComparison('a', 'v')).toBe(false);
    await expectGone('a');
    expect(await kept().restoreComparison('b', 'v')).toBe(true);
    expect(await remaining()).toBe('bc');
    expect(await kept().findShare('sb')).not.toBeNull();
    expect(await kept().listReports()).toHaveLength(2);
  });

  test('removes all that a visitor has, also what was deleted before, and nothing of another’s', async () => {
    const ids = 'abcdefghijklmnopqrstuvw';
    await make(ids);
    await make('x', 'w');
    await make('y', 'w');
    await kept().deleteComparison('a', 'v');
    await kept().deleteComparison('y', 'w');
    expect((await kept().deleteAllOf('v')).toSorted().join('')).toBe(ids);
    expect(await remaining()).toBe('');
    await kept().appendEntries([{ run: 'rb', entries: entries(1, 'x') }]);
    expect(await kept().purgeDeletedOf('v')).toBe(ids.length);
    await expectGone(ids);
    expect(await kept().deleteAllOf('v')).toEqual([]);
    expect(await remaining('w')).toBe('x');
    expect(await kept().restoreComparison('y', 'w')).toBe(true);
    expect((await kept().findShare('sx'))?.deleted).toBe(false);
  });

  test('removes what nobody has asked anything of for long, but no active run', async () => {
    await make('abcd');
    for (const id of 'abc') await kept().endRun(`r${id}`);
    await kept().deleteComparison('c', 'v');
    clock.advance(60_000);
    await make('e');
    await kept().endRun('re');
    await kept().addTurn('b', { content: textContent('two'), system: null, run: 'rb2', lanes: newLanes('A') });
    await kept().endRun('rb2');
    expect(await kept().purgeUnchanged(clock.date())).toBe(2);
    await expectGone('ac');
    expect(await remaining()).toBe('bde');
    clock.advance(60_000);
    expect(await kept().purgeUnchanged(clock.date())).toBe(2);
    expect(await remaining()).toBe('d');
    await kept().endRun('rd');
    expect(await kept().purgeUnchanged(clock.date())).toBe(1);
  });
}
