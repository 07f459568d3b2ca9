import type { Clock } from '../time/clock';

/** How long a piece may be held to be merged with the next, ms: under a frame of the screen, so nobody sees it. */
export const HOLD_MS = 16;

/**
 * One timer for all lanes that hold a piece, instead of one for each: it fires at most {@link HOLD_MS} after the
 * first joined, and lets all of them go together.
 */
export class HoldTimer {
  #waiting = new Set<() => void>();
  #cancel: (() => void) | null = null;

  constructor(private readonly clock: Clock) {}

  join(flush: () => void): void {
    this.#waiting.add(flush);
    this.#cancel ??= this.clock.after(HOLD_MS, () => this.#fire());
  }

  leave(flush: () => void): void {
    this.#waiting.delete(flush);
    if (this.#waiting.size > 0) return;
    this.#cancel?.();
    this.#cancel = null;
  }

  #fire(): void {
    this.#cancel = null;
    const due = [...this.#waiting];
    this.#waiting.clear();
    for (const flush of due) flush();
  }
}
