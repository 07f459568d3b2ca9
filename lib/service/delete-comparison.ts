import type { Session } from '@/lib/session/session';
import type { App } from './app';
import { refuseUnsaved } from './refusal';
import { requireOwnComparison } from './require-own';
import { stopWherever } from './stop-run';

/**
 * Stops what is under way in a comparison and puts it out of sight, with its links.
 *
 * @throws Refusal when that visitor has no such comparison, or it is not saved yet.
 */
export async function deleteComparison(app: App, session: Session, id: string): Promise<void> {
  const { visitor } = await requireOwnComparison(app, session, id);
  refuseUnsaved(app, id);
  await stopUnderWay(app, id);
  await app.persistence.deleteComparison(id, visitor);
  // It may have been asked again meanwhile; from now on it cannot be.
  await stopUnderWay(app, id);
  // A run of ours can be read for as long as it is looked after.
  await Promise.all(app.liveRuns.of(id).map(({ settled }) => settled));
  // Whatever is left of older ones: this one is deleted already, and the next deletion tries again.
  await forgetDeleted(app).catch(() => {});
}

async function stopUnderWay(app: App, id: string): Promise<void> {
  for (const { comparison, run } of await app.persistence.runsUnderWay())
    if (comparison === id) await stopWherever(app, run.run);
}

/** How long a deletion can be taken back, ms. */
const RESTORABLE_MS = 24 * 3600 * 1000;

/** Forgets for good what was deleted long enough ago. */
export async function forgetDeleted({ persistence, clock }: Pick<App, 'persistence' | 'clock'>): Promise<void> {
  await persistence.deleteForever(new Date(clock.date().getTime() - RESTORABLE_MS));
}
