import { describe, expect, test } from 'vitest';
import { LONGEST_BUSY_MS, retryWhileBusy } from '@/lib/persistence/retry-while-busy';
import { systemClock } from '@/lib/time/clock';

class Busy extends Error {}
const isBusy = (error: unknown) => error instanceof Busy;

/** Time that passes at once, and the pauses that were made in it. */
function instantTime(random: number) {
  const pauses: number[] = [];
  let now = 0;
  const after = (ms: number, fire: () => void) => {
    pauses.push(ms);
    now += ms;
    queueMicrotask(fire);
    return () => {};
  };
  return { pauses, clock: { ...systemClock, now: () => now, after, random: () => random } };
}

describe('an attempt that finds the database locked', () => {
  test('is made again after pauses that grow, with chance in them', async () => {
    const { pauses, clock } = instantTime(0.5);
    let attempts = 0;
    const attempt = async () => {
      attempts += 1;
      if (attempts < 8) throw new Busy();
      return 'done';
    };
    expect(await retryWhileBusy(attempt, isBusy, clock)).toBe('done');
    expect(pauses).toEqual([2, 4, 8, 16, 32, 50, 50]);
    const other = instantTime(0);
    attempts = 6;
    await retryWhileBusy(attempt, isBusy, other.clock);
    expect(other.pauses).toEqual([1]);
  });

  test('fails for good after five seconds', async () => {
    const { pauses, clock } = instantTime(0.5);
    await expect(retryWhileBusy(() => Promise.reject(new Busy()), isBusy, clock)).rejects.toThrow(Busy);
    const waited = pauses.reduce((sum, pause) => sum + pause, 0);
    expect(waited).toBeGreaterThanOrEqual(LONGEST_BUSY_MS);
    expect(waited).toBeLessThan(LONGEST_BUSY_MS + 100);
  });

  test('is made once when the error is another', async () => {
    const { pauses, clock } = instantTime(0.5);
    await expect(retryWhileBusy(() => Promise.reject(new Error('broken')), isBusy, clock)).rejects.toThrow('broken');
    expect(pauses).toEqual([]);
  });
});
