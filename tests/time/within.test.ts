import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { systemClock } from '@/lib/time/clock';
import { outcomeWithinTurns } from '@/lib/time/within';
import { FakeClock } from '../support/fake-clock';

const never = new Promise<never>(() => {});

test('an answer that does not come is late after that time', async () => {
  const clock = new FakeClock();
  let outcome: unknown = null;
  void outcomeWithinTurns(clock, 120, never).then((settled) => {
    outcome = settled;
  });
  await clock.advance(119);
  expect(outcome).toBeNull();
  await clock.advance(1);
  expect(outcome).toEqual({ type: 'late' });
  expect(clock.pending).toBe(0);
});

test('an answer in time, or a failure, ends the waiting', async () => {
  const clock = new FakeClock();
  expect(await outcomeWithinTurns(clock, 120, Promise.resolve(1))).toEqual({ type: 'fulfilled', value: 1 });
  const error = new Error('away');
  expect(await outcomeWithinTurns(clock, 120, Promise.reject(error))).toEqual({ type: 'rejected', error });
  expect(clock.pending).toBe(0);
});

test('time in which the process stands still does not count', async () => {
  const outcome = outcomeWithinTurns(systemClock, 300, readFile(fileURLToPath(import.meta.url), 'utf8'));
  const standsStillUntil = performance.now() + 400;
  while (performance.now() < standsStillUntil);
  expect(await outcome).toMatchObject({ type: 'fulfilled' });
});
