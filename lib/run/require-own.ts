import type { RunPlace } from '@/lib/persistence/persistence';
import type { Abreast } from './abreast';
import { noSuchComparison, noSuchRun } from './refusal';

/**
 * Makes sure that a comparison is this visitor's. Another's is answered like one that is not there.
 *
 * @throws Refusal
 */
export async function requireOwnComparison(app: Abreast, visitor: string | null, id: string): Promise<void> {
  if (!(await isOwn(app, visitor, id))) throw noSuchComparison();
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
export async function requireOwnRun(app: Abreast, visitor: string | null, run: string): Promise<OwnRun> {
  const live = app.liveRuns.get(run);
  if (visitor === null) throw noSuchRun();
  if (live?.visitor === visitor) return { ...live.place, visitor };
  const place = live ? null : await app.persistence.findRun(run);
  if (!place || !(await isOwn(app, visitor, place.comparison))) throw noSuchRun();
  return { ...place, visitor };
}

async function isOwn(app: Abreast, visitor: string | null, comparison: string): Promise<boolean> {
  if (visitor === null) return false;
  const whose = app.unsaved.get(comparison)?.visitor ?? (await app.persistence.visitorOf(comparison));
  return whose === visitor;
}
