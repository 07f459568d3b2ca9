import type { Clock } from './clock';

/** @returns whether the promise is fulfilled within `ms`; false when it is late or rejected. */
export async function within(clock: Clock, ms: number, promise: Promise<unknown>): Promise<boolean> {
  return (await outcomeWithin(clock, ms, promise)).type === 'fulfilled';
}

export type Outcome<T> = { type: 'fulfilled'; value: T } | { type: 'rejected'; error: unknown } | { type: 'late' };

/** @returns how the promise settles within `ms`. */
export function outcomeWithin<T>(clock: Clock, ms: number, promise: Promise<T>): Promise<Outcome<T>> {
  return new Promise((resolve) => {
    const cancel = clock.after(ms, () => resolve({ type: 'late' }));
    const settle = (outcome: Outcome<T>) => {
      cancel();
      resolve(outcome);
    };
    promise.then(
      (value) => settle({ type: 'fulfilled', value }),
      (error) => settle({ type: 'rejected', error }),
    );
  });
}

/** A turn of the event loop that takes longer counts as no more, ms. */
const STEP_MS = 50;

/**
 * As {@link outcomeWithin}, for I/O: time in which this process has too much to do to look at the answer does not count. A
 * process that stands still for seconds would else find its timer due before the answer that came long ago.
 */
export function outcomeWithinTurns<T>(clock: Clock, ms: number, promise: Promise<T>): Promise<Outcome<T>> {
  return new Promise((resolve) => {
    let cancel = () => {};
    const wait = (left: number) => {
      if (left <= 0) return resolve({ type: 'late' });
      cancel = clock.after(Math.min(left, STEP_MS), () => wait(left - STEP_MS));
    };
    const settle = (outcome: Outcome<T>) => {
      cancel();
      resolve(outcome);
    };
    wait(ms);
    promise.then(
      (value) => settle({ type: 'fulfilled', value }),
      (error) => settle({ type: 'rejected', error }),
    );
  });
}
