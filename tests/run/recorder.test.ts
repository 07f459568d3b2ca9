import { describe, expect, test } from 'vitest';
import { LogRefused } from '@/lib/persistence/log-batches';
import type { EntryBatch, Persistence } from '@/lib/persistence/persistence';
import { createFrameDecoder } from '@/lib/protocol/frames';
import type { RunEvent } from '@/lib/protocol/run-event';
import { Departure } from '@/lib/run/departure';
import { readLog } from '@/lib/run/read-log';
import { LONGEST_HOLD_MS, Recorder } from '@/lib/run/recorder';
import { RunLog } from '@/lib/run/run-log';
import { FakeClock, settle } from '../support/fake-clock';
import { deferred } from '../support/openrouter/deferred';

function chunk(content: string): RunEvent {
  return { type: 'chunk', at: 0, lane: 'A', model: 'm/A', content };
}

/** A recorder on a database whose writes are answered by hand. */
function setUp(kind: Persistence['kind'] = 'sqlite') {
  const clock = new FakeClock();
  const writes: { batches: readonly EntryBatch[]; take(): void; fail(): void; refuse(run: string): void }[] = [];
  const persistence = {
    kind,
    appendEntries: (batches: readonly EntryBatch[]) =>
      new Promise<void>((resolve, reject) => {
        writes.push({
          batches,
          take: resolve,
          fail: () => reject(new Error('database is locked')),
          refuse: (run) => reject(new LogRefused([run], 'it was ended')),
        });
      }),
  } as Partial<Persistence> as Persistence;
  const refused: string[] = [];
  let mayShowUnsaved = true;
  const recorder = new Recorder(persistence, clock, {
    mayShowUnsaved: () => mayShowUnsaved,
    onRefused: (run) => refused.push(run),
  });
  const log = (run: string) => new RunLog(run, () => 0, recorder.note);
  const showUnsaved = (may: boolean) => {
    mayShowUnsaved = may;
  };
  return { clock, writes, log, recorder, refused, showUnsaved };
}

