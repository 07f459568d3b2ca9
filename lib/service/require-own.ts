import { hidesNames } from '@/lib/comparison/hides-names';
import type { ComparisonOwner } from '@/lib/persistence/history';
import type { ComparisonRecord } from '@/lib/protocol/comparison';
import type { Session, VisitorSession } from '@/lib/session/session';
import type { LiveRun } from '../run/live-run';
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
  const owner = await ownerOf(app, id);
  if (owner === null) throw unknown(app, noSuchComparison);
  if (owner.visitor !== session.visitor) throw anothers('comparison');
  return { ...session, visitor: owner.visitor };
}

/** @returns whether the comparison exists and belongs to another visitor. */
export async function isAnothers(app: App, session: Session, id: string): Promise<boolean> {
  const owner = await ownerOf(app, id);
  return owner !== null && owner.visitor !== session.visitor;
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
  /** The visitor may not know who answers yet. */
  blind: boolean;
}

/**
 * The same for a run. For one that is active here no database is needed, so that it can always be stopped; while the database
 * is away the names of one that began blind stay hidden.
 *
 * @throws Refusal
 */
export async function requireOwnRun(app: App, session: Session, run: string): Promise<OwnRun> {
  const live = app.liveRuns.get(run);
  const place = live?.place ?? (await app.persistence.findRun(run));
  const owner = live ? await liveOwner(app, live) : place && (await ownerOf(app, place.comparison));
  if (place === null || owner === null) throw unknown(app, noSuchRun);
  if (owner.visitor !== session.visitor) throw anothers('run');
  return { ...place, blind: owner.blind, session: { ...session, visitor: owner.visitor } };
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
async function ownerOf({ unsaved, persistence }: App, comparison: string): Promise<ComparisonOwner | null> {
  const known = unsaved.get(comparison);
  if (known) return { visitor: known.visitor, blind: hidesNames(known.record) };
  return persistence.findOwner(comparison);
}

async function liveOwner(app: App, { visitor, blind, comparison }: LiveRun): Promise<ComparisonOwner> {
  const stays = { visitor, blind };
  return blind ? ((await ownerOf(app, comparison).catch(() => null)) ?? stays) : stays;
}

function unknown({ environment }: App, refusal: () => Refusal): Refusal {
  return environment.database === null ? unknownWhereNothingIsKept() : refusal();
}
