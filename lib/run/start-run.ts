import type { Clock } from '../time/clock';
import { fanOut } from './fan-out';
import type { HoldTimer } from './hold-timer';
import { LaneSpans } from './lane-spans';
import { LiveRun } from './live-run';
import type { Recorder } from './recorder';
import { startRunClock } from './run-clock';
import type { Seat } from './run-lane';
import { RunLog } from './run-log';

export interface RunPlan {
  run: string;
  comparison: string;
  turn: number;
  visitor: string;
  seats: readonly Seat[];
}

export interface RunContext {
  clock: Clock;
  hold: HoldTimer;
  recorder: Recorder;
  orphanGraceMs: number;
  /** No lane lasts longer. */
  laneMs: number;
  /** Whether another process has a reader of that run. */
  isReadElsewhere(run: string): Promise<boolean>;
}

/**
 * Starts a run: lanes → log → recorder → readers. It returns in the tick in which all lanes have started, and
 * the run goes on whether or not anybody reads it.
 */
export function startRun(
  plan: RunPlan,
  { clock, hold, recorder, orphanGraceMs, laneMs, isReadElsewhere }: RunContext,
): LiveRun {
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
    laneMs,
    emit: (event) => {
      log.append(event);
      if (spans.note(event) === plan.seats.length) log.append(spans.end());
    },
  });
  const run = { run: plan.run, lanes: plan.seats.map(({ lane, attempt, model }) => ({ lane, attempt, model })) };
  const place = { comparison: plan.comparison, turn: plan.turn, run };
  return new LiveRun(place, plan.visitor, log, lanes, clock, orphanGraceMs, isReadElsewhere);
}
