import type { ActiveRun } from '@/lib/persistence/active-runs';
import { isLogRefused } from '@/lib/persistence/log-batches';
import type { Persistence } from '@/lib/persistence/persistence';
import type { Clock } from '@/lib/time/clock';
import { InFlight } from '@/lib/time/in-flight';
import { pause } from '@/lib/time/pause';
import { within } from '@/lib/time/within';
import { interruptedEntries } from './closing-entries';
import type { SilenceWatch } from './liveness';

/** The database is stuck when a write takes longer, ms. */
const STUCK_MS = 1000;
/** How often a log is read again when it has grown before its end was added. */
const MOST_READINGS = 3;

/** Ends runs whose process is dead, as interrupted. What readers saw of them stays. */
export class Reaper {
  #reaping = new InFlight<number>();

  /** @param isLive whether this process executes that run. */
  constructor(
    private readonly owner: string,
    private readonly persistence: Persistence,
    private readonly clock: Clock,
    private readonly silence: SilenceWatch,
    private readonly isLive: (run: string) => boolean,
  ) {}

  /**
   * Ends all of them. If several processes find the same run, one ends it; callers in this process share one pass. If
   * a second look within moments can tell whether a process is dead, it waits for that.
   *
   * @returns the number of runs that it has ended.
   * @throws an Error when the database cannot be read.
   */
  reap(): Promise<number> {
    return this.#reaping.share('', () => this.#reap());
  }

  async #reap(): Promise<number> {
    let active = await this.#look();
    const soon = Math.max(0, ...active.map((run) => this.#soonOf(run)));
    if (soon > 0) {
      await pause(this.clock, soon);
      active = await this.#look();
    }
    let ended = 0;
    for (const run of active) {
      if (this.silence.verdictOn(run) !== 'abandoned') continue;
      // A run that cannot be ended does not hold up the others; the next pass tries again.
      if (await this.#interrupt(run).catch(() => false)) ended += 1;
    }
    return ended;
  }

  #soonOf(run: ActiveRun): number {
    const verdict = this.silence.verdictOn(run);
    return typeof verdict === 'object' ? verdict.soon : 0;
  }

  /** Reads the active runs of other processes, and notes which processes are silent. */
  async #look(): Promise<ActiveRun[]> {
    const before = await this.#othersRuns();
    if (!this.silence.judges(before)) return [];
    const stuck = !(await this.#takesWrites());
    // Read again: a process that waited for the database, as we did, may have sent its heartbeat meanwhile.
    const active = await this.#othersRuns();
    this.silence.look(active, stuck);
    return active;
  }

  async #othersRuns(): Promise<ActiveRun[]> {
    return (await this.persistence.activeRuns()).filter(({ run }) => !this.isLive(run.run));
  }

  /** Heartbeats are writes: while the database takes none, a silent process proves nothing. */
  #takesWrites(): Promise<boolean> {
    return within(this.clock, STUCK_MS, this.persistence.probe());
  }

  async #interrupt(abandoned: ActiveRun): Promise<boolean> {
    const { persistence, owner } = this;
    const { run } = abandoned.run;
    if (!(await persistence.claimRun(run, owner, abandoned))) return false;
    for (let readings = 1; ; readings += 1) {
      const entries = await persistence.readEntries(run);
      const missing = interruptedEntries(abandoned, entries, this.clock.date().toISOString());
      try {
        // Empty when its owner died between the last entry and marking the run as ended.
        if (missing.length > 0) await persistence.appendEntries([{ run, entries: missing }], owner);
        break;
      } catch (error) {
        // The last write of its owner was still under way.
        if (!isLogRefused(error) || readings === MOST_READINGS) throw error;
      }
    }
    await persistence.endRun(run);
    return true;
  }
}
