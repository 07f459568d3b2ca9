import type { Lane } from '@/lib/protocol/lane';
import type { Abreast } from './abreast';
import { beginRun } from './begin-run';
import type { LiveRun } from './live-run';
import { newId } from './new-id';
import { noSuchComparison, noSuchRun, Refusal } from './refusal';
import { refuseRunningElsewhere, takeLanes } from './take-lanes';
import { stateForHistory } from './view-comparison';

/**
 * Asks one lane of a run's turn again, as its next attempt, in a run of its own. The earlier attempts are kept.
 *
 * @throws Refusal before anything was created or started.
 */
export async function retryLane(app: Abreast, run: string, lane: Lane): Promise<LiveRun> {
  const place = await app.persistence.findRun(run);
  if (!place) throw noSuchRun();
  if (!place.run.lanes.some((seat) => seat.lane === lane)) {
    throw new Refusal('not-found', `This run has no lane ${lane}.`);
  }
  takeLanes(app, place.comparison, [lane]);
  try {
    const before = await app.persistence.findComparison(place.comparison);
    if (before) await refuseRunningElsewhere(app, before, [lane]);
    const added = await app.persistence.addAttempt(place.comparison, { turn: place.turn, lane, run: newId() });
    const record = await app.persistence.findComparison(place.comparison);
    if (!added || !record) throw noSuchComparison();
    return await beginRun(app, record, await stateForHistory(app, record), place.turn, added);
  } catch (error) {
    app.liveRuns.giveBack(place.comparison, [lane]);
    throw error;
  }
}
