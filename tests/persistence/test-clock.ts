import { type Clock, systemClock } from '@/lib/time/clock';

/** Wall-clock time moves only when told; all else is the system's. */
export class TestClock implements Clock {
  now = systemClock.now;
  after = systemClock.after;
  random = systemClock.random;
  #now = Date.parse('2026-11-22T12:00:00.000Z');

  date(): Date {
    return new Date(this.#now);
  }

  advance(ms: number): void {
    this.#now += ms;
  }
}
