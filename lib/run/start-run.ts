import type { RunKind } from '@/lib/protocol/comparison';
import { LaneSpans } from '../comparison/sum-of-lanes';
import type { Clock } from '../time/clock';
import { LiveRun } from './live-run';
import type { HoldTimer } from './piece-merger';
import type { Recorder } from './recorder';
import { startRunClock } from './run-clock';
import { type LaneContext, type PlannedLane, type RunningLane, runLane } from './run-lane';
import { RunLog } from './run-log';

export interface RunPlan {
  run: string;
  kind: RunKind;
  comparison: string;
  turn: number;
  visitor: string;
  lanes: readonly PlannedLane[];
}

export interface RunContext {
  clock: Clock;
  hold: HoldTimer;
  recorder: Recorder;
  orphanGraceMs: number;
  /** The longest time of a lane, ms. */
  laneMs: number;
  /** Whether another process has a reader of the run. */
  isReadElsewhere(run: string): Promise<boolean>;
}

/**
 * Starts a run: lanes → log → recorder → readers. On this way pieces are gathered in five places, each for a reason of its
 * own (docs/architecture.md): the deltas of one read (`provider/answer-reader`), a lane's pieces within 16 ms
 * (`piece-merger`), what all runs append in one tick (`recorder`), what was released since a reader's last pull
 * (`read-log`), and in the browser the events of one animation frame (`client/frame-queue`).
 *
 * Returns in the tick in which all lanes have started. The run does not need a reader.
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
    kind: plan.kind,
    comparison: plan.comparison,
    turn: plan.turn,
    lanes: plan.lanes.map(({ lane, model }) => ({ lane, model })),
    timestamp: runClock.timestampAt(0),
  });
  const lanes = fanOut(plan.lanes, {
    clock: runClock,
    hold,
    laneMs,
    emit: (event) => {
      log.append(event);
      if (spans.note(event) === plan.lanes.length) log.append(spans.end());
    },
  });
  const run = {
    run: plan.run,
    kind: plan.kind,
    lanes: plan.lanes.map(({ lane, attempt, model }) => ({ lane, attempt, model })),
  };
  const place = { comparison: plan.comparison, turn: plan.turn, run };
  return new LiveRun(place, plan.visitor, log, lanes, clock, orphanGraceMs, isReadElsewhere);
}

/** Starts every lane in the same tick: first all `start` events at one instant, then all calls. No lane awaits another. */
export function fanOut(lanes: readonly PlannedLane[], context: LaneContext): RunningLane[] {
  const at = context.clock.elapsed();
  const timestamp = context.clock.timestampAt(at);
  for (const { lane, model, attempt } of lanes) {
    context.emit({ type: 'start', at, lane, model, attempt, timestamp });
  }
  return lanes.map((planned) => runLane(planned, context));
}
