/**
 * Each run's clock as this browser estimates it. Every event, and a comment every 15 s, tells how old the run is; they
 * come late by the network's delay, so the earliest beginning that fits is the best estimate.
 *
 * The clocks stand still until they are started: the browser must draw first what the server has drawn, however long
 * it took to get there.
 */
export class RunClocks {
  #began = new Map<string, number>();
  /** The clocks that stand still because their reading is interrupted, ms since the run began. */
  #held = new Map<string, number>();
  /** The moment at which all clocks stand still; null once they are started. */
  #stillAt: number | null;

  constructor(private readonly now: () => number) {
    this.#stillAt = now();
  }

  start(): void {
    this.#stillAt = null;
  }

  /** Notes that the run is at least so many ms old, as the server reports. */
  note(run: string, elapsed: number): void {
    const began = this.#now() - elapsed;
    this.#began.set(run, Math.min(began, this.#began.get(run) ?? began));
  }

  /** Stops the clock: the reading is interrupted, so the run's age is unknown. */
  hold(run: string): void {
    this.#held.set(run, this.elapsed(run));
  }

  /** The run is read again. */
  release(run: string): void {
    this.#held.delete(run);
  }

  /** Whether the clock is held. */
  stands(run: string): boolean {
    return this.#held.has(run);
  }

  /** @returns ms since the run began, 0 for an unknown run. */
  elapsed(run: string): number {
    const held = this.#held.get(run);
    if (held !== undefined) return held;
    const began = this.#began.get(run);
    return began === undefined ? 0 : Math.max(0, this.#now() - began);
  }

  #now(): number {
    return this.#stillAt ?? this.now();
  }
}
