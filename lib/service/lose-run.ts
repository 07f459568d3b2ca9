import type { EncodedEntry } from '@/lib/protocol/frames';
import type { LiveRun } from '../run/live-run';
import { type InterruptedRun, interruptedEntries } from '../run/takeover/closing-entries';
import { isWhole } from '../run/takeover/remote-log';
import { pause } from '../time/pause';
import type { App } from './app';
import { interruptAbandoned } from './interrupt-abandoned';

/** How often the log of the other process is polled for its end, ms. */
const LOOK_MS = 200;

/**
 * Another process took this one for dead and has taken the run over. Stops its lanes here and gives its readers here the
 * ending that the database has. Never rejects.
 */
export async function loseRun(app: App, live: LiveRun): Promise<void> {
  if (live.lost) return;
  live.lose();
  app.recorder.forget(live.id);
  // From now on its log is read from the database.
  app.liveRuns.remove(live.id);
  const kept = await keptEnding(app, live.id);
  const seen = live.log.entriesAfter(0);
  const same = isWhole(kept) && seen.every(({ json }, at) => kept[at]?.json === json);
  live.log.adopt(same ? kept.slice(seen.length) : restOf(live.place, seen, app.clock.date()), same);
}

/** Waits until the run has ended or was deleted. */
async function keptEnding(app: App, run: string): Promise<readonly EncodedEntry[]> {
  for (;;) {
    try {
      const underWay = (await app.persistence.activeRuns()).some((place) => place.run.run === run);
      const kept = await app.persistence.readEntries(run);
      if (!underWay || isWhole(kept)) return kept;
      // The other process may have died too.
      await interruptAbandoned(app);
    } catch {
      // Try again if the database is away.
    }
    await pause(app.clock, LOOK_MS);
  }
}

/** Readers have seen what the database never took: they get the same ending, after that. */
function restOf(run: InterruptedRun, seen: readonly EncodedEntry[], now: Date): EncodedEntry[] {
  return interruptedEntries(run, seen, now.toISOString());
}
