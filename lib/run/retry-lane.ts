import type { Lane } from '@/lib/protocol/lane';
import type { Abreast } from './abreast';
import { addRun } from './add-run';
import { beginRun } from './begin-run';
import type { LiveRun } from './live-run';
import { newId } from './new-id';
import { noSuchComparison, Refusal, refuseUnsaved, refuseWhenLeaving } from './refusal';
import { requireOwnRun } from './require-own';
import { takeLanes } from './take-lanes';
import { stateForHistory } from './view-comparison';

/**
 * Asks one lane of a run's turn again, as its next attempt, in a run of its own. The earlier attempts are kept.
 *
 * @throws Refusal before anything was created or started.
 */
export async function retryLane(app: Abreast, visitor: string | null, run: string, lane: Lane): Promise<LiveRun> {
  refuseWhenLeaving(app);
  const place = await requireOwnRun(app, visitor, run);
  if (!place.run.lanes.some((seat) => seat.lane === lane)) {
    throw new Refusal('not-found', `This run has no lane ${lane}.`);
  }
  refuseUnsaved(app, place.comparison);
  takeLanes(app, place.comparison, [lane]);
  try {
    const added = await addRun(app, place.comparison, [lane], (_record, runsBefore) =>
      app.persistence.addAttempt(
        place.comparison,
        { turn: place.turn, lane, run: newId(), owner: app.owner },
        runsBefore,
      ),
    );
    const record = await app.persistence.findComparison(place.comparison);
    if (!record) throw noSuchComparison();
    const state = await stateForHistory(app, record, added.run);
    return await beginRun(app, { visitor: place.visitor, record, state, turn: place.turn, run: added });
  } catch (error) {
    app.liveRuns.giveBack(place.comparison, [lane]);
    throw error;
  }
}
