import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldEvents } from '@/lib/comparison/fold-events';
import { emptyState } from '@/lib/comparison/state';
import { LogRefused } from '@/lib/persistence/log-batches';
import type { Persistence } from '@/lib/persistence/persistence';
import { textContent } from '@/lib/protocol/comparison';
import { encodeEntry } from '@/lib/protocol/frames';
import { decodeEntry } from '../support/decode-entry';
import { foldRuns } from '../support/fold-runs';
import { runArbitrary } from '../support/random-run';
import { comparisonRecord, entries, newLanes } from './records';

/** Content that some database, driver or encoding has been known to change, as the log encodes it. */
const NASTY = [
  'a\u2028b\u2029c',
  '\ud83d alone',
  '\udc00',
  '🙂 語 é e\u0301',
  'nul \0 here',
  'one\ntwo\r\n\t',
  '\\n \\u0000',
];

/** What every adapter does alike with logs. */
export function logContract(kept: () => Persistence): void {
  const begin = () => kept().createComparison(comparisonRecord('c', 'r'));
  const append = (first: number, ...jsons: string[]) =>
    kept().appendEntries([{ run: 'r', entries: entries(first, ...jsons) }]);
  const said = async (after?: number) => (await kept().readEntries('r', after)).map(({ json }) => json).join('');

  test('gives back any content byte for byte, while the run is under way and when it has ended', async () => {
    await begin();
    const nasty = NASTY.map((content, index) =>
      encodeEntry(index + 1, { type: 'chunk', at: index, lane: 'A', model: content, content }),
    );
    for (const entry of nasty) await kept().appendEntries([{ run: 'r', entries: [entry] }]);
    expect(await kept().readEntries('r')).toEqual(nasty);
    await kept().endRun('r');
    expect(await kept().readEntries('r')).toEqual(nasty);
    expect(await kept().readEntries('r', 3), 'from the middle').toEqual(nasty.slice(3));
  });

  test('folds to what live readers folded, as it is written and when it has ended, whatever the run was', async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        runArbitrary,
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
        async (events, writes) => {
          run += 1;
          const id = `random-${run}`;
          await kept().createComparison(comparisonRecord(`c-${id}`, id));
          const log = events.map((event, index) => encodeEntry(index + 1, event));
          for (let from = 0, write = 0; from < log.length; write++) {
            const to = from + (writes[write % writes.length] ?? 1);
            await kept().appendEntries([{ run: id, entries: log.slice(from, to) }]);
            from = to;
          }
          const live = foldRuns(['r', events]);
          const stored = async () => foldEvents(emptyState, 'r', (await kept().readEntries(id)).map(decodeEntry));
          expect(await stored()).toEqual(live);
          await kept().endRun(id);
          expect(await stored()).toEqual(live);
        },
      ),
      { numRuns: 40, seed: 20261122 },
    );
  });

  test('reads what is above a sequence number, wherever the writes began and ended', async () => {
    await begin();
    await append(1, 'a', 'b', 'c');
    await append(4, 'd');
    await append(5, 'e', 'f');
    const after = async () => Promise.all([0, 1, 2, 3, 4, 5, 6, 99, Number.MAX_SAFE_INTEGER - 1].map(said));
    const expected = ['abcdef', 'bcdef', 'cdef', 'def', 'ef', 'f', '', '', ''];
    expect(await after()).toEqual(expected);
    await kept().endRun('r');
    expect(await after()).toEqual(expected);
    expect((await kept().readEntries('r', 4)).map(({ sequence }) => sequence)).toEqual([5, 6]);
  });

  test('lets a write that is tried again pass, and keeps what it brings besides', async () => {
    await begin();
    await append(1, 'a', 'b');
    await append(1, 'a', 'b');
    await append(1, 'a', 'b', 'c');
    await append(2, 'b');
    await append(3, 'c', 'd');
    await append(5, 'e');
    expect(await said()).toBe('abcde');
    await kept().endRun('r');
    await append(4, 'd', 'e');
    expect(await said()).toBe('abcde');
  });

  test('reads the logs of many runs at once, while they grow and when they have ended', async () => {
    await begin();
    for (const run of ['r2', 'r3', 'silent']) {
      await kept().addAttempts('c', { turn: 1, run, lanes: newLanes('A') });
    }
    await append(1, 'a', 'b');
    await append(3, 'c');
    await kept().appendEntries([{ run: 'r2', entries: entries(1, 'x') }]);
    await kept().appendEntries([{ run: 'r2', entries: entries(2, 'y') }]);
    await kept().appendEntries([{ run: 'r3', entries: entries(1, 'z') }]);
    await kept().endRun('r2');
    const logs = await kept().readLogs(['r2', 'silent', 'r', 'unknown']);
    expect(Object.fromEntries(logs)).toEqual({ r: entries(1, 'a', 'b', 'c'), r2: entries(1, 'x', 'y') });
    expect(await kept().readLogs([])).toEqual(new Map());
  });

  test('refuses a write with a gap whole: before it, inside it, at the beginning of a log', async () => {
    await begin();
    await kept().addTurn('c', { content: textContent('two'), system: null, run: 'other', lanes: newLanes('A') });
    const gaps = [entries(2, 'b'), [...entries(1, 'a'), ...entries(3, 'c')], entries(0, 'z', 'a'), entries(1, 'a\nb')];
    for (const gap of gaps) {
      const batches = [
        { run: 'other', entries: entries(1, 'x') },
        { run: 'r', entries: gap },
      ];
      await expect(kept().appendEntries(batches)).rejects.toMatchObject({ name: 'LogRefused', runs: ['r'] });
    }
    expect(await said()).toBe('');
    expect(await kept().readEntries('other')).toEqual([]);
    await append(1, 'a');
    await expect(append(3, 'c')).rejects.toThrow(LogRefused);
    expect(await said()).toBe('a');
  });

  test('refuses what differs from what is there, and what comes after the end', async () => {
    await begin();
    await append(1, 'a', 'b');
    await expect(append(2, 'x')).rejects.toThrow(LogRefused);
    await expect(append(2, 'x', 'c')).rejects.toThrow(LogRefused);
    await kept().endRun('r');
    await expect(append(3, 'c')).rejects.toThrow(LogRefused);
    await expect(append(2, 'b', 'c')).rejects.toThrow(LogRefused);
    expect(await said()).toBe('ab');
  });

  test('takes the writes of many runs at once, and several of one', async () => {
    await begin();
    const runs = Array.from({ length: 50 }, (_, index) => `run ${index}`);
    for (const run of runs.slice(0, 3)) await kept().addAttempts('c', { turn: 1, run: run, lanes: newLanes('A') });
    const batches = runs.flatMap((run) => [
      { run, entries: entries(1, 'a') },
      { run, entries: [] },
      { run, entries: entries(2, 'b', 'c') },
    ]);
    await kept().appendEntries(batches);
    await kept().appendEntries([]);
    for (const run of runs.slice(0, 3)) expect(await kept().readEntries(run)).toEqual(entries(1, 'a', 'b', 'c'));
    expect(await kept().readEntries('run 3'), 'of an unknown run').toEqual([]);
  });

  test('ends a run as often as it is asked to', async () => {
    await begin();
    for (const [index, json] of [...'abc'].entries()) await append(index + 1, json);
    await Promise.all([kept().endRun('r'), kept().endRun('r')]);
    await kept().endRun('r');
    expect(await said()).toBe('abc');
  });

  test('ends a run with the log that its process has, be it short or long, in one row or many', async () => {
    for (const [at, length] of [1, 2, 200, 256, 257, 600].entries()) {
      const run = `run-${length}`;
      await kept().createComparison(comparisonRecord(`c-${length}`, run));
      const whole = entries(1, ...Array.from({ length }, (_, index) => `{"at":${index},"of":"${'x'.repeat(at * 9)}"}`));
      for (const entry of whole) await kept().appendEntries([{ run, entries: [entry] }]);
      await kept().endRun(run, whole);
      expect(await kept().readEntries(run)).toEqual(whole);
      expect(await kept().readEntries(run, length - 1)).toEqual(whole.slice(-1));
      await expect(kept().appendEntries([{ run, entries: entries(length + 1, 'more') }])).rejects.toThrow(LogRefused);
      await kept().endRun(run, whole);
      expect(await kept().readEntries(run)).toEqual(whole);
    }
  });

  test('keeps what it has of a run that is ended with a log that it does not have whole', async () => {
    await begin();
    await append(1, 'a');
    await append(2, 'b');
    await kept().endRun('r', entries(1, 'a', 'b', 'c'));
    expect(await said()).toBe('ab');
    await kept().endRun('r');
    expect(await said()).toBe('ab');
  });

  test('reads a long log whole from anywhere while it is ended', async () => {
    await begin();
    const jsons = Array.from({ length: 900 }, (_, at) => `{"at":${at}}`);
    for (let at = 0; at < jsons.length; at += 2) await append(at + 1, ...jsons.slice(at, at + 2));
    let ended = false;
    const ending = kept()
      .endRun('r')
      .then(() => {
        ended = true;
      });
    for (let round = 0; !ended; round += 1) {
      const after = (round * 97) % 900;
      expect(await kept().readEntries('r', after)).toEqual(entries(after + 1, ...jsons.slice(after)));
      await new Promise((resolve) => setImmediate(resolve));
    }
    await ending;
    expect(await kept().readEntries('r')).toEqual(entries(1, ...jsons));
  });
}
