import type { Clock } from './clock';

/** @returns whether the promise is fulfilled within so many ms; later, and when it is rejected, false. */
export function within(clock: Clock, ms: number, promise: Promise<unknown>): Promise<boolean> {
  return new Promise((resolve) => {
    const cancel = clock.after(ms, () => resolve(false));
    const settle = (fulfilled: boolean) => {
      cancel();
      resolve(fulfilled);
    };
    promise.then(
      () => settle(true),
      () => settle(false),
    );
  });
}
