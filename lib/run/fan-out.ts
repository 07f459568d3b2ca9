import { type LaneContext, type PlannedLane, type RunningLane, runLane } from './run-lane';

/**
 * Starts every lane in the same tick: first all `start` events, at one instant, then all calls. Each lane then
 * runs by itself; none awaits another.
 */
export function fanOut(lanes: readonly PlannedLane[], context: LaneContext): RunningLane[] {
  const at = context.clock.elapsed();
  const timestamp = context.clock.timestampAt(at);
  for (const { lane, model, attempt } of lanes) {
    context.emit({ type: 'start', at, lane, model, attempt, timestamp });
  }
  return lanes.map((planned) => runLane(planned, context));
}
