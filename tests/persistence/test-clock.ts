import type { WallClock } from '@/lib/time/timing';

/** Wall-clock time that moves only when told. */
export class TestClock implements WallClock {
  #now = Date.parse('2026-11-22T12:00:00.000Z');

  date(): Date {
    return new Date(this.#now);
  }

  advance(ms: number): void {
    this.#now += ms;
  }
}
