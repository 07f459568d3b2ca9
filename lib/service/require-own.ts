import type { ComparisonRecord } from '@/lib/protocol/comparison';
import type { Session, VisitorSession } from '@/lib/session/session';
import type { InterruptedRun } from '../run/takeover/closing-entries';
import type { App } from './app';
import { anothers, noSuchComparison, noSuchRun, type Refusal, unknownWhereNothingIsKept } from './refusal';

/**
 * Makes sure that a comparison belongs to the visitor. The refusal may say that it belongs to another one, since ids are
 * too long to guess.
 *
 * @throws Refusal
 */
export async function requireOwnComparison(app: App, session: Session, id: string): Promise<VisitorSession> {
  const owner = await visitorOf(app, id);
  if (owner === null) throw unknown(app, noSuchComparison);
  if (owner !== session.visitor) throw anothers('comparison');
  return { ...session, visitor: owner };
}

/** @returns whether the comparison exists and belongs to another visitor. */
export async function isAnothers(app: App, session: Session, id: string): Promise<boolean> {
  const owner = await visitorOf(app, id);
  return owner !== null && owner !== session.visitor;
}

/**
 * As {@link requireOwnComparison}, with the record.
 *
 * @throws Refusal
 */
export async function findOwnComparison(app: App, session: Session, id: string): Promise<OwnComparison> {
  const found = app.unsaved.get(id) ?? (await app.persistence.findOwned(id));
  if (!found || found.visitor === null) throw unknown(app, noSuchComparison);
  if (found.visitor !== session.visitor) throw anothers('comparison');
  return { record: found.record, session: { ...session, visitor: found.visitor } };
}

interface OwnComparison {
  record: ComparisonRecord;
  session: VisitorSession;
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
  if (place === null || owner === null) throw unknown(app, noSuchRun);
  if (owner !== session.visitor) throw anothers('run');
  return { ...place, session: { ...session, visitor: owner } };
}

/**
 * As {@link requireOwnRun}, with the record of the run's comparison.
 *
 * @throws Refusal
 */
export async function findOwnRun(app: App, session: Session, run: string): Promise<OwnComparison & { turn: number }> {
  const place = app.liveRuns.get(run)?.place ?? (await app.persistence.findRun(run));
  const found = place && (app.unsaved.get(place.comparison) ?? (await app.persistence.findOwned(place.comparison)));
  if (!found || found.visitor === null) throw unknown(app, noSuchRun);
  if (found.visitor !== session.visitor) throw anothers('run');
  return { turn: place.turn, record: found.record, session: { ...session, visitor: found.visitor } };
}

/** @returns null for a comparison that is unknown, deleted, or without an owner. */
async function visitorOf({ unsaved, persistence }: App, comparison: string): Promise<string | null> {
  return unsaved.get(comparison)?.visitor ?? (await persistence.visitorOf(comparison));
}

function unknown({ environment }: App, refusal: () => Refusal): Refusal {
  return environment.database === null ? unknownWhereNothingIsKept() : refusal();
}
