import type { RunPlace } from '@/lib/persistence/persistence';
import type { Session, VisitorSession } from '@/lib/session/session';
import type { App } from './app';
import { anothers, noSuchComparison, noSuchRun } from './refusal';

/**
 * Makes sure that a comparison is this visitor's. That there is one of somebody else at an address may be told: ids are
 * too long to be guessed.
 *
 * @returns the session, of a visitor now.
 * @throws Refusal
 */
export async function requireOwnComparison(app: App, session: Session, id: string): Promise<VisitorSession> {
  const owner = await visitorOf(app, id);
  if (owner === null) throw noSuchComparison();
  if (owner !== session.visitor) throw anothers('comparison');
  return { ...session, visitor: owner };
}

/** @returns whether there is such a comparison, and it is somebody else's. */
export async function isAnothers(app: App, session: Session, id: string): Promise<boolean> {
  const owner = await visitorOf(app, id);
  return owner !== null && owner !== session.visitor;
}

interface OwnRun extends RunPlace {
  session: VisitorSession;
}

/**
 * The same of a run. Of one under way here no database is asked: it can be stopped without.
 *
 * @returns where the run belongs.
 * @throws Refusal
 */
export async function requireOwnRun(app: App, session: Session, run: string): Promise<OwnRun> {
  const live = app.liveRuns.get(run);
  const place = live?.place ?? (await app.persistence.findRun(run));
  const owner = live?.visitor ?? (place && (await visitorOf(app, place.comparison)));
  if (place === null || owner === null) throw noSuchRun();
  if (owner !== session.visitor) throw anothers('run');
  return { ...place, session: { ...session, visitor: owner } };
}

/** @returns null for a comparison that is not there, was deleted, or is nobody's. */
async function visitorOf({ unsaved, persistence }: App, comparison: string): Promise<string | null> {
  return unsaved.get(comparison)?.visitor ?? (await persistence.visitorOf(comparison));
}
