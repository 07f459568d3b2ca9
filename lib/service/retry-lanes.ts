import { lanesAskedIn, turnOf } from '@/lib/comparison/turns';
import { withAttemptInView } from '@/lib/comparison/with-attempt-in-view';
import type { Lane } from '@/lib/protocol/lane';
import type { Session } from '@/lib/session/session';
import type { LiveRun } from '../run/live-run';
import { newId } from '../run/new-id';
import type { App } from './app';
import { addRun, beginRun, type NewRun, takeLanes } from './begin-run';
import { noSuchComparison, Refusal, refuseUnsaved, refuseWhenLeaving, turnUnderWay } from './refusal';
import { requireOwnRun } from './require-own';

/**
 * Asks lanes of a turn again, each as its next attempt, in one run. The earlier attempts are kept.
 *
 * @param run any run of the turn: it only names the turn.
 * @throws Refusal before anything was created or started: one lane that cannot be asked again refuses all; see
 * {@link addRun} and {@link beginRun} for what else.
 */
export async function retryLanes(app: App, session: Session, run: string, lanes: readonly Lane[]): Promise<LiveRun> {
  refuseWhenLeaving(app);
  const { comparison, turn, session: owner } = await requireOwnRun(app, session, run);
  refuseUnsaved(app, comparison);
  await requireAsked(app, comparison, turn, lanes);
  const refuse = (busy: readonly Lane[]) => turnUnderWay(busy, lanes);
  takeLanes(app, comparison, lanes, refuse);
  try {
    const added = await addRun(app, comparison, newAttempts(app, comparison, turn, lanes), refuse);
    return await beginRun(app, owner, added);
  } catch (error) {
    app.liveRuns.giveBack(comparison, lanes);
    throw error;
  }
}

function newAttempts(app: App, comparison: string, turn: number, lanes: readonly Lane[]): NewRun {
  const run = newId();
  return {
    run,
    lanes,
    async add(_, runsBefore) {
      const attempts = { turn, lanes, run, owner: app.owner };
      const added = await app.persistence.addAttempts(comparison, attempts, runsBefore);
      return added && { turn, run: added };
    },
    grow(record, { run }) {
      const turns = record.turns.map((known) =>
        known.turn === turn ? { ...known, runs: [...known.runs, run] } : known,
      );
      // The newest attempts are what is wanted now.
      return lanes.reduce((grown, lane) => withAttemptInView(grown, turn, lane, null), { ...record, turns });
    },
  };
}

/** @throws Refusal when one of the lanes was not asked in that turn. */
async function requireAsked(app: App, comparison: string, turn: number, lanes: readonly Lane[]): Promise<void> {
  const record = await app.persistence.findComparison(comparison);
  if (!record) throw noSuchComparison();
  const asked = lanesAskedIn(turnOf(record.turns, turn) ?? { runs: [] });
  const absent = lanes.filter((lane) => !asked.has(lane));
  if (absent.length === 0) return;
  const who = absent.length === 1 ? `Lane ${absent[0]} was` : `Lanes ${absent.join(', ')} were`;
  throw new Refusal('not-found', `${who} not asked in turn ${turn}, so there is nothing to ask again.`);
}
