import { hidesNames } from '@/lib/comparison/hides-names';
import type { Lane } from '@/lib/protocol/lane';
import type { Session } from '@/lib/session/session';
import type { App } from './app';
import { Refusal, stillBlind } from './refusal';
import { findOwnRun, requireOwnRun } from './require-own';

/**
 * Stops a run, or one lane of it. Does nothing if it has ended.
 *
 * @throws Refusal when that visitor has no such run, it has no such lane, or its names are hidden and one lane is to stop.
 */
export async function stopRun(app: App, session: Session, run: string, lane?: Lane): Promise<void> {
  const place = await requireOwnRun(app, session, run);
  if (lane && !place.run.lanes.some((record) => record.lane === lane)) {
    throw new Refusal('not-found', `This run has no lane ${lane}.`);
  }
  if (lane) await refuseBlindLane(app, session, run);
  await stopAnywhere(app, run, lane);
}

/** While names are hidden nobody may learn which lane has ended, and stopping one would tell. @throws Refusal */
async function refuseBlindLane(app: App, session: Session, run: string): Promise<void> {
  // Of a run that was never blind nothing is asked of the database.
  if (app.liveRuns.get(run)?.blind === false) return;
  const { record } = await findOwnRun(app, session, run);
  if (hidesNames(record))
    throw stillBlind('The names are still hidden, so no lane is stopped alone. Stop all of them.');
}

/** Stops a run, or one lane of it, in this or another process. */
export async function stopAnywhere(app: App, run: string, lane?: Lane): Promise<void> {
  const live = app.liveRuns.get(run);
  if (live) live.stop(lane);
  else await app.persistence.requestStop(run, lane ?? null);
}
