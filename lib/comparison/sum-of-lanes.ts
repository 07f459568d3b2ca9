import type { LaneEvent, RunEventOf } from '@/lib/protocol/run-event';
import { type Answer, isRunning } from './answer';

/** What asking at once saved, over the lanes that count. */
export interface LanesSum {
  /** ms from the first start to the last end. */
  together: number;
  /** ms from start to end, over all of them. */
  oneAfterAnother: number;
  /** Their ratio; 1 when nothing took time. */
  speedup: number;
  /** How many lanes count, and how many were asked. */
  counted: number;
  lanes: number;
}

/**
 * The sum of the lanes that are done: one that failed or was stopped did not do what it was asked, and one that waited until
 * its source was free was not asked at the same time. Lanes that are asked again later run by a clock of their own; their time
 * counts from their own start.
 *
 * @param elapsed ms since a run began; where it is given, lanes under way count too, as far as they have come.
 */
export function sumOfLanes(answers: readonly Answer[], elapsed?: (run: string) => number): LanesSum {
  const spans = answers.flatMap((answer) => {
    const { startedAt: start, queue } = answer;
    if (queue !== null) return [];
    if (isRunning(answer)) return elapsed ? [{ start, end: elapsed(answer.run) }] : [];
    return answer.phase === 'done' ? [{ start, end: answer.endedAt }] : [];
  });
  return sumOfSpans(spans, answers.length);
}

/** The same of bare spans, ms on one clock. */
export function sumOfSpans(spans: readonly { start: number; end: number }[], lanes: number): LanesSum {
  const counted = spans.length;
  if (counted === 0) return { together: 0, oneAfterAnother: 0, speedup: 1, counted, lanes };
  const first = Math.min(...spans.map((span) => span.start));
  const last = Math.max(...spans.map((span) => span.end));
  const together = Math.max(0, last - first);
  const oneAfterAnother = spans.reduce((sum, span) => sum + Math.max(0, span.end - span.start), 0);
  return { together, oneAfterAnother, speedup: together === 0 ? 1 : oneAfterAnother / together, counted, lanes };
}

/** The three figures as a run's `end` has them. */
export function runSum(answers: readonly Answer[]) {
  const { together, oneAfterAnother, speedup } = sumOfLanes(answers);
  return { together, oneAfterAnother, speedup };
}

/** When each lane started and ended, for the run's sum. */
export class LaneSpans {
  #queued = new Set<string>();
  #starts = new Map<string, number>();
  #ends: { start: number; end: number; done: boolean }[] = [];

  /** @returns how many lanes have ended. */
  note(event: LaneEvent): number {
    if (event.type === 'queued' && event.queue === 'source') this.#queued.add(event.lane);
    if (event.type === 'start') this.#starts.set(event.lane, event.at);
    if (event.type === 'done' || event.type === 'error') {
      const done = event.type === 'done' && event.reason !== 'stopped' && !this.#queued.has(event.lane);
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
