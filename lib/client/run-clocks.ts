/**
 * Each run's clock as this browser can tell it. The server says how far a run is in each event and every 15 s in
 * between; what it says comes late by the network's delay, so the earliest beginning that fits is the best guess.
 *
 * They stand still until they are started: what the browser draws first must be what the server has drawn, however
 * long the browser took to get there.
 */
export class RunClocks {
  #began = new Map<string, number>();
  /** Those that stand because nothing is heard of their run, ms since it began. */
  #held = new Map<string, number>();
  /** The moment at which they stand still; null once they are started. */
  #stillAt: number | null;

  constructor(private readonly now: () => number) {
    this.#stillAt = now();
  }

  start(): void {
    this.#stillAt = null;
  }

  /** The server has said that the run is at least so many ms old. */
  note(run: string, elapsed: number): void {
    const began = this.#now() - elapsed;
    this.#began.set(run, Math.min(began, this.#began.get(run) ?? began));
  }

  /** The run is not heard of: how far it is now nobody here knows. */
  hold(run: string): void {
    this.#held.set(run, this.elapsed(run));
  }

  /** It is heard of again. */
  release(run: string): void {
    this.#held.delete(run);
  }

  /** Whether nothing is heard of the run. */
  stands(run: string): boolean {
    return this.#held.has(run);
  }

  /** @returns ms since the run began, 0 for a run that has not been heard of. */
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
