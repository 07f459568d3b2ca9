import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ComparisonRecord } from '@/lib/protocol/comparison';
import {
  createFrameDecoder,
  type EncodedEntry,
  encodeEntry,
  encodeFrame,
  encodeNow,
  encodeOpening,
  encodeRecord,
  parseRunEvent,
} from '@/lib/protocol/frames';
import { noteSchema } from '@/lib/protocol/note';
import type { LogEntry, RunEvent } from '@/lib/protocol/run-event';
import { comparisonOf } from '../support/records';

const timestamp = '2026-11-22T10:00:00.000Z';
const who = { lane: 'B', model: 'vendor/model' } as const;

const nasty = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '\n\n',
    '\r',
    '\r\n\r\n',
    'data: {"type":"end"}\n\n',
    'id: 9\n',
    '\u2028',
    '\u2029',
    ': now 5\n\n',
    '😀',
  ),
  fc.constantFrom('\ud83d', '\ude00', '\u0000', '﻿'),
);
const content = fc.array(nasty, { minLength: 1, maxLength: 6 }).map((parts) => parts.join(''));
const at = fc.nat(300_000);

const eventArbitrary: fc.Arbitrary<RunEvent> = fc.oneof(
  fc.record({ type: fc.constant('chunk' as const), at, content }).map((event) => ({ ...event, ...who })),
  fc.record({ type: fc.constant('reasoning' as const), at, content }).map((event) => ({ ...event, ...who })),
  fc
    .record({
      type: fc.constant('note' as const),
      at,
      note: fc.oneof(
        fc.record({ kind: fc.constant('source' as const), url: fc.webUrl(), title: content }),
        fc.record({ kind: fc.constant('picture' as const), mediaType: content }),
        fc.record({ kind: fc.constant('tool' as const), name: content }),
      ),
    })
    .map((event) => ({ ...event, ...who })),
  fc.record({ type: fc.constant('called' as const), at }).map((event) => ({ ...event, ...who })),
  fc.record({ type: fc.constant('queued' as const), at }).map((event) => ({ ...event, ...who })),
  at.map((ms): RunEvent => ({ type: 'start', at: ms, ...who, attempt: 1, timestamp })),
  at.map((ms): RunEvent => ({ type: 'end', at: ms, together: ms, oneAfterAnother: ms * 2, speedup: 2 })),
  at.map(
    (ms): RunEvent => ({
      type: 'error',
      at: ms,
      ...who,
      timestamp,
      failure: { code: 'rate-limited', status: 429, retryAfterMs: 20_000, tries: 3 },
    }),
  ),
);

function entriesOf(events: readonly RunEvent[]): EncodedEntry[] {
  return events.map((event, index) => encodeEntry(index + 1, event));
}

/** Feeds bytes to a decoder, cut at the given places, as a network would. */
function decode(bytes: Uint8Array, cuts: readonly number[]): LogEntry[] {
  const entries: LogEntry[] = [];
  const decoder = createFrameDecoder({ onEntry: (entry) => entries.push(entry) });
  const utf8 = new TextDecoder();
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((one, other) => one - other);
  let from = 0;
  for (const to of [...places, bytes.length]) {
    decoder.feed(utf8.decode(bytes.subarray(from, to), { stream: true }));
    from = to;
  }
  return entries;
}

