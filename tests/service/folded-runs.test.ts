import { expect, test } from 'vitest';
import { latestAnswer } from '@/lib/comparison/state';
import { encodeEntry } from '@/lib/protocol/frames';
import { FoldedRuns, foldLog } from '@/lib/service/folded-runs';
import { runEvents } from '../support/run-frames';

function logOf(run: string, pieces: string[], whole = true) {
  const events = runEvents(run, { A: pieces }).filter(({ type }) => whole || type !== 'end');
  return events.map((event, index) => encodeEntry(index + 1, event));
}

test('the log of a run that has ended is read once, however many look at it at the same time and later', async () => {
  const runs = new FoldedRuns();
  let reads = 0;
  const read = async () => {
    reads += 1;
    return logOf('r1', ['one ', 'two']);
  };
  const seen = await Promise.all([runs.fold('r1', read), runs.fold('r1', read), runs.fold('r1', read)]);
  seen.push(await runs.fold('r1', read));
  expect(reads).toBe(1);
  expect(new Set(seen).size).toBe(1);
});

test('the log of a run that has not ended is read each time', async () => {
  const runs = new FoldedRuns();
  const logs = [logOf('r1', ['one '], false), logOf('r1', ['one ', 'two'])];
  const read = async () => logs.shift() ?? [];
  expect(latestAnswer(await runs.fold('r1', read), 1, 'A')?.text).toBe('one ');
  expect(latestAnswer(await runs.fold('r1', read), 1, 'A')?.text).toBe('one two');
});

test('a read that fails is tried again by the next who looks', async () => {
  const runs = new FoldedRuns();
  await expect(runs.fold('r1', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
  const state = await runs.fold('r1', async () => logOf('r1', ['one']));
  expect(latestAnswer(state, 1, 'A')?.text).toBe('one');
});

test('a long log lets others have the event loop while it is folded, and loses nothing', async () => {
  const pieces = Array.from({ length: 200 }, (_, index) => `${index} `.padEnd(10_000, 'x'));
  let turns = 0;
  let over = false;
  const count = () => {
    turns += 1;
    if (!over) setImmediate(count);
  };
  setImmediate(count);
  const state = await foldLog('r1', logOf('r1', pieces));
  over = true;
  expect(latestAnswer(state, 1, 'A')?.text).toBe(pieces.join(''));
  // 2 MB in slices of 256 KB.
  expect(turns).toBeGreaterThanOrEqual(7);
});
