import { hidesNames } from '@/lib/comparison/hides-names';
import type { AskedLane, ComparisonRecord } from '@/lib/protocol/comparison';
import type { LaneRequest } from '@/lib/protocol/lane-request';
import type { Session } from '@/lib/session/session';
import { withSelectedAttempt } from '../comparison/selected-answers';
import { newId } from '../run/new-id';
import { admitted } from './admit';
import type { App } from './app';
import { addRun, type RunPlan, type StartedRun } from './begin-run';
import { chooseLanes } from './choose-lanes';
import { refuseUnsaved, refuseWhenLeaving, turnUnderWay } from './refusal';
import { refuseBlindRetry } from './refuse-blind';
import { findOwnRun } from './require-own';

/**
 * Asks lanes in a turn, each as its next attempt, in one run: 1 for a lane that was left out of the turn. Earlier
 * attempts are kept.
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
  const { record: first, turn, session: owner } = await findOwnRun(app, session, run);
  refuseUnsaved(app, first.id);
  const named = requests.map(({ lane }) => lane);
  const plan = async (record: ComparisonRecord) => {
    if (hidesNames(record)) await refuseBlindRetry(app, record, requests);
    const lanes = await chooseLanes(app, record, { requests, turn, first });
    return planAttempts(app, record, turn, lanes);
  };
  return admitted(app, session, () => addRun(app, owner, first, plan, (busy) => turnUnderWay(busy, named)));
}

function planAttempts(app: App, record: ComparisonRecord, turn: number, askedLanes: readonly AskedLane[]): RunPlan {
  const lanes = askedLanes.map(({ lane }) => lane);
  const run = newId();
  return {
    run,
    lanes,
    async add(runsBefore) {
      const attempts = { turn, lanes: askedLanes, run, owner: app.owner };
      const added = await app.persistence.addAttempts(record.id, attempts, runsBefore);
      return added && { turn, run: added };
    },
    grow({ run }) {
      const turns = record.turns.map((known) =>
        known.turn === turn ? { ...known, runs: [...known.runs, run] } : known,
      );
      // The new attempts are selected.
      return lanes.reduce((grown, lane) => withSelectedAttempt(grown, turn, lane, null), { ...record, turns });
    },
  };
}
