import type { RunPlace } from '@/lib/persistence/persistence';
import { decodeEntries, type EncodedEntry } from '@/lib/protocol/frames';
import type { LiveRun } from '../run/live-run';
import { interruptedEntries } from '../run/takeover/closing-entries';
import { isWhole } from '../run/takeover/remote-log';
import { pause } from '../time/pause';
import type { App } from './app';
import { interruptAbandoned } from './interrupt-abandoned';

/** How often the database is asked how the other process has ended the run, ms. */
const LOOK_MS = 200;

/**
 * Another process took this one for dead and has the run now. Its lanes are left, and its readers here get the ending
 * that the database has, and no other. Never rejects.
 */
export async function loseRun(app: App, live: LiveRun): Promise<void> {
  if (live.lost) return;
  live.lose();
  app.recorder.forget(live.id);
  // From now on it is found where the other process keeps it.
  app.liveRuns.remove(live.id);
  const kept = await keptEnding(app, live.id);
  const seen = live.log.entriesAfter(0);
  const same = isWhole(kept) && seen.every(({ json }, at) => kept[at]?.json === json);
  live.log.adopt(same ? kept.slice(seen.length) : restOf(live.place, seen, app.clock.date()), same);
}

/** Waits until the run has ended there, or is there no more. */
async function keptEnding(app: App, run: string): Promise<readonly EncodedEntry[]> {
  for (;;) {
    try {
      const underWay = (await app.persistence.runsUnderWay()).some((place) => place.run.run === run);
      const kept = await app.persistence.readEntries(run);
      if (!underWay || isWhole(kept)) return kept;
      // The other process may have died in its turn.
      await interruptAbandoned(app);
    } catch {
      // When the database is away, the next look may reach it.
    }
    await pause(app.clock, LOOK_MS);
  }
}

/** Readers have seen what the database never took: they get the same ending, after that. */
function restOf(place: RunPlace, seen: readonly EncodedEntry[], now: Date): EncodedEntry[] {
  const [first] = decodeEntries(seen).map(({ event }) => event);
  return interruptedEntries(place, first?.type === 'run' ? first.lanes : [], seen, now.toISOString());
}
