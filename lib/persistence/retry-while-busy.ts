import type { Clock } from '../time/clock';

/** A database that is locked for longer, ms, is an error. */
export const LONGEST_BUSY_MS = 5000;
const FIRST_PAUSE_MS = 2;
const LONGEST_PAUSE_MS = 50;

/**
 * Retries while another connection holds the lock. Exponential backoff with jitter, so that two waiters do not keep
 * colliding.
 *
 * @throws the last error, when it is not a lock or {@link LONGEST_BUSY_MS} have passed.
 */
export async function retryWhileBusy<T>(
  attempt: () => Promise<T>,
  isBusy: (error: unknown) => boolean,
  clock: Clock,
): Promise<T> {
  const deadline = clock.now() + LONGEST_BUSY_MS;
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
    try {
      return await attempt();
    } catch (error) {
      if (!isBusy(error) || clock.now() >= deadline) throw error;
    }
    const jittered = pause * (0.5 + clock.random());
    await new Promise<void>((resolve) => clock.after(jittered, resolve));
  }
}
