import type { LaneEvent, RunEventOf } from '@/lib/protocol/run-event';
import { sumOfSpans } from './sum-of-lanes';

/** When each lane started and ended, for the run's sum. */
export class LaneSpans {
  #starts = new Map<string, number>();
  #ends: { start: number; end: number; done: boolean }[] = [];

  /** @returns how many lanes have ended. */
  note(event: LaneEvent): number {
    if (event.type === 'start') this.#starts.set(event.lane, event.at);
    if (event.type === 'done' || event.type === 'error') {
      const done = event.type === 'done' && event.reason !== 'stopped';
      this.#ends.push({ start: this.#starts.get(event.lane) ?? 0, end: event.at, done });
    }
    return this.#ends.length;
  }

  end(): RunEventOf<'end'> {
    const done = this.#ends.filter((lane) => lane.done);
    const { together, oneAfterAnother, speedup } = sumOfSpans(done, this.#ends.length);
    const at = Math.max(0, ...this.#ends.map(({ end }) => end));
    return { type: 'end', at, together, oneAfterAnother, speedup };
  }
}
