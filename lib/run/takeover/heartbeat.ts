import type { Persistence } from '@/lib/persistence/persistence';
import type { Clock } from '@/lib/time/clock';
import { retryForever } from '@/lib/time/pause';
import { within } from '@/lib/time/within';
import type { LiveRun } from '../live-run';

/** How often the runs under way here are told of and asked about, ms. */
const BEAT_MS = 500;
/** A beat that takes longer, ms, is not waited for: its connection may be dead while another one works. */
const LONGEST_BEAT_MS = 2000;
/** A process that was not heard of by itself for so long, ms, has stood still; others may have taken it for dead. */
export const STOOD_STILL_MS = 3000;

/**
 * Looks after this process's runs in the database, as long as there are any: sends heartbeats, and hears whom another
 * process was asked to stop. It notices when this process has stood still (a sleep, a freeze, a stall), and when a run
 * was taken from us meanwhile.
 */
export class RunKeeper {
  #runs = new Map<string, LiveRun>();
  #cancelBeat: (() => void) | null = null;
  #beating = false;
  /** When this process last noticed that it runs: by the monotonic clock, and by the wall's, which goes on in a sleep. */
  #noticed: { now: number; date: number } | null = null;
  /** How often it has stood still, and how often it had when the last beat was sent that told whose the runs are. */
  #stalls = 0;
  #stallsTold = 0;

  constructor(
    private readonly owner: string,
    private readonly persistence: Persistence,
    private readonly clock: Clock,
    /** The run is no longer ours. */
    private readonly onLost: (run: LiveRun) => void,
  ) {}

  /** Looks after a run until it has ended and its log is kept whole, or is kept by another process. */
  async keep(live: LiveRun): Promise<void> {
    this.#runs.set(live.id, live);
    this.#notice();
    this.#beatLater();
    await live.ended;
    await saved(live);
    this.#runs.delete(live.id);
    if (this.#runs.size === 0) this.#rest();
    if (!live.lost) await retryForever(this.clock, [BEAT_MS], () => this.persistence.endRun(live.id));
  }

  /**
   * Whether the database must be asked whose the runs are before anything is shown that it has not taken: this process
   * has stood still for so long that another may have ended them.
   */
  mustAsk(): boolean {
    // A run that the database does not know yet nobody can have ended.
    if (this.#runs.size === 0) return false;
    this.#notice();
    return this.#stalls > this.#stallsTold;
  }

  #notice(): void {
    const seen = { now: this.clock.now(), date: this.clock.date().getTime() };
    const before = this.#noticed;
    if (before && Math.max(seen.now - before.now, seen.date - before.date) > STOOD_STILL_MS) this.#stalls += 1;
    this.#noticed = seen;
  }

  /** One beat at a time, and one timer. */
  #beatLater(): void {
    if (this.#beating || this.#cancelBeat || this.#runs.size === 0) return;
    this.#cancelBeat = this.clock.after(BEAT_MS, async () => {
      this.#cancelBeat = null;
      this.#beating = true;
      // When the database is away the runs go on, and the next beat may reach it.
      await within(this.clock, LONGEST_BEAT_MS, this.#beat());
      this.#notice();
      this.#beating = false;
      this.#beatLater();
    });
  }

  #rest(): void {
    this.#cancelBeat?.();
    this.#cancelBeat = null;
    this.#stallsTold = this.#stalls;
    this.#noticed = null;
  }

  async #beat(): Promise<void> {
    this.#notice();
    const stalls = this.#stalls;
    const runs = [...this.#runs.keys()].filter((run) => !this.#runs.get(run)?.lost);
    const lost = await this.persistence.beat(this.owner, runs);
    for (const run of lost) {
      const live = this.#runs.get(run);
      if (live) this.onLost(live);
    }
    // Not of a stall that came while this beat was under way.
    this.#notice();
    this.#stallsTold = Math.max(this.#stallsTold, stalls);
    for (const { run, lane } of await this.persistence.stopRequests(runs)) {
      this.#runs.get(run)?.stop(lane ?? undefined);
    }
  }
}

/** Resolves when the database has the run's whole log, or the run is lost and its readers have an ending. */
function saved({ log }: LiveRun): Promise<void> {
  return new Promise((resolve) => {
    if (log.settled) return resolve();
    const stop = log.onRelease(() => {
      if (!log.settled) return;
      stop();
      resolve();
    });
  });
}
