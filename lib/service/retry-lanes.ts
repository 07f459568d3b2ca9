import { selectedLanes } from '@/lib/comparison/lanes';
import { turnOf } from '@/lib/comparison/turns';
import { withSelectedAttempt } from '@/lib/comparison/with-selected-attempt';
import type { LaneRequest } from '@/lib/protocol/ask';
import type { ComparisonRecord, LaneRecord } from '@/lib/protocol/comparison';
import type { Lane } from '@/lib/protocol/lane';
import type { Session } from '@/lib/session/session';
import { newId } from '../run/new-id';
import type { App } from './app';
import { addRun, type RunPlan, type StartedRun } from './begin-run';
import { Refusal, refuseUnsaved, refuseWhenLeaving, turnUnderWay } from './refusal';
import { findOwnRun } from './require-own';

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
  const { record, turn, session: owner } = await findOwnRun(app, session, run);
  refuseUnsaved(app, record.id);
  const lanes = requests.map(({ lane }) => lane);
  const refuse = (busy: readonly Lane[]) => turnUnderWay(busy, lanes);
  return addRun(app, owner, record, (current) => planAttempts(app, current, turn, lanes), refuse);
}

function planAttempts(app: App, record: ComparisonRecord, turn: number, lanes: readonly Lane[]): RunPlan {
  const asked = requireAsked(record, turn, lanes);
  const run = newId();
  return {
    run,
    lanes,
    async add(runsBefore) {
      const attempts = { turn, lanes: asked, run, owner: app.owner };
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

/** @returns the lanes as they were asked in that turn. @throws Refusal when one of them was not asked in it. */
function requireAsked(record: ComparisonRecord, turn: number, lanes: readonly Lane[]): LaneRecord[] {
  const known = selectedLanes(turnOf(record.turns, turn) ?? { runs: [], selected: {} });
  const asked = lanes.flatMap((lane) => known.find((candidate) => candidate.lane === lane) ?? []);
  const absent = lanes.filter((lane) => !asked.some((candidate) => candidate.lane === lane));
  if (absent.length === 0) return asked;
  const subject = absent.length === 1 ? `Lane ${absent[0]} was` : `Lanes ${absent.join(', ')} were`;
  throw new Refusal('not-found', `${subject} not asked in turn ${turn}, so there is nothing to ask again.`);
}
