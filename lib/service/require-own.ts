import type { RunPlace } from '@/lib/persistence/persistence';
import type { App } from './app';
import { anothers, noSuchComparison, noSuchRun } from './refusal';

/**
 * Makes sure that a comparison is this visitor's. That there is one of somebody else at an address may be told: ids are
 * too long to be guessed.
 *
 * @returns the visitor.
 * @throws Refusal
 */
export async function requireOwnComparison(app: App, visitor: string | null, id: string): Promise<string> {
  const whose = await visitorOf(app, id);
  if (whose === null) throw noSuchComparison();
  if (whose !== visitor) throw anothers('comparison');
  return whose;
}

/** @returns whether there is such a comparison, and it is somebody else's. */
export async function isAnothers(app: App, visitor: string | null, id: string): Promise<boolean> {
  const whose = await visitorOf(app, id);
  return whose !== null && whose !== visitor;
}

interface OwnRun extends RunPlace {
  visitor: string;
}

/**
 * The same of a run. Of one under way here no database is asked: it can be stopped without.
 *
 * @returns where the run belongs.
 * @throws Refusal
 */
export async function requireOwnRun(app: App, visitor: string | null, run: string): Promise<OwnRun> {
  const live = app.liveRuns.get(run);
  const place = live?.place ?? (await app.persistence.findRun(run));
  const whose = live?.visitor ?? (place && (await visitorOf(app, place.comparison)));
  if (place === null || whose === null) throw noSuchRun();
  if (whose !== visitor) throw anothers('run');
  return { ...place, visitor: whose };
}

/** @returns null for a comparison that is not there, was deleted, or is nobody's. */
async function visitorOf({ unsaved, persistence }: App, comparison: string): Promise<string | null> {
  return unsaved.get(comparison)?.visitor ?? (await persistence.visitorOf(comparison));
}
