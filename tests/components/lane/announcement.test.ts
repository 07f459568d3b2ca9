import { describe, expect, test } from 'vitest';
import { announcement } from '@/components/lane/announcer';
import { openPanes } from '@/lib/client/pane-state';
import type { Lane } from '@/lib/protocol/lane';
import type { RunEvent } from '@/lib/protocol/run-event';
import { foldRuns } from '@/tests/support/fold-runs';
import { comparisonOf, runRecord, turnRecord } from '@/tests/support/records';
import { runEvents } from '@/tests/support/run-frames';

/** A run that begins at that second of the day; each lane says a word at once and ends two seconds later. */
function runAt(second: number, run: string, lanes: Lane[], turn: number, attempt = 1): RunEvent[] {
  const pieces = Object.fromEntries(lanes.map((lane) => [lane, ['word']]));
  return runEvents(run, pieces, turn, attempt).map((event) => {
    const late = event.type === 'done';
    const timestamp = new Date(Date.UTC(2026, 10, 22, 10, 0, second + (late ? 2 : 0))).toISOString();
    return 'timestamp' in event ? { ...event, timestamp, at: late ? 2000 : event.at } : event;
  });
}

function words(runs: [string, RunEvent[]][], only: number | null = null): string {
  const record = comparisonOf(turnRecord(1, '', runRecord('r1', 'A1 B1 C1')), turnRecord(2, ''));
  return announcement(openPanes(record, foldRuns(...runs)), only);
}

const first: [string, RunEvent[]] = ['r1', runAt(0, 'r1', ['A', 'B', 'C'], 1)];
const second: [string, RunEvent[]] = ['r2', runAt(10, 'r2', ['B'], 2)];

/** The run as far as that event, the last one. */
function until([run, events]: [string, RunEvent[]], type: RunEvent['type']): [string, RunEvent[]] {
  return [run, events.slice(0, events.findIndex((event) => event.type === type) + 1)];
}

describe('what a screen reader is told', () => {
  test('is nothing before the first question, then how many are asked and who ended, of those that were asked', () => {
    expect(words([])).toBe('');
    expect(words([until(first, 'chunk')])).toBe('Turn 1: Asked 3 models');
    expect(words([first, until(second, 'chunk')])).toBe('Asked one model');
    expect(words([first, second])).toBe('B finished in 2 seconds, 1 of 1');
  });

  test('is of the last that happened by the server’s clock, in whatever turn', () => {
    const again: [string, RunEvent[]] = ['r3', runAt(20, 'r3', ['A'], 1, 2)];
    expect(words([first, second, until(again, 'chunk')])).toBe('Turn 1: Asked one model');
    expect(words([first, second, again])).toBe('Turn 1: A finished in 2 seconds, 3 of 3');
  });

  test('is of one turn alone where only that is read', () => {
    const again: [string, RunEvent[]] = ['r3', runAt(20, 'r3', ['A'], 1, 2)];
    expect(words([first, second, again], 2)).toBe('B finished in 2 seconds, 1 of 1');
    expect(words([first, second, again], 1)).toBe('A finished in 2 seconds, 3 of 3');
  });

  test('is that a lane is tried again, until it ends', () => {
    const [run, events] = second;
    const retry: RunEvent = {
      type: 'retry',
      at: 500,
      lane: 'B',
      model: 'm/B',
      try: 2,
      delayMs: 1000,
      failure: { code: 'rate-limited' },
    };
    const trying = [...events.slice(0, 2), retry];
    expect(words([first, [run, trying]])).toBe('B: rate limited, try 2 of 3 follows');
    expect(words([first, [run, [...trying, ...events.slice(3)]]])).toBe('B finished in 2 seconds, 1 of 1');
  });
});
