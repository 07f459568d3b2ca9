import type { Timing } from '../time/timing';

/** After that long, ms, a database that is still locked is an error. */
export const LONGEST_BUSY_MS = 5000;
const FIRST_PAUSE_MS = 2;
const LONGEST_PAUSE_MS = 50;

/**
 * Attempts until it succeeds or fails for another reason than a lock that somebody else holds. Pauses double, each
 * with chance in it, so that two who wait do not meet again and again.
 *
 * @throws what the attempt threw last, when it is no lock or {@link LONGEST_BUSY_MS} have passed.
 */
export async function retryWhileBusy<T>(
  attempt: () => Promise<T>,
  isBusy: (error: unknown) => boolean,
  timing: Timing,
): Promise<T> {
  const deadline = timing.now() + LONGEST_BUSY_MS;
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
    try {
      return await attempt();
    } catch (error) {
      if (!isBusy(error) || timing.now() >= deadline) throw error;
    }
    const jittered = pause * (0.5 + timing.random());
    await new Promise<void>((resolve) => timing.after(jittered, resolve));
  }
}
