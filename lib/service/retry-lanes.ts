import { lanesAskedIn, turnOf } from '@/lib/comparison/turns';
import { withAttemptInView } from '@/lib/comparison/with-attempt-in-view';
import type { LaneRequest } from '@/lib/protocol/ask';
import type { ComparisonRecord } from '@/lib/protocol/comparison';
import type { Lane } from '@/lib/protocol/lane';
import type { Session } from '@/lib/session/session';
import { newId } from '../run/new-id';
import type { App } from './app';
import { addRun, type RunPlan, type StartedRun } from './begin-run';
import { findRecord, lanesOf } from './load-comparison';
import { Refusal, refuseWhenLeaving, turnUnderWay } from './refusal';
import { requireOwnRun } from './require-own';

/**
 * Asks lanes of a turn again, each as its next attempt, in one run. Earlier attempts are kept.
 *
 * @param run any run of the turn: it only names the turn.
 * @throws Refusal before anything was created or started: one lane that cannot be asked refuses all; else as
 * {@link addRun}.
 */
export async function retryLanes(
  app: App,
  session: Session,
  run: string,
  requests: readonly LaneRequest[],
): Promise<StartedRun> {
  refuseWhenLeaving(app);
  const { comparison, turn, session: owner } = await requireOwnRun(app, session, run);
  const record = await findRecord(app, comparison);
  const lanes = requests.map(({ lane }) => lane);
  const refuse = (busy: readonly Lane[]) => turnUnderWay(busy, lanes);
  return addRun(app, owner, record, (current) => planAttempts(app, current, turn, lanes), refuse);
}

function planAttempts(app: App, record: ComparisonRecord, turn: number, lanes: readonly Lane[]): RunPlan {
  requireAsked(record, turn, lanes);
  const run = newId();
  return {
    run,
    lanes,
    async add(runsBefore) {
      const attempts = { turn, lanes: lanesOf(record, lanes), run, owner: app.owner };
      const added = await app.persistence.addAttempts(record.id, attempts, runsBefore);
      return added && { turn, run: added };
    },
    grow({ run }) {
      const turns = record.turns.map((known) =>
        known.turn === turn ? { ...known, runs: [...known.runs, run] } : known,
      );
      // The new attempts are selected.
      return lanes.reduce((grown, lane) => withAttemptInView(grown, turn, lane, null), { ...record, turns });
    },
  };
}

/** @throws Refusal when one of the lanes was not asked in that turn. */
function requireAsked(record: ComparisonRecord, turn: number, lanes: readonly Lane[]): void {
  const known = lanesAskedIn(turnOf(record.turns, turn) ?? { runs: [] });
  const absent = lanes.filter((lane) => !known.has(lane));
  if (absent.length === 0) return;
  const subject = absent.length === 1 ? `Lane ${absent[0]} was` : `Lanes ${absent.join(', ')} were`;
  throw new Refusal('not-found', `${subject} not asked in turn ${turn}, so there is nothing to ask again.`);
}
