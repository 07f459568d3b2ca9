import { type LaneContext, type RunningLane, runLane, type Seat } from './run-lane';

/**
 * Starts every lane in the same tick: first all `start` events, at one instant, then all calls. Each lane then
 * runs by itself; none awaits another.
 */
export function fanOut(seats: readonly Seat[], context: LaneContext): RunningLane[] {
  const at = context.clock.elapsed();
  const timestamp = context.clock.timestampAt(at);
  for (const { lane, model, attempt } of seats) {
    context.emit({ type: 'start', at, lane, model, attempt, timestamp });
  }
  return seats.map((seat) => runLane(seat, context));
}
