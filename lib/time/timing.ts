/** Time and chance as parameters of whatever waits. */
export interface Timing {
  /** Monotonic ms; only differences mean anything. */
  now(): number;
  /** Calls `fire` once after `ms`. @returns a function that cancels it. */
  after(ms: number, fire: () => void): () => void;
  /** From 0 to below 1. */
  random(): number;
}

export const systemTiming: Timing = {
  now: () => performance.now(),
  after(ms, fire) {
    const timer = setTimeout(fire, ms);
    return () => clearTimeout(timer);
  },
  random: () => Math.random(),
};

/** Wall-clock time, for what is kept. */
export interface WallClock {
  date(): Date;
}

export const systemWallClock: WallClock = { date: () => new Date() };
