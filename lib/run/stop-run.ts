import type { Lane } from '@/lib/protocol/lane';
import type { Abreast } from './abreast';
import { noSuchRun, Refusal } from './refusal';

/**
 * Stops a run, or one lane of it; nothing when it has ended.
 *
 * @throws Refusal when there is no such run, or no such lane in it.
 */
export async function stopRun(app: Abreast, run: string, lane?: Lane): Promise<void> {
  const place = await app.persistence.findRun(run);
  if (!place) throw noSuchRun();
  if (lane && !place.run.lanes.some((seat) => seat.lane === lane)) {
    throw new Refusal('not-found', `This run has no lane ${lane}.`);
  }
  const live = app.liveRuns.get(run);
  if (live) live.stop(lane);
  else await app.persistence.requestStop(run, lane ?? null);
}
