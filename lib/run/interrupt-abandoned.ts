import type { RunUnderWay } from '@/lib/persistence/runs-under-way';
import type { Abreast } from './abreast';
import { interruptedEntries } from './interrupted-entries';

/**
 * Ends the runs whose process has died, as interrupted; what anybody saw of them stays. Of several processes that
 * find the same run one does it, and in this one whoever asks meanwhile waits for the same.
 *
 * @returns how many.
 * @throws an Error when the database cannot be asked.
 */
export function interruptAbandoned(app: Abreast): Promise<number> {
  app.interrupting ??= interruptAll(app).finally(() => {
    app.interrupting = null;
  });
  return app.interrupting;
}

async function interruptAll(app: Abreast): Promise<number> {
  const askedAt = app.clock.now();
  const underWay = await app.persistence.runsUnderWay();
  app.silence.look(underWay, askedAt);
  let ended = 0;
  for (const place of underWay) {
    const { run } = place.run;
    if (app.liveRuns.get(run) || !app.silence.isAbandoned(run, place)) continue;
    // One that cannot be ended holds up no other; whoever looks next tries again.
    if (await interrupt(app, place).catch(() => false)) ended += 1;
  }
  return ended;
}

async function interrupt({ persistence, owner, clock }: Abreast, place: RunUnderWay): Promise<boolean> {
  const { run } = place.run;
  if (!(await persistence.claimRun(run, owner, place))) return false;
  const record = await persistence.findComparison(place.comparison);
  const entries = await persistence.readEntries(run);
  const missing = interruptedEntries(place, record?.lanes ?? [], entries, clock.date().toISOString());
  // There are none where only the last step was left undone.
  if (missing.length > 0) await persistence.appendEntries([{ run, entries: missing }]);
  await persistence.endRun(run);
  return true;
}
