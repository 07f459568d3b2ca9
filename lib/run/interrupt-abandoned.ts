import type { RunUnderWay } from '@/lib/persistence/runs-under-way';
import type { Abreast } from './abreast';
import { interruptedEntries } from './interrupted-entries';
import { within } from './within';

/** A write that takes longer, ms, says that the database is stuck. */
const STUCK_MS = 1000;
/** No run has this id. */
const NO_RUN = '';

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
  let underWay = await othersRuns(app);
  if (app.silence.judges(underWay)) {
    const stuck = !(await takesWrites(app));
    // Read again: whoever has waited with us may have been heard since.
    underWay = await othersRuns(app);
    app.silence.look(underWay, stuck);
  }
  let ended = 0;
  for (const place of underWay) {
    const { run } = place.run;
    if (!app.silence.isAbandoned(run, place)) continue;
    // One that cannot be ended holds up no other; whoever looks next tries again.
    if (await interrupt(app, place).catch(() => false)) ended += 1;
  }
  return ended;
}

async function othersRuns({ persistence, liveRuns }: Abreast): Promise<RunUnderWay[]> {
  return (await persistence.runsUnderWay()).filter(({ run }) => !liveRuns.get(run.run));
}

/** Whether a process could be heard now: to say that it lives is a write, and reads tell nothing of those. */
function takesWrites({ persistence, owner, clock }: Abreast): Promise<boolean> {
  return within(clock, STUCK_MS, persistence.beat(owner, [NO_RUN]));
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
