import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { replayAt, replayLength } from '@/lib/comparison/replay';
import { type ComparisonState, emptyState, latestAnswer } from '@/lib/comparison/state';
import { LANE_LETTERS, type Lane } from '@/lib/protocol/lane';
import type { RunEvent } from '@/lib/protocol/run-event';
import { foldRuns } from '../support/fold-runs';
import { opening, runArbitrary } from '../support/random-run';

const timestamp = '2026-11-22T10:00:00.000Z';
const laneOf = (lane: Lane) => ({ lane, model: `m/${lane}` });

const stateOf = (events: readonly RunEvent[]) => foldRuns(['r', events]);

/** What live readers had folded by then. A lane that ended may be logged late, so it goes by `at`: decision 006. */
function liveAt(log: readonly RunEvent[], ms: number): ComparisonState {
  const sorted = [...log].sort((one, other) => one.at - other.at);
  return stateOf(sorted.filter(({ at }) => at <= ms));
}

const replayFrom = (end: ComparisonState, ms: number, before = end) => replayAt(end, 1, ms, before);

describe('the replay', () => {
  test('shows at every moment what was seen live', () => {
    fc.assert(
      fc.property(runArbitrary, fc.nat(700), fc.nat(700), (log, ms, other) => {
        const end = stateOf(log);
        const live = liveAt(log, ms);
        expect(replayFrom(end, ms).turns).toEqual(live.turns);
        // Wherever it was before: forwards, backwards or from the end.
        expect(replayFrom(end, ms, replayFrom(end, other)).turns).toEqual(live.turns);
      }),
      { numRuns: 500, seed: 20261122 },
    );
  });

  test('is the comparison itself once the last lane has ended', () => {
    fc.assert(
      fc.property(runArbitrary, fc.nat(700), (log, ms) => {
        const end = stateOf(log);
        const length = replayLength(end, 1);
        expect(length).toBe(Math.max(...log.map(({ at }) => at)));
        const last = replayFrom(end, length, replayFrom(end, ms));
        for (const lane of LANE_LETTERS) expect(latestAnswer(last, 1, lane)).toBe(latestAnswer(end, 1, lane));
      }),
      { numRuns: 100, seed: 20261122 },
    );
  });

  test('keeps the reference of every lane that has not changed between two moments, and of all when none has', () => {
    fc.assert(
      fc.property(runArbitrary, fc.nat(700), fc.nat(60), (log, ms, step) => {
        const end = stateOf(log);
        const one = replayFrom(end, ms);
        const other = replayFrom(end, ms + step, one);
        const silent = (lane?: Lane) =>
          !log.some(
            (event) => event.at > ms && event.at <= ms + step && (!lane || ('lane' in event && event.lane === lane)),
          );
        for (const { lane } of log.filter((event) => event.type === 'start')) {
          if (silent(lane)) expect(latestAnswer(other, 1, lane)).toBe(latestAnswer(one, 1, lane));
        }
        if (silent()) expect(other).toBe(one);
      }),
      { numRuns: 300, seed: 20261122 },
    );
  });

  test('takes each lane by the clock of its own run, and leaves the other turns alone', () => {
    const chunk = (at: number, content: string): RunEvent => ({ type: 'chunk', at, ...laneOf('A'), content });
    const done = (at: number): RunEvent => {
      const rest = { usage: null, cost: null, provider: null, servedModel: null };
      return { type: 'done', at, ...laneOf('A'), timestamp, reason: 'stop', ...rest };
    };
    const run = (id: string, turn: number, ...events: RunEvent[]): [string, RunEvent[]] => [
      id,
      [
        { type: 'run', at: 0, run: id, comparison: 'c', turn, lanes: [laneOf('A')], timestamp },
        { type: 'start', at: 0, ...laneOf('A'), attempt: 1, timestamp },
        ...events,
      ],
    ];
    const end = foldRuns(
      run('r1', 1, chunk(50, 'first'), done(60)),
      run('r2', 2, chunk(10, 'se'), chunk(30, 'cond'), done(40)),
    );
    const at20 = replayAt(end, 2, 20, end);
    expect(at20.turns[0]).toBe(end.turns[0]);
    expect(latestAnswer(at20, 2, 'A')).toMatchObject({ phase: 'writing', text: 'se', textMarks: [10, 2] });
    expect(replayLength(end, 2)).toBe(40);
  });

  test('of a turn that is not there changes nothing', () => {
    expect(replayAt(emptyState, 1, 5, emptyState)).toBe(emptyState);
    expect(replayLength(emptyState, 1)).toBe(0);
  });

  test('finds its place among 20,000 pieces', () => {
    const pieces = Array.from(
      { length: 20_000 },
      (_, at): RunEvent => ({ type: 'chunk', at, ...laneOf('A'), content: 'word ' }),
    );
    const rest = { usage: null, cost: null, provider: null, servedModel: null };
    const done: RunEvent = { type: 'done', at: 20_000, ...laneOf('A'), timestamp, reason: 'stop', ...rest };
    const end = stateOf([...opening(['A']), ...pieces, done]);
    expect(latestAnswer(replayFrom(end, 12_345), 1, 'A')?.text).toHaveLength(12_346 * 5);
  });
});
