import type { Clock } from './clock';

/** Resolves after so many ms. */
export function pause(clock: Clock, ms: number): Promise<void> {
  return new Promise((resolve) => void clock.after(ms, resolve));
}

/**
 * The same before something that has failed is tried again.
 *
 * @param pausesMs before the first, second … further attempt; the last one stays.
 * @param failures how many there were before the one that has just been, in a row.
 */
export function pauseAfter(clock: Clock, pausesMs: readonly number[], failures: number): Promise<void> {
  return pause(clock, pausesMs[Math.min(failures, pausesMs.length - 1)] ?? 0);
}

/** Resolves once everything that is due has had the event loop. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}
