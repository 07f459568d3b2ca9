/**
 * Where this process is on its way out:
 * - `here`: it works.
 * - `leaving`: it takes no new work, ends its runs, and its readings tell so.
 * - `gone`: its readings close; whoever still reads connects to another process.
 */
export type DeparturePhase = 'here' | 'leaving' | 'gone';

/** Tells everything in this process that waits how far its end has come. */
export class Departure {
  #phase: DeparturePhase = 'here';
  #listeners = new Set<() => void>();

  get phase(): DeparturePhase {
    return this.#phase;
  }

  /** Goes on to that phase, never back. */
  advance(to: Exclude<DeparturePhase, 'here'>): void {
    if (this.#phase === to || this.#phase === 'gone') return;
    this.#phase = to;
    for (const listener of this.#listeners) listener();
  }

  /** Calls back whenever the phase changes. @returns a function that ends it. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
