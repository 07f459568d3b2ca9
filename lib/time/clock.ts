/** Time and chance as a parameter: whatever waits or measures takes one, so that tests can turn it by hand. */
export interface Clock {
  /** Monotonic ms; only differences mean anything. */
  now(): number;
  /** Wall-clock time. */
  date(): Date;
  /** Calls `fire` once after `ms`. @returns a function that cancels it. */
  after(ms: number, fire: () => void): () => void;
  /** From 0 to below 1. */
  random(): number;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  date: () => new Date(),
  after(ms, fire) {
    const timer = setTimeout(fire, ms);
    return () => clearTimeout(timer);
  },
  random: () => Math.random(),
};