describe('the recorder', () => {
  test('shows readers nothing before it is written', async () => {
    const { writes, log } = setUp();
    const one = log('r1');
    one.append(chunk('a'));
    await settle();
    expect(one.entriesAfter(0)).toEqual([]);
    writes[0]?.take();
    await settle();
    expect(one.entriesAfter(0).map(({ sequence }) => sequence)).toEqual([1]);
    expect(one.unsaved).toBe(false);
  });

  test('writes what all runs appended in a tick at once', async () => {
    const { writes, log } = setUp();
    const [one, other] = [log('r1'), log('r2')];
    one.append(chunk('a'));
    other.append(chunk('x'));
    one.append(chunk('b'));
    await settle();
    expect(writes).toHaveLength(1);
    expect(writes[0]?.batches.map(({ run, entries }) => [run, entries.length])).toEqual([
      ['r1', 2],
      ['r2', 1],
    ]);
  });

  test('lets through after 250 ms what the database has not taken, and says that it is not saved', async () => {
    const { clock, writes, log } = setUp();
    const one = log('r1');
    one.append(chunk('a'));
    await clock.advance(LONGEST_HOLD_MS - 1);
    expect(one.entriesAfter(0)).toEqual([]);
    await clock.advance(1);
    expect(one.entriesAfter(0)).toHaveLength(1);
    expect(one.unsaved).toBe(true);
    writes[0]?.take();
    await settle();
    expect(one.unsaved).toBe(false);
  });

  test('writes nothing of a run that the database does not know yet, and lets it through in time', async () => {
    const { clock, writes, log, recorder } = setUp();
    const [one, other] = [log('r1'), log('r2')];
    const known = deferred();
    recorder.awaitRun('r1', known.promise);
    one.append(chunk('a'));
    other.append(chunk('x'));
    await settle();
    one.append(chunk('b'));
    await settle();
    expect(writes.map(({ batches }) => batches.map(({ run }) => run))).toEqual([['r2']]);
    writes[0]?.take();
    await clock.advance(LONGEST_HOLD_MS);
    expect([one.entriesAfter(0).length, one.unsaved]).toEqual([2, true]);

    known.resolve();
    await settle();
    expect(writes[1]?.batches.flatMap(({ entries }) => entries.map(({ sequence }) => sequence))).toEqual([1, 2]);
    writes[1]?.take();
    await settle();
    one.append(chunk('c'));
    await settle();
    writes[2]?.take();
    await settle();
    expect([one.entriesAfter(0).length, one.unsaved, clock.pending]).toEqual([3, false, 0]);
  });

  test('lets the first events of a run through in time when it has waited for the database already', async () => {
    const { clock, log, recorder } = setUp();
    const one = log('r1');
    recorder.awaitRun('r1', deferred().promise);
    await clock.advance(LONGEST_HOLD_MS);
    one.append(chunk('a'));
    await clock.advance(0);
    expect([one.entriesAfter(0).length, one.unsaved]).toEqual([1, true]);
  });

  test('writes what has gathered in pieces that a database takes in time', async () => {
    const { writes, log } = setUp();
    const one = log('r1');
    one.append(chunk('a'));
    await settle();
    for (let index = 0; index < 5; index++) {
      one.append(chunk('b'.repeat(400_000)));
      await settle();
    }
    for (let write = 0; write < 4; write++) {
      writes[write]?.take();
      await settle();
    }
    const sequences = writes.map(({ batches }) =>
      batches.flatMap(({ entries }) => entries.map((entry) => entry.sequence)),
    );
    expect(sequences).toEqual([[1], [2, 3], [4, 5], [6]]);
    expect(one.unsaved).toBe(false);
  });

  test('shows nothing of what the database refuses, says of which run that is, and keeps the rest', async () => {
    const { clock, writes, log, refused } = setUp();
    const [lost, other] = [log('r1'), log('r2')];
    lost.append(chunk('a'));
    other.append(chunk('x'));
    await settle();
    lost.append(chunk('b'));
    await settle();
    writes[0]?.refuse('r1');
    await settle();
    expect(refused).toEqual(['r1']);
    expect(writes[1]?.batches.map(({ run }) => run)).toEqual(['r2']);
    writes[1]?.take();
    await clock.advance(2 * LONGEST_HOLD_MS);
    expect([other.entriesAfter(0).length, other.unsaved]).toEqual([1, false]);
    expect([lost.entriesAfter(0).length, writes.length, clock.pending]).toEqual([0, 2, 0]);
  });

  test('lets nothing through that is not taken while that may not be shown, and all of it afterwards', async () => {
    const { clock, writes, log, showUnsaved } = setUp();
    const one = log('r1');
    one.append(chunk('a'));
    showUnsaved(false);
    await clock.advance(10 * LONGEST_HOLD_MS);
    expect(one.entriesAfter(0)).toEqual([]);
    showUnsaved(true);
    await clock.advance(LONGEST_HOLD_MS);
    expect([one.entriesAfter(0).length, one.unsaved]).toEqual([1, true]);
    writes[0]?.take();
    await settle();
    expect([one.unsaved, clock.pending]).toEqual([false, 0]);
  });

  test('tries again until it is taken, in order and whole, and leaves no timer behind', async () => {
    const { clock, writes, log } = setUp();
    const one = log('r1');
    one.append(chunk('a'));
    await settle();
    writes[0]?.fail();
    one.append(chunk('b'));
    await settle();
    expect(writes).toHaveLength(1);
    await clock.advance(50);
    expect(writes[1]?.batches.flatMap(({ entries }) => entries.map(({ sequence }) => sequence))).toEqual([1, 2]);
    writes[1]?.fail();
    await clock.advance(100);
    writes[2]?.take();
    await settle();
    expect(one.entriesAfter(0)).toHaveLength(2);
    expect(one.unsaved).toBe(false);
    expect(clock.pending).toBe(0);
  });

  test('pauses between writes that take this process long, and never where another machine does the work', async () => {
    for (const { kind, pauses } of [
      { kind: 'sqlite', pauses: true },
      { kind: 'postgres', pauses: false },
    ] as const) {
      const { clock, writes, log } = setUp(kind);
      const one = log('r1');
      one.append(chunk('a'));
      await settle();
      await clock.advance(100);
      writes[0]?.take();
      await settle();
      one.append(chunk('b'));
      await settle();
      writes[1]?.take();
      await settle();
      expect(writes, 'the first after a long time is not held up').toHaveLength(2);
      for (const content of ['c', 'd']) one.append(chunk(content));
      await settle();
      expect([kind, writes.length]).toEqual([kind, pauses ? 2 : 3]);
      await clock.advance(10);
      expect(writes[2]?.batches.flatMap(({ entries }) => entries)).toHaveLength(2);
    }
  });

  test('never has two writes under way', async () => {
    const { writes, log } = setUp();
    const one = log('r1');
    one.append(chunk('a'));
    await settle();
    one.append(chunk('b'));
    await settle();
    expect(writes).toHaveLength(1);
    writes[0]?.take();
    await settle();
    expect(writes).toHaveLength(2);
  });
});

describe('a reading', () => {
  test('tells that what it shows is not saved yet, gives the end all the same, and closes once it is', async () => {
    const { clock, writes, log } = setUp();
    const one = log('r1');
    const said: string[] = [];
    const types: string[] = [];
    const decoder = createFrameDecoder({
      onEntry: ({ event }) => types.push(event.type),
      onSaved: (saved) => said.push(saved ? 'saved' : 'not saved yet'),
    });
    const utf8 = new TextDecoder();
    const over = (async () => {
      for await (const bytes of readLog(one, 0, { clock, departure: new Departure() }, () => {}))
        decoder.feed(utf8.decode(bytes, { stream: true }));
    })();
    one.append(chunk('a'));
    one.append({ type: 'end', at: 1, together: 1, oneAfterAnother: 1, speedup: 1 });
    await clock.advance(LONGEST_HOLD_MS);
    expect(types).toEqual(['chunk', 'end']);
    expect(said).toEqual(['not saved yet']);
    writes[0]?.take();
    await over;
    expect(said).toEqual(['not saved yet', 'saved']);
    expect(clock.pending).toBe(0);
  });
});