describe('the wire', () => {
  test('gives back what was sent, however the bytes are cut, inside a character too', () => {
    fc.assert(
      fc.property(
        fc.array(eventArbitrary, { maxLength: 20 }),
        fc.array(fc.nat(), { maxLength: 40 }),
        (events, cuts) => {
          const entries = entriesOf(events);
          const stream = encodeOpening(0) + entries.map(encodeFrame).join(encodeNow(7));
          // Lone surrogates cross as JSON escapes, so the bytes are always well-formed UTF-8.
          expect(decode(new TextEncoder().encode(stream), cuts)).toEqual(
            events.map((event, index) => ({ sequence: index + 1, event })),
          );
        },
      ),
      { numRuns: 400, seed: 20261122 },
    );
  });

  test('survives one byte at a time', () => {
    const event: RunEvent = { type: 'chunk', at: 3, ...who, content: 'naïve 😀\n\ndata: {"type":"end"}\r\n\u2028' };
    const bytes = new TextEncoder().encode(encodeFrame(encodeEntry(1, event)));
    expect(decode(bytes, [...bytes.keys()])).toEqual([{ sequence: 1, event }]);
  });

  test.each([
    'a\n\nb',
    'a\r\rb',
    '\r\n\r\nid: 99\r\ndata: {"type":"end","at":0,"together":0,"oneAfterAnother":0,"speedup":1}\r\n\r\n',
    'data: x',
    '\u2028\u2029',
    ': now 99999\n\n',
    'event: message\n\n',
  ])('content %j forges no frame', (text) => {
    const event: RunEvent = { type: 'chunk', at: 1, ...who, content: text };
    const after: RunEvent = { type: 'queued', at: 2, ...who };
    const nows: number[] = [];
    const entries: LogEntry[] = [];
    const decoder = createFrameDecoder({ onEntry: (entry) => entries.push(entry), onNow: (now) => nows.push(now) });
    decoder.feed(entriesOf([event, after]).map(encodeFrame).join(''));
    expect(entries.map((entry) => entry.event)).toEqual([event, after]);
    expect(nows).toEqual([]);
  });

  test('tells the clock by its comments', () => {
    const nows: number[] = [];
    const decoder = createFrameDecoder({ onEntry: () => {}, onNow: (now) => nows.push(now) });
    decoder.feed(encodeOpening(12) + encodeNow(15_012));
    expect(nows).toEqual([12, 15_012]);
    expect(encodeOpening(12).length).toBeGreaterThan(1024);
  });

  test('hands over the record that a reading opens with, and the entries after it, however the bytes are cut', () => {
    const title = 'naïve 😀\n\nid: 9\ndata: {"type":"end"}\r\n\u2028';
    const record: ComparisonRecord = { ...comparisonOf(), title, createdAt: timestamp };
    const event: RunEvent = { type: 'queued', at: 2, ...who };
    const text = encodeOpening(0) + encodeRecord(record) + encodeFrame(encodeEntry(1, event));
    const bytes = new TextEncoder().encode(text);
    for (const size of [1, 2, 3, 7, 64, bytes.length]) {
      const seen: unknown[] = [];
      const decoder = createFrameDecoder({
        onEntry: (entry) => seen.push(entry),
        onRecord: (known) => seen.push(known),
      });
      const utf8 = new TextDecoder();
      for (let from = 0; from < bytes.length; from += size) {
        decoder.feed(utf8.decode(bytes.subarray(from, from + size), { stream: true }));
      }
      expect(seen, `in pieces of ${size}`).toEqual([record, { sequence: 1, event }]);
    }
  });

  test('skips a frame outside the log that it does not know, or whose record is broken, and reads on', () => {
    const records: unknown[] = [];
    const entries: LogEntry[] = [];
    const decoder = createFrameDecoder({
      onEntry: (entry) => entries.push(entry),
      onRecord: (record) => records.push(record),
    });
    const known = encodeFrame(encodeEntry(1, { type: 'queued', at: 2, ...who }));
    decoder.feed(`data: {"type":"tomorrow"}\n\ndata: {"type":"record","record":{"id":7}}\n\ndata: no JSON\n\n${known}`);
    expect(records).toEqual([]);
    expect(entries.map(({ sequence }) => sequence)).toEqual([1]);
  });

  test('takes no event for one of the log that has no number', () => {
    const event = JSON.stringify({ type: 'queued', at: 2, ...who } satisfies RunEvent);
    expect(decode(new TextEncoder().encode(`data: ${event}\n\nid: x\ndata: ${event}\n\n`), [])).toEqual([]);
  });

  test('skips a type that it does not know and a frame that is broken, and reads on', () => {
    const known = encodeFrame(encodeEntry(3, { type: 'queued', at: 2, ...who }));
    const stream = `id: 1\ndata: {"type":"tomorrow","at":1}\n\nid: 2\ndata: {"type":\n\n${known}`;
    expect(decode(new TextEncoder().encode(stream), []).map(({ sequence }) => sequence)).toEqual([3]);
  });
});

describe('a note', () => {
  test.each(['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'https://', 'x', ''])(
    'has no source at %j: only pages of the web are one',
    (url) => {
      expect(noteSchema.safeParse({ kind: 'source', url, title: 'T' }).success).toBe(false);
    },
  );
});

describe('a log of an older version', () => {
  test('is read without saying who billed', () => {
    const rest = { reason: 'stop', usage: null, cost: 0.1, provider: 'P', servedModel: null } as const;
    const event: RunEvent = { type: 'done', at: 1, ...who, timestamp, ...rest };
    expect(parseRunEvent(JSON.stringify(event))).toEqual(event);
  });
});
