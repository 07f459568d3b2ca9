/** As much of a clock as the way to a provider needs. */
export interface Timer {
  /** Calls `fire` once after `ms`. @returns a function that cancels it. */
  after(ms: number, fire: () => void): () => void;
}
