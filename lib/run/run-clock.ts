import type { Clock } from '../time/clock';

/** A run's own time: integer ms since it began, and the wall-clock time of each. */
export interface RunClock extends Clock {
  elapsed(): number;
  /** @returns ISO 8601. Derived from monotonic time, so timestamps never go backwards. */
  timestampAt(elapsed: number): string;
}

export function startRunClock(clock: Clock): RunClock {
  const began = clock.now();
  const beganAt = clock.date().getTime();
  return {
    now: () => clock.now(),
    date: () => clock.date(),
    after: (ms, fire) => clock.after(ms, fire),
    random: () => clock.random(),
    elapsed: () => Math.round(clock.now() - began),
    timestampAt: (elapsed) => new Date(beganAt + elapsed).toISOString(),
  };
}
