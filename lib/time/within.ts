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
