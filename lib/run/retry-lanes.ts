import { lanesAskedIn, turnOf } from '@/lib/comparison/turns';
import type { Lane } from '@/lib/protocol/lane';
import type { Abreast } from './abreast';
import { addRun } from './add-run';
import { beginRun } from './begin-run';
import type { LiveRun } from './live-run';
import { newId } from './new-id';
import { noSuchComparison, Refusal, refuseUnsaved, refuseWhenLeaving, turnUnderWay } from './refusal';
import { requireOwnRun } from './require-own';
import { takeLanes } from './take-lanes';
import { stateForHistory } from './view-comparison';

/**
 * Asks lanes of a turn again, each as its next attempt, in one run. The earlier attempts are kept.
 *
 * @param run any run of the turn: it only names the turn.
 * @throws Refusal before anything was created or started: one lane that cannot be asked again refuses all.
 */
export async function retryLanes(
  app: Abreast,
  visitor: string | null,
  run: string,
  lanes: readonly Lane[],
): Promise<LiveRun> {
  refuseWhenLeaving(app);
  const { comparison, turn, ...place } = await requireOwnRun(app, visitor, run);
  refuseUnsaved(app, comparison);
  await requireAsked(app, comparison, turn, lanes);
  const refuse = (busy: readonly Lane[]) => turnUnderWay(busy, lanes);
  takeLanes(app, comparison, lanes, refuse);
  try {
    const attempts = { turn, lanes, run: newId(), owner: app.owner };
    const add = (_: unknown, runsBefore: number) => app.persistence.addAttempts(comparison, attempts, runsBefore);
    const added = await addRun(app, comparison, lanes, add, refuse);
    const record = await app.persistence.findComparison(comparison);
    if (!record) throw noSuchComparison();
    const state = await stateForHistory(app, record, added.run);
    return await beginRun(app, { visitor: place.visitor, record, state, turn, run: added });
  } catch (error) {
    app.liveRuns.giveBack(comparison, lanes);
    throw error;
  }
}

/** @throws Refusal when one of the lanes was not asked in that turn. */
async function requireAsked(app: Abreast, comparison: string, turn: number, lanes: readonly Lane[]): Promise<void> {
  const record = await app.persistence.findComparison(comparison);
  if (!record) throw noSuchComparison();
  const asked = lanesAskedIn(turnOf(record.turns, turn) ?? { runs: [] });
  const absent = lanes.filter((lane) => !asked.has(lane));
  if (absent.length === 0) return;
  const who = absent.length === 1 ? `Lane ${absent[0]} was` : `Lanes ${absent.join(', ')} were`;
  throw new Refusal('not-found', `${who} not asked in turn ${turn}, so there is nothing to ask again.`);
}
