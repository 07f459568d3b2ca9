import type { App } from './app';

/** How long a deletion can be taken back, ms. */
const RESTORABLE_MS = 24 * 3600 * 1000;

/** Forgets for good what was deleted long enough ago. */
export async function forgetDeleted({ persistence, clock }: Pick<App, 'persistence' | 'clock'>): Promise<void> {
  await persistence.deleteForever(new Date(clock.date().getTime() - RESTORABLE_MS));
}
