import type { ActiveRun } from '@/lib/persistence/active-runs';
import { isLogRefused } from '@/lib/persistence/log-batches';
import { interruptedEntries } from '../run/takeover/closing-entries';
import { pause } from '../time/pause';
import { within } from '../time/within';
import type { App } from './app';

/** A write that takes longer, ms, says that the database is stuck. */
const STUCK_MS = 1000;
/** How often a log is read again when what it held has changed before its end was added. */
const MOST_READINGS = 3;

/**
 * Ends the runs whose process has died, as interrupted; what anybody saw of them stays. Of several processes that
 * find the same run one does it, and in this one whoever asks meanwhile waits for the same. Where it can be told
 * within moments, it waits for that.
 *
 * @returns how many.
 * @throws an Error when the database cannot be asked.
 */
export function interruptAbandoned(app: App): Promise<number> {
  app.interrupting ??= interruptAll(app).finally(() => {
    app.interrupting = null;
  });
  return app.interrupting;
}

async function interruptAll(app: App): Promise<number> {
  let underWay = await look(app);
  const soon = Math.max(0, ...underWay.map((place) => soonOf(app, place)));
  if (soon > 0) {
    await pause(app.clock, soon);
    underWay = await look(app);
  }
  let ended = 0;
  for (const place of underWay) {
    if (app.silence.verdictOn(place) !== 'abandoned') continue;
    // One that cannot be ended holds up no other; whoever looks next tries again.
    if (await interrupt(app, place).catch(() => false)) ended += 1;
  }
  return ended;
}

function soonOf({ silence }: App, place: ActiveRun): number {
  const verdict = silence.verdictOn(place);
  return typeof verdict === 'object' ? verdict.soon : 0;
}

/** Reads what others run, and takes in who is silent. */
async function look(app: App): Promise<ActiveRun[]> {
  const before = await othersRuns(app);
  if (!app.silence.judges(before)) return [];
  const stuck = !(await takesWrites(app));
  // Read again: whoever has waited with us may have been heard since.
  const underWay = await othersRuns(app);
  app.silence.look(underWay, stuck);
  return underWay;
}

async function othersRuns({ persistence, liveRuns }: App): Promise<ActiveRun[]> {
  return (await persistence.activeRuns()).filter(({ run }) => !liveRuns.get(run.run));
}

/** Whether a process could be heard now: heartbeats are writes, so where none is taken silence proves nothing. */
function takesWrites({ persistence, clock }: App): Promise<boolean> {
  return within(clock, STUCK_MS, persistence.probe());
}

async function interrupt({ persistence, owner, clock }: App, place: ActiveRun): Promise<boolean> {
  const { run } = place.run;
  if (!(await persistence.claimRun(run, owner, place))) return false;
  for (let readings = 1; ; readings += 1) {
    const entries = await persistence.readEntries(run);
    const missing = interruptedEntries(place, entries, clock.date().toISOString());
    try {
      // There are none where only the last step was left undone.
      if (missing.length > 0) await persistence.appendEntries([{ run, entries: missing }], owner);
      break;
    } catch (error) {
      // The last write of the process before us was still on its way.
      if (!isLogRefused(error) || readings === MOST_READINGS) throw error;
    }
  }
  await persistence.endRun(run);
  return true;
}
