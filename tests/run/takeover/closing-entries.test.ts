import { describe, expect, test } from 'vitest';
import { encodeEntry } from '@/lib/protocol/frames';
import type { RunEvent } from '@/lib/protocol/run-event';
import { interruptedEntries } from '@/lib/run/takeover/closing-entries';
import { decodeEntry } from '@/tests/support/decode-entry';
import { runEvents } from '@/tests/support/run-frames';

const now = '2026-11-22T11:00:00.000Z';
const place = {
  comparison: 'c1',
  turn: 1,
  run: {
    run: 'r1',
    kind: 'turn' as const,
    lanes: [
      { lane: 'A' as const, attempt: 1, model: 'm/A' },
      { lane: 'B' as const, attempt: 1, model: 'm/B' },
    ],
  },
};

/** What is added to a log that holds these events. */
function added(events: RunEvent[]): RunEvent[] {
  const entries = events.map((event, index) => encodeEntry(index + 1, event));
  const missing = interruptedEntries(place, entries, now);
  expect(missing.map(({ sequence }) => sequence)).toEqual(missing.map((_, index) => events.length + index + 1));
  return missing.map((entry) => decodeEntry(entry).event);
}

describe('a run whose process has died', () => {
  const whole = runEvents('r1', { A: ['one '], B: ['two '] });

  test('gets an interrupted end for each lane that had none, at the last moment of which the log knows', () => {
    const half = whole.filter((event) => !(event.type === 'end' || (event.type === 'done' && event.lane === 'B')));
    expect(added(half)).toEqual([
      { type: 'error', at: 100, lane: 'B', model: 'm/B', attempt: 1, timestamp: now, failure: { code: 'interrupted' } },
      { type: 'end', at: 100, together: 100, oneAfterAnother: 100, speedup: 1 },
    ]);
  });

  test('gets its end alone when every lane had ended', () => {
    expect(added(whole.slice(0, -1)).map(({ type }) => type)).toEqual(['end']);
  });

  test('gets nothing when it was whole', () => {
    expect(added(whole)).toEqual([]);
  });

  test('gets its beginning too when it died before it had written anything', () => {
    expect(added([]).map(({ type }) => type)).toEqual(['run', 'start', 'start', 'error', 'error', 'end']);
  });

  test('gets its end however long its log is', () => {
    const [run, ...starts] = whole.filter(({ type }) => type === 'run' || type === 'start');
    const chunk = (index: number): RunEvent => ({ type: 'chunk', at: index, lane: 'A', model: 'm/A', content: 'x' });
    const long = [...Array(200_000).keys()].map(chunk);
    if (!run) throw new Error('a log begins with its run');
    expect(added([run, ...starts].concat(long))).toMatchObject([
      { type: 'error', lane: 'A', at: 199_999 },
      { type: 'error', lane: 'B', at: 199_999 },
      { type: 'end' },
    ]);
  });
});
