import type { Session } from '@/lib/session/session';
import type { App } from './app';
import { purgeDeleted } from './purge';
import { refuseUnsaved } from './refusal';
import { requireOwnComparison } from './require-own';
import { stopAnywhere } from './stop-run';

/**
 * Stops the active runs of a comparison and deletes it, with its links. It can be restored for a day.
 *
 * @throws Refusal when that visitor has no such comparison, or it is not saved yet.
 */
export async function deleteComparison(app: App, session: Session, id: string): Promise<void> {
  const { visitor } = await requireOwnComparison(app, session, id);
  refuseUnsaved(app, id);
  await stopActive(app, id);
  await app.persistence.deleteComparison(id, visitor);
  // A run may have been added meanwhile; from now on none can be.
  await stopActive(app, id);
  // A run of this process can be read until it is settled.
  await Promise.all(app.liveRuns.of(id).map(({ settled }) => settled));
  // Purges earlier deletions. This one is done, so a failure may wait for the next deletion.
  await purgeDeleted(app).catch(() => {});
}

async function stopActive(app: App, id: string): Promise<void> {
  for (const { comparison, run } of await app.persistence.activeRuns())
    if (comparison === id) await stopAnywhere(app, run.run);
}
