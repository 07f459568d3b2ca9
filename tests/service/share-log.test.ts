import { describe, expect, test } from 'vitest';
import { project } from '@/lib/comparison/project';
import { type EncodedEntry, encodeEntry } from '@/lib/protocol/frames';
import { Departure } from '@/lib/run/departure';
import { readLog } from '@/lib/run/read-log';
import type { ReadableLog } from '@/lib/run/run-log';
import { RunLog } from '@/lib/run/run-log';
import { projectedLog, whileShared } from '@/lib/service/share-log';
import { decodeEntry } from '../support/decode-entry';
import { FakeClock, settle } from '../support/fake-clock';
import { runRecord } from '../support/records';
import { runEvents } from '../support/run-frames';

/** The log as a link to lane A shows it. */
const laneA = (log: ReadableLog) =>
  projectedLog(log, project({ kind: 'spectator', slug: 'slug', title: null, turns: [] }), runRecord('r1', 'A1'));

const EVENTS = runEvents('r', { A: ['a1', 'a2'], B: ['b1'], C: ['c1', 'c2', 'c3'] });

/** A log that holds the first events of a run, released. */
function logOf(count: number) {
  const log = new RunLog(
    'r',
    () => 0,
    () => {},
  );
  const grow = (to: number) => {
    const from = log.appended().length;
    for (const event of EVENTS.slice(from, to)) log.append(event);
    log.saved(to);
  };
  grow(count);
  return { log, grow };
}

function sequencesOf(entries: readonly EncodedEntry[]): number[] {
  return entries.map(({ sequence }) => sequence);
}

describe('the log as a link shows it', () => {
  const expected = EVENTS.map((event, index) => encodeEntry(index + 1, event))
    .filter(({ json }) => !/"lane":"[BC]"/.test(json) || json.includes('"type":"run"'))
    .map(({ sequence, json }) => ({
      sequence,
      json: json
        .replace('"comparison":"c1"', '"comparison":"slug"')
        .replace(/,\{"lane":"[BC]"[^}]*\}/g, '')
        .replace('"oneAfterAnother":300,"speedup":3', '"oneAfterAnother":100,"speedup":1'),
    }));

  test('has what its lanes say, byte for byte, at their sequence numbers, and sums up no other lane', () => {
    const log = laneA(logOf(EVENTS.length).log);
    expect(log.entriesAfter(0)).toEqual(expected);
    expect(log.complete).toBe(true);
  });

  test('goes on from any sequence number, also one that it does not show', () => {
    const log = laneA(logOf(EVENTS.length).log);
    for (let after = EVENTS.length; after >= 0; after--) {
      expect(log.entriesAfter(after)).toEqual(expected.filter(({ sequence }) => sequence > after));
    }
  });

  test('grows as the whole log does', () => {
    const { log: whole, grow } = logOf(1);
    const log = laneA(whole);
    for (let count = 1; count <= EVENTS.length; count++) {
      grow(count);
      expect(sequencesOf(log.entriesAfter(0))).toEqual(sequencesOf(expected).filter((sequence) => sequence <= count));
    }
  });
});

describe('the log of a reader who may not know the names', () => {
  const blind = (log: ReadableLog) => projectedLog(log, project({ kind: 'blind' }), runRecord('r1', 'A1 B1 C1'));

  test('has a text of any length in pieces that cut no character, and its letters in their order', () => {
    const long = '🪑'.repeat(100_000);
    const whole = new RunLog(
      'r',
      () => 7,
      () => {},
    );
    for (const event of runEvents('r', { C: ['c'], A: ['x', long], B: [] })) whole.append(event);
    whole.saved(whole.appended().length);
    const log = blind(whole);
    const events = log.entriesAfter(0).map((entry) => decodeEntry(entry).event);
    const pieces = events.flatMap((event) => (event.type === 'chunk' ? [event] : []));
    expect(pieces.map(({ lane }) => lane).join('')).toBe('AAAAC');
    expect(pieces.every(({ content }) => content.length <= 65_536 && content.isWellFormed())).toBe(true);
    expect(pieces.map(({ content }) => content).join('')).toBe(`x${long}c`);
    expect(events.flatMap((event) => (event.type === 'start' ? [event.lane] : []))).toEqual(['A', 'B', 'C']);
    expect(log.elapsed()).toBe(0);
    expect(log.ready?.()).toBeNull();
  });

  test('tells how many lanes are ready, and sends its heartbeat while pieces come that it does not show', async () => {
    const clock = new FakeClock();
    const { log: whole, grow } = logOf(4);
    const text = readAll(readLog(blind(whole), 0, { clock, departure: new Departure() }, () => {}));
    for (let count = 5; count < EVENTS.length; count += 1) {
      grow(count);
      await clock.advance(6000);
    }
    grow(EVENTS.length);
    await settle();
    const before = (await text).split('"type":"chunk"')[0] ?? '';
    expect(before.match(/^: now 0\n/gm)?.length).toBeGreaterThanOrEqual(2);
    expect(before.match(/: ready \d of 3/g)).toEqual([': ready 1 of 3', ': ready 2 of 3', ': ready 3 of 3']);
    expect(clock.pending).toBe(0);
  });
});

describe('a log behind a link', () => {
  test('is closed to its readers within two seconds of the link’s end, and its timers go with them', async () => {
    const clock = new FakeClock();
    const { log } = logOf(3);
    let shared = true;
    const text = readAll(
      readLog(
        whileShared(log, clock, async () => shared),
        0,
        { clock, departure: new Departure() },
        () => {},
      ),
    );
    await clock.advance(5000);
    shared = false;
    await clock.advance(2000);
    expect(await text).not.toContain('"type":"end"');
    expect(clock.pending).toBe(0);
  });

  test('stays open while the database cannot tell, and to the run’s end', async () => {
    const clock = new FakeClock();
    const { log, grow } = logOf(3);
    const away = async () => {
      throw new Error('the database is away');
    };
    const text = readAll(readLog(whileShared(log, clock, away), 0, { clock, departure: new Departure() }, () => {}));
    await clock.advance(10_000);
    grow(EVENTS.length);
    await settle();
    expect(await text).toContain('"type":"end"');
    expect(clock.pending).toBe(0);
  });
});

async function readAll(stream: ReadableStream<Uint8Array>): Promise<string> {
  const utf8 = new TextDecoder();
  let text = '';
  for await (const bytes of stream) text += utf8.decode(bytes, { stream: true });
  return text;
}
