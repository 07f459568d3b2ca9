import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Persistence } from '@/lib/persistence/persistence';
import { textContent } from '@/lib/protocol/comparison';
import { runRecord } from '../support/records';
import { ballotsContract } from './ballots-contract';
import { figuresContract } from './figures-contract';
import { historyContract } from './history-contract';
import { limitsContract } from './limits-contract';
import { logContract } from './log-contract';
import { purgeContract } from './purge-contract';
import { comparisonRecord, entries, newLanes } from './records';
import { reportsContract } from './reports-contract';
import { runsContract } from './runs-contract';
import { searchContract } from './search-contract';
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
  searchContract(() => kept, clock);
  sharesContract(() => kept, clock);
  limitsContract(() => kept, clock);
  reportsContract(() => kept, clock);
  purgeContract(() => kept, clock);
  figuresContract(() => kept);
  ballotsContract(() => kept, clock);

  test('gives back a comparison as it was kept, and null for one that it does not know', async () => {
    const record = comparisonRecord('c', 'r');
    await kept.createComparison(record);
    expect(await kept.findComparison('c')).toEqual(record);
    expect(await kept.findComparison('other')).toBeNull();
  });

  test('numbers turns from 2 on, each with its run and every lane at attempt 1', async () => {
    await kept.createComparison(comparisonRecord('c', 'r1'));
    const second = await kept.addTurn('c', {
      content: textContent('two'),
      system: null,
      run: 'r2',
      lanes: newLanes('A', 'B'),
    });
    const third = await kept.addTurn('c', {
      content: textContent('three'),
      system: 'Be brief.',
      run: 'r3',
      lanes: newLanes('B'),
    });
    const _lanes = (...letters: string[]) => letters.map((lane) => ({ lane, attempt: 1 }));
    expect(second).toEqual({
      turn: 2,
      content: textContent('two'),
      system: null,
      runs: [runRecord('r2', 'A1 B1')],
      selected: {},
      ballot: null,
    });
    expect(third).toEqual({
      turn: 3,
      content: textContent('three'),
      system: 'Be brief.',
      runs: [runRecord('r3', 'B1')],
      selected: {},
      ballot: null,
    });
    expect((await kept.findComparison('c'))?.turns.slice(1)).toEqual([second, third]);
  });

  test('counts attempts up, each lane and each turn by itself', async () => {
    await kept.createComparison(comparisonRecord('c', 'r1'));
    await kept.addTurn('c', { content: textContent('two'), system: null, run: 'r2', lanes: newLanes('A', 'B') });
    expect(await kept.addAttempts('c', { turn: 1, run: 'a2', lanes: newLanes('A') })).toEqual(
      runRecord('a2', 'A2', 'retry'),
    );
    expect(await kept.addAttempts('c', { turn: 1, run: 'a3', lanes: newLanes('A') })).toEqual(
      runRecord('a3', 'A3', 'retry'),
    );
    expect(await kept.addAttempts('c', { turn: 1, run: 'b2', lanes: newLanes('B') })).toEqual(
      runRecord('b2', 'B2', 'retry'),
    );
    expect(await kept.addAttempts('c', { turn: 2, run: 'x2', lanes: newLanes('A') })).toEqual(
      runRecord('x2', 'A2', 'retry'),
    );
    const turns = (await kept.findComparison('c'))?.turns ?? [];
    expect(turns.map((turn) => turn.runs.map(({ run }) => run))).toEqual([
      ['r1', 'a2', 'a3', 'b2'],
      ['r2', 'x2'],
    ]);
  });

  test('adds one run of several lanes, each at its own next attempt', async () => {
    const record = comparisonRecord('c', 'r1');
    await kept.createComparison(record);
    await kept.addAttempts('c', { turn: 1, run: 'b2', lanes: newLanes('B') });
    await kept.selectAttempt('c', 1, 'A', 1);
    await kept.selectAttempt('c', 1, 'B', 1);
    const both = runRecord('ba', 'B3 A2', 'retry');
    expect(await kept.addAttempts('c', { turn: 1, run: 'ba', lanes: newLanes('B', 'A') })).toEqual(both);
    const [turn] = (await kept.findComparison('c'))?.turns ?? [];
    expect(turn).toMatchObject({ runs: [{ run: 'r1' }, { run: 'b2' }, both], selected: {} });
    expect(await kept.findRun('ba')).toEqual({ comparison: 'c', turn: 1, run: both });
  });

  test('asks a lane that was not asked in a turn as its attempt 1 there, and a new lane too', async () => {
    await kept.createComparison(comparisonRecord('c', 'r1'));
    await kept.addTurn('c', { content: textContent('two'), system: null, run: 'r2', lanes: newLanes('A') });
    const lanes = [
      { lane: 'A', attempt: 2 },
      { lane: 'B', attempt: 1 },
      { lane: 'C', attempt: 1 },
    ];
    const added = await kept.addAttempts('c', { turn: 2, run: 'x', lanes: newLanes('A', 'B', 'C') });
    expect(added).toMatchObject({ run: 'x', lanes });
    const record = await kept.findComparison('c');
    expect(record?.turns.map(({ runs }) => runs.map(({ run }) => run))).toEqual([['r1'], ['r2', 'x']]);
    expect(record?.turns[1]?.runs[1]).toMatchObject({ run: 'x', lanes });
  });

  test('stores on each attempt what answers there, so that a lane can change from a turn or an attempt on', async () => {
    await kept.createComparison(comparisonRecord('c', 'r1'));
    const [before] = newLanes('A');
    if (!before) throw new Error('there is a lane A');
    const other = {
      lane: 'A' as const,
      model: 'demo/quick',
      source: 'demo' as const,
      name: 'nul \0, \ud83d alone, "?" 語',
      vendor: '',
      usdPerMillion: { input: 0.25, output: 2 },
      demo: true,
      settings: { temperature: 0.5 },
      system: 'Be brief; ? \0',
    };
    await kept.addTurn('c', { content: textContent('two'), system: null, run: 'r2', lanes: [other] });
    await kept.addAttempts('c', { turn: 2, run: 'r3', lanes: [{ ...before, system: '' }] });
    await kept.addAttempts('c', { turn: 1, run: 'r4', lanes: [other] });
    const turns = (await kept.findComparison('c'))?.turns ?? [];
    expect(
      turns.map(({ runs }) => runs.map(({ kind, lanes }) => [kind, lanes.find(({ lane }) => lane === 'A')])),
    ).toEqual([
      [
        ['turn', { ...before, attempt: 1 }],
        ['retry', { ...other, attempt: 2 }],
      ],
      [
        ['turn', { ...other, attempt: 1 }],
        ['retry', { ...before, system: '', attempt: 2 }],
      ],
    ]);
    expect((await kept.findRun('r4'))?.run.lanes).toEqual([{ ...other, attempt: 2 }]);
  });

  test('adds nothing to a place that is not there', async () => {
    const record = comparisonRecord('c', 'r1');
    await kept.createComparison(record);
    await kept.addTurn('c', { content: textContent('two'), system: null, run: 'r2', lanes: newLanes('A') });
    const before = await kept.findComparison('c');
    expect(
      await kept.addTurn('other', { content: textContent('x'), system: null, run: 'x', lanes: newLanes('A') }),
    ).toBeNull();
    expect(await kept.addAttempts('other', { turn: 1, run: 'x', lanes: newLanes('A') })).toBeNull();
    expect(await kept.addAttempts('c', { turn: 3, run: 'x', lanes: newLanes('A') })).toBeNull();
    expect(await kept.addAttempts('c', { turn: 0, run: 'x', lanes: newLanes('A') })).toBeNull();
    expect(await kept.findComparison('c')).toEqual(before);
    expect(await kept.findRun('x')).toBeNull();
  });

  test('leaves a record that it has given away as it was', async () => {
    await kept.createComparison(comparisonRecord('c', 'r1'));
    const early = await kept.findComparison('c');
    await kept.addTurn('c', { content: textContent('two'), system: null, run: 'r2', lanes: newLanes('A') });
    await kept.addAttempts('c', { turn: 1, run: 'a2', lanes: newLanes('A') });
    expect(early).toEqual(comparisonRecord('c', 'r1'));
  });

  test('finds where a run belongs: first turn, later turn, later attempt', async () => {
    await kept.createComparison(comparisonRecord('c', 'r1'));
    await kept.addTurn('c', { content: textContent('two'), system: null, run: 'r2', lanes: newLanes('B') });
    await kept.addAttempts('c', { turn: 1, run: 'a2', lanes: newLanes('A') });
    expect(await kept.findRun('r1')).toMatchObject({ comparison: 'c', turn: 1, run: { run: 'r1' } });
    expect(await kept.findRun('r2')).toEqual({
      comparison: 'c',
      turn: 2,
      run: runRecord('r2', 'B1'),
    });
    expect(await kept.findRun('a2')).toMatchObject({ turn: 1, run: { lanes: [{ lane: 'A', attempt: 2 }] } });
    expect(await kept.findRun('other')).toBeNull();
  });

  test('reads the entries of each run in the order in which they were appended, byte for byte', async () => {
    await kept.createComparison(comparisonRecord('c', 'r1'));
    await kept.addTurn('c', { content: textContent('two'), system: null, run: 'r2', lanes: newLanes('A') });
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

  test('adds nothing where more runs have been added than whoever adds has seen', async () => {
    await kept.createComparison(comparisonRecord('c', 'r1'));
    const turn = (run: string) => ({ content: textContent(run), system: null, run, lanes: newLanes('A') });
    const attempt = (run: string) => ({ turn: 1, lanes: newLanes('A'), run });
    expect(await kept.addTurn('c', turn('r2'), 1)).toMatchObject({ turn: 2 });
    const before = await kept.findComparison('c');
    expect(await kept.addTurn('c', turn('late'), 1)).toBeNull();
    expect(await kept.addAttempts('c', attempt('late'), 1)).toBeNull();
    expect(await kept.findRun('late')).toBeNull();
    expect(await kept.findComparison('c')).toEqual(before);
    expect(await kept.addAttempts('c', attempt('r3'), 2)).toMatchObject({ run: 'r3' });
    expect(await kept.addTurn('c', turn('r4'), 3)).toMatchObject({ turn: 3 });
  });

  test('selects an attempt where it is known, until a further one is made', async () => {
    await kept.createComparison(comparisonRecord('c', 'r1'));
    await kept.addAttempts('c', { turn: 1, run: 'a2', lanes: newLanes('A') });
    const selected = async () => (await kept.findComparison('c'))?.turns[0]?.selected;
    expect(await kept.selectAttempt('c', 1, 'A', 1)).toBe(true);
    expect(await kept.selectAttempt('c', 1, 'B', 1)).toBe(true);
    expect(await selected()).toEqual({ A: 1, B: 1 });
    expect(await kept.selectAttempt('c', 1, 'A', 2)).toBe(true);
    expect(await selected()).toEqual({ A: 2, B: 1 });
    for (const [id, turn, lane, attempt] of [
      ['other', 1, 'A', 1],
      ['c', 2, 'A', 1],
      ['c', 1, 'H', 1],
      ['c', 1, 'A', 3],
    ] as const) {
      expect(await kept.selectAttempt(id, turn, lane, attempt)).toBe(false);
    }
    await kept.addAttempts('c', { turn: 1, run: 'a3', lanes: newLanes('A') });
    expect(await selected()).toEqual({ B: 1 });
  });
}
