import type { Lane } from '@/lib/protocol/lane';
import type { Session } from '@/lib/session/session';
import type { App } from './app';
import { Refusal } from './refusal';
import { requireOwnRun } from './require-own';

/**
 * Stops a run, or one lane of it. Does nothing if it has ended.
 *
 * @throws Refusal when that visitor has no such run, or it has no such lane.
 */
export async function stopRun(app: App, session: Session, run: string, lane?: Lane): Promise<void> {
  const place = await requireOwnRun(app, session, run);
  if (lane && !place.run.lanes.some((record) => record.lane === lane)) {
    throw new Refusal('not-found', `This run has no lane ${lane}.`);
  }
  await stopAnywhere(app, run, lane);
}

/** Stops a run, or one lane of it, in this or another process. */
export async function stopAnywhere(app: App, run: string, lane?: Lane): Promise<void> {
  const live = app.liveRuns.get(run);
  if (live) live.stop(lane);
  else await app.persistence.requestStop(run, lane ?? null);
}
