import type { Clock } from '@/lib/time/clock';

/** A clock that moves only when told, and fires what is due in order of its time, then of its making. */
export class FakeClock implements Clock {
  #now = 0;
  #made = 0;
  #timers = new Set<{ due: number; order: number; fire: () => void }>();

  constructor(private readonly began = new Date('2026-01-01T00:00:00.000Z')) {}

  now(): number {
    return this.#now;
  }

  date(): Date {
    return new Date(this.began.getTime() + this.#now);
  }

  random(): number {
    return 0.5;
  }

  after(ms: number, fire: () => void): () => void {
    const timer = { due: this.#now + Math.max(0, ms), order: this.#made++, fire };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** How many timers are set: none may be left when a run has ended. */
  get pending(): number {
    return this.#timers.size;
  }

  /** Moves time on by `ms`; after each timer that fires, lets the promises that it settled run. */
  async advance(ms: number): Promise<void> {
    const until = this.#now + ms;
    await settle();
    for (let next = this.#nextDue(until); next; next = this.#nextDue(until)) {
      this.#timers.delete(next);
      this.#now = Math.max(this.#now, next.due);
      next.fire();
      await settle();
    }
    this.#now = until;
  }

  /** Moves time on in steps until a promise has settled that also waits for I/O, which takes its own time. */
  async advanceUntil(settled: Promise<unknown>, stepMs = 200): Promise<void> {
    let isOver = false;
    const end = () => {
      isOver = true;
    };
    settled.then(end, end);
    while (!isOver) await this.advance(stepMs);
  }

  #nextDue(until: number) {
    let next: { due: number; order: number; fire: () => void } | undefined;
    for (const timer of this.#timers) {
      if (timer.due > until) continue;
      if (!next || timer.due < next.due || (timer.due === next.due && timer.order < next.order)) next = timer;
    }
    return next;
  }
}

/** Lets every promise that is ready run: a macrotask comes after all microtasks that are queued. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
