import type { Session, VisitorSession } from '@/lib/session/session';
import type { InterruptedRun } from '../run/takeover/closing-entries';
import type { App } from './app';
import { anothers, noSuchComparison, noSuchRun } from './refusal';

/**
 * Makes sure that a comparison belongs to the visitor. The refusal may say that it belongs to another one, since ids are
 * too long to guess.
 *
 * @throws Refusal
 */
export async function requireOwnComparison(app: App, session: Session, id: string): Promise<VisitorSession> {
  const owner = await visitorOf(app, id);
  if (owner === null) throw noSuchComparison();
  if (owner !== session.visitor) throw anothers('comparison');
  return { ...session, visitor: owner };
}

/** @returns whether the comparison exists and belongs to another visitor. */
export async function isAnothers(app: App, session: Session, id: string): Promise<boolean> {
  const owner = await visitorOf(app, id);
  return owner !== null && owner !== session.visitor;
}

interface OwnRun extends InterruptedRun {
  session: VisitorSession;
}

/**
 * The same for a run. For one that is active here no database is needed, so that it can always be stopped.
 *
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

/** @returns null for a comparison that is unknown, deleted, or without an owner. */
async function visitorOf({ unsaved, persistence }: App, comparison: string): Promise<string | null> {
  return unsaved.get(comparison)?.visitor ?? (await persistence.visitorOf(comparison));
}
