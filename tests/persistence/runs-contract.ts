import { expect, test } from 'vitest';
import type { Persistence } from '@/lib/persistence/persistence';
import { textContent } from '@/lib/protocol/comparison';
import { comparisonRecord, entries, newLanes } from './records';
import type { TestClock } from './test-clock';

/** What every adapter does alike with runs under way. */
export function runsContract(kept: () => Persistence, clock: TestClock): void {
  const begin = (id = 'c', run = 'r') => kept().createComparison(comparisonRecord(id, run), 'v');

  const lastHeard = async (id: string) => {
    const found = (await kept().activeRuns()).find(({ run }) => run.run === id);
    if (!found) throw new Error(`${id} is not under way`);
    return { owner: found.owner, heartbeatAt: found.heartbeatAt };
  };

  test('gives a run to the first who claims it, and to nobody else', async () => {
    await begin();
    expect(await kept().claimRun('r', 'p1')).toBe(true);
    expect(await kept().claimRun('r', 'p2')).toBe(false);
    expect(await kept().claimRun('r', 'p1')).toBe(true);
    expect(await kept().claimRun('other', 'p1')).toBe(false);
  });

  test('gives a run that is made for somebody to nobody else', async () => {
    await kept().createComparison(comparisonRecord('c', 'r'), 'v', 'p1');
    await kept().addTurn('c', {
      content: textContent('two'),
      system: null,
      run: 'r2',
      lanes: newLanes('A'),
      owner: 'p1',
    });
    await kept().addAttempts('c', { turn: 1, lanes: newLanes('B'), run: 'r3', owner: 'p1' });
    for (const run of ['r', 'r2', 'r3']) {
      expect(await kept().claimRun(run, 'p2')).toBe(false);
      expect(await kept().claimRun(run, 'p1')).toBe(true);
    }
  });

  test('lets one of several take over from an owner that is gone, or from none', async () => {
    for (const owner of ['gone', null]) {
      const run = `of ${owner}`;
      await begin(`c ${owner}`, run);
      if (owner !== null) await kept().claimRun(run, owner);
      const heard = await lastHeard(run);
      clock.advance(1);
      expect(await kept().claimRun(run, 'p1', { ...heard, owner: 'somebody else' })).toBe(false);
      const claims = await Promise.all(['p1', 'p2', 'p3'].map((taker) => kept().claimRun(run, taker, heard)));
      expect(claims.filter((claimed) => claimed)).toHaveLength(1);
    }
  });

  test('takes over from nobody who was heard of meanwhile', async () => {
    await begin();
    await kept().claimRun('r', 'slow');
    const heard = await lastHeard('r');
    clock.advance(1);
    await kept().beat('slow', ['r']);
    expect(await kept().claimRun('r', 'p1', heard)).toBe(false);
    expect(await kept().beat('slow', ['r'])).toEqual([]);
  });

  test('tells an owner which runs are no longer its own', async () => {
    for (const run of ['r1', 'r2', 'r3']) await begin(`c${run}`, run);
    for (const run of ['r1', 'r2', 'r3']) await kept().claimRun(run, 'p1');
    await kept().claimRun('r2', 'p2', await lastHeard('r2'));
    await kept().endRun('r3');
    expect(await kept().beat('p1', ['r1', 'r2', 'r3', 'unknown'])).toEqual(['r2', 'r3', 'unknown']);
    expect(await kept().beat('p1', [])).toEqual([]);
  });

  test('lists the runs under way, longest silence first, whether their comparisons are deleted or not', async () => {
    await begin('c1', 'never claimed');
    clock.advance(1000);
    await begin('c2', 'silent');
    await kept().claimRun('silent', 'p1');
    await begin('c3', 'beating');
    await kept().claimRun('beating', 'p1');
    await begin('c4', 'ended');
    await kept().endRun('ended');
    await kept().deleteComparison('c1', 'v');
    clock.advance(5000);
    await kept().beat('p1', ['beating']);
    const underWay = await kept().activeRuns();
    expect(underWay.map(({ run, owner }) => [run.run, owner])).toEqual([
      ['never claimed', null],
      ['silent', 'p1'],
      ['beating', 'p1'],
    ]);
    expect(underWay[1]).toMatchObject({ comparison: 'c2', turn: 1, run: { lanes: [{ lane: 'A' }, { lane: 'B' }] } });
    expect(Date.parse(underWay[1]?.heartbeatAt ?? '')).toBe(clock.date().getTime() - 5000);
    expect(underWay.map(({ silentMs }) => silentMs)).toEqual([6000, 5000, 0]);
  });

  test('hands on requests to stop, until the run has ended', async () => {
    await begin('c1', 'r1');
    await begin('c2', 'r2');
    await kept().requestStop('r1', 'B');
    await kept().requestStop('r1', 'B');
    await kept().requestStop('r2', null);
    await kept().requestStop('unknown', null);
    const asked = await kept().stopRequests(['r1', 'r2', 'unknown']);
    expect(asked).toHaveLength(2);
    expect(asked).toEqual(
      expect.arrayContaining([
        { run: 'r1', lane: 'B' },
        { run: 'r2', lane: null },
      ]),
    );
    expect(await kept().stopRequests([])).toEqual([]);
    await kept().endRun('r2');
    await kept().requestStop('r2', 'A');
    expect(await kept().stopRequests(['r1', 'r2'])).toEqual([{ run: 'r1', lane: 'B' }]);
  });

  test('keeps the first of the settings that are proposed', async () => {
    const proposed = ['one', 'two', 'three'];
    const settled = await Promise.all(proposed.map((value) => kept().keepValue('secret', value)));
    expect(new Set(settled).size).toBe(1);
    expect(await kept().keepValue('secret', 'four')).toBe(settled[0]);
    expect(await kept().keepValue('other', 'four')).toBe('four');
  });

  test('tells who owns a run that others read it, until it has ended', async () => {
    for (const run of ['r1', 'r2']) await begin(`c${run}`, run);
    expect(await kept().readWithin(['r1', 'r2'], 1000)).toEqual([]);
    await kept().noteReader('r1');
    await kept().noteReader('unknown');
    expect(await kept().readWithin(['r1', 'r2'], 0)).toEqual(['r1']);
    clock.advance(1000);
    expect(await kept().readWithin(['r1', 'r2'], 1000)).toEqual(['r1']);
    expect(await kept().readWithin(['r1', 'r2'], 999)).toEqual([]);
    expect(await kept().readWithin([], 1000)).toEqual([]);
  });

  test('takes nothing more for a run from a process that it was taken from, but what is there already', async () => {
    const append = (owner: string, first: number, ...jsons: string[]) =>
      kept().appendEntries([{ run: 'r', entries: entries(first, ...jsons) }], owner);
    await begin();
    await kept().claimRun('r', 'frozen');
    await append('frozen', 1, 'a', 'b');
    const heard = await lastHeard('r');
    clock.advance(1);
    await kept().claimRun('r', 'taker', heard);
    await append('frozen', 2, 'b');
    await expect(append('frozen', 3, 'c')).rejects.toMatchObject({ name: 'LogRefused', runs: ['r'] });
    await append('taker', 3, 'interrupted');
    await expect(append('frozen', 4, 'd')).rejects.toMatchObject({ name: 'LogRefused', runs: ['r'] });
    expect((await kept().readEntries('r')).map(({ json }) => json)).toEqual(['a', 'b', 'interrupted']);
  });

  test('refuses one run that was taken over without keeping anything of the others in that write', async () => {
    await begin('c1', 'mine');
    await begin('c2', 'lost');
    for (const run of ['mine', 'lost']) await kept().claimRun(run, 'p1');
    await kept().claimRun('lost', 'p2', await lastHeard('lost'));
    const batches = ['mine', 'lost'].map((run) => ({ run, entries: entries(1, 'a') }));
    await expect(kept().appendEntries(batches, 'p1')).rejects.toMatchObject({ runs: ['lost'] });
    expect(await kept().readEntries('mine')).toEqual([]);
    await kept().appendEntries(batches.slice(0, 1), 'p1');
    expect(await kept().readEntries('mine')).toEqual(entries(1, 'a'));
  });

  test('takes a write of no meaning, again and again', async () => {
    await kept().probe();
    await kept().probe();
    expect(await kept().keepValue('secret', 'kept')).toBe('kept');
  });
}
