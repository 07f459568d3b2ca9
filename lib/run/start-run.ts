import { sumOfSpans } from '@/lib/comparison/sum-of-lanes';
import type { LaneEvent } from '@/lib/protocol/run-event';
import type { Clock } from './clock';
import { fanOut } from './fan-out';
import type { HoldTimer } from './hold-timer';
import { LiveRun } from './live-run';
import type { Recorder } from './recorder';
import { startRunClock } from './run-clock';
import type { Seat } from './run-lane';
import { RunLog } from './run-log';

export interface RunPlan {
  run: string;
  comparison: string;
  turn: number;
  seats: readonly Seat[];
}

export interface RunContext {
  clock: Clock;
  hold: HoldTimer;
  recorder: Recorder;
  orphanGraceMs: number;
}

/**
 * Starts a run: lanes → log → recorder → readers. It returns in the tick in which all lanes have started, and
 * the run goes on whether or not anybody reads it.
 */
export function startRun(plan: RunPlan, { clock, hold, recorder, orphanGraceMs }: RunContext): LiveRun {
  const runClock = startRunClock(clock);
  const log = new RunLog(plan.run, runClock.elapsed, recorder.note);
  const spans = new LaneSpans();

  log.append({
    type: 'run',
    at: 0,
    run: plan.run,
    comparison: plan.comparison,
    turn: plan.turn,
    lanes: plan.seats.map(({ lane, model }) => ({ lane, model })),
    timestamp: runClock.timestampAt(0),
  });
  const lanes = fanOut(plan.seats, {
    clock: runClock,
    hold,
    emit: (event) => {
      log.append(event);
      if (spans.note(event) === plan.seats.length) log.append(spans.end());
    },
  });
  return new LiveRun(plan.run, plan.comparison, log, lanes, clock, orphanGraceMs);
}

/** When each lane started and ended, for the run's sum. */
class LaneSpans {
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

  end() {
    const { together, oneAfterAnother, speedup } = sumOfSpans(this.#spans);
    const at = Math.max(0, ...this.#spans.map((span) => span.end));
    return { type: 'end' as const, at, together, oneAfterAnother, speedup };
  }
}
