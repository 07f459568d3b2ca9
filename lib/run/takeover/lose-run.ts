import type { Persistence } from '@/lib/persistence/persistence';
import type { EncodedEntry } from '@/lib/protocol/frames';
import type { Clock } from '@/lib/time/clock';
import { pause } from '@/lib/time/pause';
import type { LiveRun } from '../live-run';
import type { LiveRuns } from '../live-runs';
import type { Recorder } from '../recorder';
import { interruptedEntries } from './closing-entries';
import type { Reaper } from './reaper';
import { isWhole } from './remote-log';

/** How often the database is polled for the end of the log, ms. */
const POLL_MS = 200;

/** What the process that loses a run has of it. */
interface Loser {
  clock: Clock;
  persistence: Persistence;
  recorder: Recorder;
  liveRuns: LiveRuns;
  reaper: Reaper;
}

/**
 * Another process took this one for dead and has taken the run over. Stops its lanes here and gives its readers here the
 * ending that the database has. Never rejects.
 */
export async function loseRun(loser: Loser, live: LiveRun): Promise<void> {
  if (live.lost) return;
  live.lose();
  loser.recorder.forget(live.id);
  // From now on its log is read from the database.
  loser.liveRuns.remove(live.id);
  const stored = await waitForEnding(loser, live.id);
  const seen = live.log.entriesAfter(0);
  const same = isWhole(stored) && seen.every(({ json }, index) => stored[index]?.json === json);
  if (same) return live.log.adopt(stored.slice(seen.length), true);
  // Readers have seen what the database never took: they get the same ending after that.
  live.log.adopt(interruptedEntries(live.place, seen, loser.clock.date().toISOString()), false);
}

/** Waits until the run has ended or was deleted. */
async function waitForEnding({ persistence, reaper, clock }: Loser, run: string): Promise<readonly EncodedEntry[]> {
  for (;;) {
    try {
      const active = (await persistence.activeRuns()).some((place) => place.run.run === run);
      const stored = await persistence.readEntries(run);
      if (!active || isWhole(stored)) return stored;
      // The other process may have died too.
      await reaper.reap();
    } catch {
      // Try again if the database is away.
    }
    await pause(clock, POLL_MS);
  }
}
