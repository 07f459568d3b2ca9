/**
 * How far this process has shut down:
 * - `here`: it works.
 * - `leaving`: it accepts no new work and ends its runs. Its readings tell their readers.
 * - `gone`: its readings close. Readers connect to another process.
 */
export type DeparturePhase = 'here' | 'leaving' | 'gone';

/** Tells the parts of this process how far it has shut down. */
export class Departure {
  #phase: DeparturePhase = 'here';
  #listeners = new Set<() => void>();

  get phase(): DeparturePhase {
    return this.#phase;
  }

  /** Enters a later phase; never goes back. */
  advance(to: Exclude<DeparturePhase, 'here'>): void {
    if (this.#phase === to || this.#phase === 'gone') return;
    this.#phase = to;
    for (const listener of this.#listeners) listener();
  }

  /** Calls the listener when the phase changes. @returns a function that removes it. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
