import type { Session } from '@/lib/session/session';
import { pause } from '../time/pause';
import { within } from '../time/within';
import type { App } from './app';
import { refuseUnsaved } from './refusal';
import { stopAnywhere } from './stop-run';

/** How long the visitor's runs may take to stop, ms. A run that has not stopped by then is deleted all the same. */
const LONGEST_STOP_MS = 5000;
/** How often other processes are asked whether they have stopped theirs, ms. */
const LOOK_MS = 200;

/**
 * Deletes permanently, and at once, all comparisons of a visitor, also deleted ones, with their runs, links, and reports of
 * these, and every ballot of theirs. Active runs are stopped first.
 *
 * @throws Refusal when a comparison is not saved yet; then nothing is deleted.
 */
export async function deleteVisitor(app: App, { visitor }: Session): Promise<void> {
  if (visitor === null) return;
  const { clock, persistence, liveRuns } = app;
  for (const [id, unsaved] of app.unsaved) if (unsaved.visitor === visitor) refuseUnsaved(app, id);
  // Hidden first: from now on no run can be added.
  const ids = new Set(await persistence.deleteAllOf(visitor));
  const activeRuns = async () => (await persistence.activeRuns()).filter(({ comparison }) => ids.has(comparison));
  for (const { run } of await activeRuns()) await stopAnywhere(app, run.run);
  // The rest of a run's log is written until it is settled.
  await within(
    clock,
    LONGEST_STOP_MS,
    Promise.all([...ids].flatMap((id) => liveRuns.of(id).map((run) => run.settled))),
  );
  // Those of other processes.
  const until = clock.now() + LONGEST_STOP_MS;
  while (clock.now() < until && (await activeRuns()).length > 0) await pause(clock, LOOK_MS);
  await persistence.deleteBallotsBy(visitor);
  await persistence.purgeDeletedOf(visitor);
}
