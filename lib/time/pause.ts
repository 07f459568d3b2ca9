import type { Clock } from './clock';

/** Resolves after so many ms. */
export function pause(clock: Clock, ms: number): Promise<void> {
  return new Promise((resolve) => void clock.after(ms, resolve));
}

/**
 * Tries until it succeeds.
 *
 * @param pausesMs before the second, third … attempt; the last one repeats.
 * @param attempt is told how many attempts have failed.
 * @returns what the attempt that succeeds returns.
 */
export async function retryForever<T>(
  clock: Clock,
  pausesMs: readonly number[],
  attempt: (failures: number) => Promise<T>,
): Promise<T> {
  for (let failures = 0; ; failures += 1) {
    try {
      return await attempt(failures);
    } catch {
      await pause(clock, pausesMs[Math.min(failures, pausesMs.length - 1)] ?? 0);
    }
  }
}

/** Resolves in the next turn of the event loop, after everything that is due now. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}
