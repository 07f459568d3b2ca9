import type { RunUnderWay } from '@/lib/persistence/runs-under-way';
import type { Abreast } from './abreast';
import { interruptedEntries } from './interrupted-entries';
import { isGone } from './process-owner';

/**
 * Ends the runs whose process has died, as interrupted; what anybody saw of them stays. Of several processes that
 * find the same run one does it.
 *
 * @returns how many.
 */
export async function interruptAbandoned(app: Abreast): Promise<number> {
  const now = app.clock.date();
  const underWay = await app.persistence.runsUnderWay(now);
  let ended = 0;
  for (const run of underWay) {
    const silentMs = now.getTime() - Date.parse(run.heartbeatAt);
    if (!app.liveRuns.get(run.run.run) && isGone(run.owner, app.owner, silentMs)) ended += await interrupt(app, run);
  }
  return ended;
}

async function interrupt(app: Abreast, place: RunUnderWay): Promise<number> {
  const { run } = place.run;
  if (!(await app.persistence.claimRun(run, app.owner, place.owner))) return 0;
  const record = await app.persistence.findComparison(place.comparison);
  const entries = await app.persistence.readEntries(run);
  const missing = interruptedEntries(place, record?.lanes ?? [], entries, app.clock.date().toISOString());
  await app.persistence.appendEntries([{ run, entries: missing }]);
  await app.persistence.endRun(run);
  return 1;
}
