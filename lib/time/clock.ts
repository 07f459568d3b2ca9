/** Time and chance. Whatever waits or measures takes one as a parameter, so that tests can control it. */
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
