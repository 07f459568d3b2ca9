import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Persistence } from '@/lib/persistence/persistence';
import { historyContract } from './history-contract';
import { logContract } from './log-contract';
import { comparisonRecord, entries } from './records';
import { runsContract } from './runs-contract';
import { sharesContract } from './shares-contract';
import { TestClock } from './test-clock';

/** What every adapter does alike. @param open gives an empty one, on that clock. */
export function persistenceContract(open: (clock: TestClock) => Persistence | Promise<Persistence>): void {
  const clock = new TestClock();
  let kept: Persistence;
  beforeEach(async () => {
    kept = await open(clock);
  });
  afterEach(() => kept.close());

  logContract(() => kept);
  runsContract(() => kept, clock);
  historyContract(() => kept, clock);
  sharesContract(() => kept, clock);

  test('gives back a comparison as it was kept, and null for one that it does not know', async () => {
    const record = comparisonRecord('c', 'r');
    await kept.createComparison(record);
    expect(await kept.findComparison('c')).toEqual(record);
    expect(await kept.findComparison('other')).toBeNull();
  });

  test('numbers turns from 2 on, each with its run and every lane at attempt 1', async () => {
    await kept.createComparison(comparisonRecord('c', 'r1'));
    const second = await kept.addTurn('c', { prompt: 'two', system: null, run: 'r2', lanes: ['A', 'B'] });
    const third = await kept.addTurn('c', { prompt: 'three', system: 'Be brief.', run: 'r3', lanes: ['B'] });
    const lanes = (...letters: string[]) => letters.map((lane) => ({ lane, attempt: 1 }));
    expect(second).toEqual({ turn: 2, prompt: 'two', system: null, runs: [{ run: 'r2', lanes: lanes('A', 'B') }] });
    expect(third).toEqual({ turn: 3, prompt: 'three', system: 'Be brief.', runs: [{ run: 'r3', lanes: lanes('B') }] });
    expect((await kept.findComparison('c'))?.turns.slice(1)).toEqual([second, third]);
  });

  test('counts attempts up, each lane and each turn by itself', async () => {
    await kept.createComparison(comparisonRecord('c', 'r1'));
    await kept.addTurn('c', { prompt: 'two', system: null, run: 'r2', lanes: ['A', 'B'] });
    expect(await kept.addAttempt('c', 1, 'a2', 'A')).toEqual({ run: 'a2', lanes: [{ lane: 'A', attempt: 2 }] });
    expect(await kept.addAttempt('c', 1, 'a3', 'A')).toEqual({ run: 'a3', lanes: [{ lane: 'A', attempt: 3 }] });
    expect(await kept.addAttempt('c', 1, 'b2', 'B')).toEqual({ run: 'b2', lanes: [{ lane: 'B', attempt: 2 }] });
    expect(await kept.addAttempt('c', 2, 'x2', 'A')).toEqual({ run: 'x2', lanes: [{ lane: 'A', attempt: 2 }] });
    const turns = (await kept.findComparison('c'))?.turns ?? [];
    expect(turns.map((turn) => turn.runs.map(({ run }) => run))).toEqual([
      ['r1', 'a2', 'a3', 'b2'],
      ['r2', 'x2'],
    ]);
  });

  test('adds nothing to a place that is not there', async () => {
    const record = comparisonRecord('c', 'r1');
    await kept.createComparison(record);
    await kept.addTurn('c', { prompt: 'two', system: null, run: 'r2', lanes: ['A'] });
    const before = await kept.findComparison('c');
    expect(await kept.addTurn('other', { prompt: 'x', system: null, run: 'x', lanes: ['A'] })).toBeNull();
    expect(await kept.addAttempt('other', 1, 'x', 'A')).toBeNull();
    expect(await kept.addAttempt('c', 3, 'x', 'A')).toBeNull();
    expect(await kept.addAttempt('c', 0, 'x', 'A')).toBeNull();
    expect(await kept.addAttempt('c', 2, 'x', 'B'), 'a lane that was not asked in that turn').toBeNull();
    expect(await kept.findComparison('c')).toEqual(before);
    expect(await kept.findRun('x')).toBeNull();
  });

  test('leaves a record that it has given away as it was', async () => {
    await kept.createComparison(comparisonRecord('c', 'r1'));
    const early = await kept.findComparison('c');
    await kept.addTurn('c', { prompt: 'two', system: null, run: 'r2', lanes: ['A'] });
    await kept.addAttempt('c', 1, 'a2', 'A');
    expect(early).toEqual(comparisonRecord('c', 'r1'));
  });

  test('finds where a run belongs: first turn, later turn, later attempt', async () => {
    await kept.createComparison(comparisonRecord('c', 'r1'));
    await kept.addTurn('c', { prompt: 'two', system: null, run: 'r2', lanes: ['B'] });
    await kept.addAttempt('c', 1, 'a2', 'A');
    expect(await kept.findRun('r1')).toMatchObject({ comparison: 'c', turn: 1, run: { run: 'r1' } });
    expect(await kept.findRun('r2')).toEqual({
      comparison: 'c',
      turn: 2,
      run: { run: 'r2', lanes: [{ lane: 'B', attempt: 1 }] },
    });
    expect(await kept.findRun('a2')).toMatchObject({ turn: 1, run: { lanes: [{ lane: 'A', attempt: 2 }] } });
    expect(await kept.findRun('other')).toBeNull();
  });

  test('reads the entries of each run in the order in which they were appended, byte for byte', async () => {
    await kept.createComparison(comparisonRecord('c', 'r1'));
    await kept.addTurn('c', { prompt: 'two', system: null, run: 'r2', lanes: ['A'] });
    await kept.appendEntries([
      { run: 'r1', entries: entries(1, 'a', '{"x": "\\ud83d 語\\u2028"}') },
      { run: 'r2', entries: entries(1, 'x') },
    ]);
    await kept.appendEntries([{ run: 'r1', entries: entries(3, 'b') }]);
    expect(await kept.readEntries('r1')).toEqual([
      ...entries(1, 'a', '{"x": "\\ud83d 語\\u2028"}'),
      ...entries(3, 'b'),
    ]);
    expect(await kept.readEntries('r2')).toEqual(entries(1, 'x'));
  });

  test('has no entries for a run that has said nothing, or is not known', async () => {
    await kept.createComparison(comparisonRecord('c', 'r1'));
    await kept.appendEntries([{ run: 'other', entries: entries(1, 'lost') }]);
    expect(await kept.readEntries('r1')).toEqual([]);
    expect(await kept.readEntries('other')).toEqual([]);
  });

  test('keeps everything of a run that has ended', async () => {
    await kept.createComparison(comparisonRecord('c', 'r1'));
    await kept.appendEntries([{ run: 'r1', entries: entries(1, 'a') }]);
    await kept.endRun('r1');
    await kept.endRun('other');
    expect(await kept.findComparison('c')).not.toBeNull();
    expect(await kept.readEntries('r1')).toEqual(entries(1, 'a'));
  });
}
