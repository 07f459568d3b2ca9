import type { App } from './app';

/** How long a deletion can be undone, ms. */
const RESTORABLE_MS = 24 * 3600 * 1000;
const DAY_MS = 24 * 3600 * 1000;
/** How often a process purges, ms. */
const EVERY_MS = 3600 * 1000;

type Purging = Pick<App, 'persistence' | 'clock' | 'environment'>;

/** Purges now and every hour while the process lives. Never rejects: the next time tries again. */
export async function keepPurging(app: Purging): Promise<void> {
  app.clock.after(EVERY_MS, () => void keepPurging(app));
  for (const purge of [purgeDeleted, purgeUnchanged, purgeLimits]) await purge(app).catch(() => {});
}

/** Removes comparisons permanently that were deleted long enough ago. */
export async function purgeDeleted({ persistence, clock }: Purging): Promise<void> {
  await persistence.purgeDeleted(new Date(clock.date().getTime() - RESTORABLE_MS));
}

/** Removes comparisons permanently that are older than this deployment retains; `RETENTION_DAYS`. */
async function purgeUnchanged({ persistence, clock, environment: { retentionDays } }: Purging): Promise<void> {
  if (retentionDays === null) return;
  await persistence.purgeUnchanged(new Date(clock.date().getTime() - retentionDays * DAY_MS));
}

async function purgeLimits({ persistence }: Purging): Promise<void> {
  await persistence.purgeLimits();
}
