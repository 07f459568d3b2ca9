import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Connection, followRun } from '@/lib/client/follow-run';
import { createReadingPlaces } from '@/lib/client/reading-places';
import { foldEvents } from '@/lib/comparison/fold-events';
import { emptyState } from '@/lib/comparison/state';
import { type EncodedEntry, encodeEntry, encodeFrame, encodeLeaving, encodeReady } from '@/lib/protocol/frames';
import { encodePlace, type LogPlace } from '@/lib/protocol/log-place';
import type { LogEntry } from '@/lib/protocol/run-event';
import { foldRuns } from '../support/fold-runs';
import { framesOf, runEvents, streamOf } from '../support/run-frames';

const events = runEvents('r1', { A: ['a', 'b', 'c', 'd', 'e', 'f'], B: ['x', 'y', 'z'] });

/** Follows a run whose connection breaks after so many frames, each time it is opened. */
async function follow(
  breaks: readonly number[],
  { status = 200, headers = {} as Record<string, string>, leaving = false } = {},
) {
  const entries: LogEntry[] = [];
  const connections: Connection[] = [];
  const asked: number[] = [];
  const pauses: number[] = [];
  const open = (after: number) => {
    const upTo = breaks[asked.length];
    const frames = framesOf(events, after);
    if (upTo === undefined) return streamOf(frames);
    const some = frames.slice(0, upTo + 1);
    return leaving && asked.length === 0 ? streamOf([...some, encodeLeaving()]) : streamOf(some, true);
  };
  await followRun(open(0), {
    signal: new AbortController().signal,
    pause: async (ms) => void pauses.push(ms),
    places: createReadingPlaces(async () => {}),
    reopen: async (_run, { sequence: after }) => {
      asked.push(after);
      return status === 200 ? open(after) : new Response(null, { status, headers });
    },
    listener: {
      onEntry: (_run, entry) => entries.push(entry),
      onNow: () => {},
      onSaved: () => {},
      onConnection: (_run, connection) => connections.push(connection),
    },
  });
  return { entries, connections, asked, pauses };
}

describe('following a run', () => {
  test('ends with exactly the events of one that never dropped, wherever and however often it drops', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 8 }), { maxLength: 50 }), async (breaks) => {
        const { entries } = await follow(breaks);
        expect(entries.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index + 1));
        expect(entries.map(({ event }) => event)).toEqual(events);
      }),
      { numRuns: 200, seed: 20261122 },
    );
  });

  test('comes back from the last sequence number that it read, and says that it is doing so', async () => {
    const { asked, connections } = await follow([4]);
    expect(asked).toEqual([4]);
    expect(connections).toEqual(['reconnecting', 'open']);
  });

  test('comes back after a little while, and shows no trouble, when the server has said that its process ends', async () => {
    const { asked, connections, pauses, entries } = await follow([4], { leaving: true });
    expect([asked, pauses, connections]).toEqual([[4], [500], ['open']]);
    expect(entries).toHaveLength(events.length);
  });

  test('shows the trouble when the next process is not there either', async () => {
    const { connections, pauses } = await follow([4, 0, 0], { leaving: true });
    expect(pauses).toEqual([500, 250, 1000]);
    expect(connections).toEqual(['open', 'reconnecting', 'open', 'reconnecting', 'open']);
  });

  test('begins again once names are shown that were hidden, and asks by the place in the blind log', async () => {
    const hidden = events.slice(0, 3).map((event, index) => {
      const entry: EncodedEntry = { ...encodeEntry(index + 1, event), blind: true };
      return encodeFrame(entry);
    });
    const entries: LogEntry[] = [];
    const places: LogPlace[] = [];
    await followRun(streamOf([encodeReady({ ready: 1, lanes: 2 }), ...hidden], true), {
      signal: new AbortController().signal,
      pause: async () => {},
      places: createReadingPlaces(async () => {}),
      reopen: async (_run, place) => {
        places.push(place);
        return streamOf(framesOf(events));
      },
      listener: {
        onEntry: (_run, entry) => entries.push(entry),
        onNow: () => {},
        onSaved: () => {},
        onConnection: () => {},
      },
    });
    expect(places).toEqual([{ sequence: 3, blind: true }]);
    expect(entries.map(encodePlace)).toEqual(['b1', 'b2', 'b3', ...events.map((_, index) => `${index + 1}`)]);
    const state = foldEvents(emptyState, 'r1', entries);
    expect(state).toEqual(foldRuns(['r1', events]));
    expect(foldEvents(state, 'r1', entries.slice(0, 3))).toBe(state);
  });

  test('does not come back once the run has ended', async () => {
    expect((await follow([])).asked).toEqual([]);
  });

  test('pauses longer each time that nothing came, and from the start again once something did', async () => {
    const { pauses } = await follow([4, 0, 0, 0, 2, 0]);
    expect(pauses).toEqual([250, 1000, 2000, 4000, 250, 1000]);
  });

  test('is over when the server says that nothing is left', async () => {
    const { asked, connections } = await follow([8], { status: 204 });
    expect(asked).toEqual([8]);
    expect(connections).toEqual(['reconnecting', 'open']);
  });

  test('tells a run that the server no longer has from a network that is down', async () => {
    const { connections, entries } = await follow([4], { status: 404 });
    expect(connections).toEqual(['reconnecting', 'lost']);
    expect(entries).toHaveLength(4);
  });

  const DATE = 'Thu, 26 Nov 2026 10:00:00 GMT';
  test.each([
    [401, { date: DATE }, { retryAfterMs: null, refusedAt: DATE }],
    [403, {}, { retryAfterMs: null, refusedAt: '' }],
    [429, { date: DATE }, { retryAfterMs: null, refusedAt: DATE }],
    [429, { date: DATE, 'retry-after': '30' }, { retryAfterMs: 30_000, refusedAt: DATE }],
    [429, { date: DATE, 'retry-after': 'Thu, 26 Nov 2026 10:01:00 GMT' }, { retryAfterMs: 60_000, refusedAt: DATE }],
    [429, { date: DATE, 'retry-after': 'Thu, 26 Nov 2026 09:00:00 GMT' }, { retryAfterMs: 0, refusedAt: DATE }],
    [429, { 'retry-after': 'Thu, 26 Nov 2026 10:01:00 GMT' }, { retryAfterMs: null, refusedAt: '' }],
    [429, { 'retry-after': 'soon' }, { retryAfterMs: null, refusedAt: '' }],
  ] as const)('stops trying when the server answers %i with %o, and says why', async (status, headers, told) => {
    const { asked, connections, entries } = await follow([4], { status, headers });
    expect(asked).toEqual([4]);
    expect(connections).toEqual(['reconnecting', { status, ...told }]);
    expect(entries).toHaveLength(4);
  });
});
