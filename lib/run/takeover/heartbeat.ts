import type { Persistence } from '@/lib/persistence/persistence';
import type { Clock } from '@/lib/time/clock';
import { retryForever } from '@/lib/time/pause';
import { within } from '@/lib/time/within';
import type { LiveRun } from '../live-run';

/** How often heartbeats are sent, ms. */
const BEAT_MS = 500;
/** The next heartbeat does not wait longer for this one, ms: its connection may be dead while another works. */
const LONGEST_BEAT_MS = 2000;
/** A process that did not execute for so long, ms, has stood still; others may have taken it for dead. */
export const STOOD_STILL_MS = 3000;

/**
 * Sends heartbeats for this process's active runs and polls for stop requests from other processes. It notices when this
 * process has stood still (sleep, freeze, stall), and when another process has taken a run over.
 */
export class RunKeeper {
  #runs = new Map<string, LiveRun>();
  #cancelBeat: (() => void) | null = null;
  #beating = false;
  /** When this process last executed: by the monotonic clock, and by the wall clock, which goes on during a sleep. */
  #noticed: { now: number; date: number } | null = null;
  /** How often it has stood still; and how often before the last heartbeat that confirmed the owner of the runs. */
  #stalls = 0;
  #stallsTold = 0;

  constructor(
    private readonly owner: string,
    private readonly persistence: Persistence,
    private readonly clock: Clock,
    /** Another process has taken the run over. */
    private readonly onLost: (run: LiveRun) => void,
  ) {}

  /** Sends heartbeats for a run until its whole log is stored, or another process has taken it over. */
  async keep(live: LiveRun): Promise<void> {
    this.#runs.set(live.id, live);
    this.#notice();
    this.#beatLater();
    await live.ended;
    await saved(live);
    this.#runs.delete(live.id);
    if (this.#runs.size === 0) this.#rest();
    if (!live.lost)
      await retryForever(this.clock, [BEAT_MS], () => this.persistence.endRun(live.id, live.log.appended()));
  }

  /**
   * Whether readers may get nothing unsaved until the database has confirmed the owner of the runs: this process has stood
   * still for so long that another may have ended them.
   */
  mustAsk(): boolean {
    // Nobody can have ended a run that the database does not know yet.
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

  /** One heartbeat at a time, and one timer. */
  #beatLater(): void {
    if (this.#beating || this.#cancelBeat || this.#runs.size === 0) return;
    this.#cancelBeat = this.clock.after(BEAT_MS, async () => {
      this.#cancelBeat = null;
      this.#beating = true;
      // While the database is away the runs go on; a later heartbeat may reach it.
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
    // Does not count a stall that came during this heartbeat.
    this.#notice();
    this.#stallsTold = Math.max(this.#stallsTold, stalls);
    for (const { run, lane } of await this.persistence.stopRequests(runs)) {
      this.#runs.get(run)?.stop(lane ?? undefined);
    }
  }
}

/** Resolves when the database has the run's whole log, or the run is lost and its readers have got an ending. */
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
