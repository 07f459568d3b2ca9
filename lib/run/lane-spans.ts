import { sumOfSpans } from '@/lib/comparison/sum-of-lanes';
import type { LaneEvent, RunEventOf } from '@/lib/protocol/run-event';

/** When each lane started and ended, for the run's sum. */
export class LaneSpans {
  #starts = new Map<string, number>();
  #spans: { start: number; end: number }[] = [];

  /** @returns how many lanes have ended. */
  note(event: LaneEvent): number {
    if (event.type === 'start') this.#starts.set(event.lane, event.at);
    if (event.type === 'done' || event.type === 'error') {
      this.#spans.push({ start: this.#starts.get(event.lane) ?? 0, end: event.at });
    }
    return this.#spans.length;
  }

  end(): RunEventOf<'end'> {
    const { together, oneAfterAnother, speedup } = sumOfSpans(this.#spans);
    const at = Math.max(0, ...this.#spans.map((span) => span.end));
    return { type: 'end', at, together, oneAfterAnother, speedup };
  }
}
