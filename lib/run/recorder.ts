import { isLogRefused } from '@/lib/persistence/log-batches';
import type { EntryBatch, Persistence } from '@/lib/persistence/persistence';
import type { Clock } from '../time/clock';
import { retryForever } from '../time/pause';
import type { RunLog } from './run-log';

/** How long readers wait for the database, ms. After that they get entries that are not saved yet. */
export const LONGEST_HOLD_MS = 250;
/** The largest write, UTF-16 units. What has gathered while the database was away is written in several. */
const LARGEST_WRITE = 1_000_000;
/**
 * The pause between two writes is so many times as long as a recent write, and at most so many ms: a busy process writes
 * more at once, and an idle one pauses for less than a reader notices.
 */
const GAP_A_WRITE = 5;
const LONGEST_GAP_MS = 10;
/** A pause shorter than this, ms, is left out: a timer takes about as long. */
const SHORTEST_GAP_MS = 1;
/** Pauses before a failed write is retried, ms; the last one repeats. */
const PAUSES_MS = [50, 100, 250, 500, 1000, 2000];

export interface RecorderHooks {
  /** The id of this process. The database then refuses entries of a run that another process has taken over. */
  owner?: string;
  /** Whether readers may get entries that are not saved. */
  mayShowUnsaved(): boolean;
  /** The database refuses further entries of the run. */
  onRefused(run: string): void;
}

/** The unwritten entries that all logs appended in one tick. */
interface Tick {
  pieces: readonly { log: RunLog; batch: EntryBatch; last: number }[];
  cancelHold(): void;
}

/**
 * Writes what the runs of this process append, with one write for all that was appended in one tick, and then releases it
 * to the readers. So readers do not see entries that a crash can lose, unless the database takes longer than
 * {@link LONGEST_HOLD_MS}. Writes never overlap and are retried until they succeed, so entries arrive complete and in order,
 * however slow or broken the database is.
 */
export class Recorder {
  #dirty = new Set<RunLog>();
  #scheduled = false;
  #unwritten: Tick[] = [];
  /** The ticks of runs that the database does not know yet. `since` is by the monotonic clock, ms. */
  #waiting = new Map<string, { since: number; ticks: Tick[] }>();
  #writing = false;
  /** When entries were last collected, by the monotonic clock. */
  #collectedAt = Number.NEGATIVE_INFINITY;
  /** How long a write has lately taken of this process's own time, ms: a moving average. */
  #writeMs = 0;

  constructor(
    private readonly persistence: Persistence,
    private readonly clock: Clock,
    private readonly hooks: RecorderHooks,
  ) {}

  /** Notes that a log has pending entries. */
  note = (log: RunLog): void => {
    this.#dirty.add(log);
    if (this.#scheduled) return;
    this.#scheduled = true;
    const gap = this.#collectedAt + Math.min(LONGEST_GAP_MS, GAP_A_WRITE * this.#writeMs) - this.clock.now();
    if (gap <= SHORTEST_GAP_MS) setImmediate(this.#write);
    else this.clock.after(gap, this.#write);
  };

  #write = (): void => {
    this.#scheduled = false;
    this.#collectedAt = this.clock.now();
    this.#collect();
    if (!this.#writing) void this.#writeAll();
  };

  /** Holds the run's entries back until the database knows the run. Its readers wait no longer than for a write. */
  awaitRun(run: string, known: Promise<void>): void {
    this.#waiting.set(run, { since: this.clock.now(), ticks: [] });
    void known.then(() => {
      for (const tick of this.#waiting.get(run)?.ticks ?? []) this.#unwritten.push(tick);
      this.#waiting.delete(run);
      if (!this.#writing) void this.#writeAll();
    });
  }

  #collect(): void {
    const pieces = [...this.#dirty].flatMap((log) => {
      const entries = log.takePending();
      const last = entries.at(-1)?.sequence;
      return last === undefined ? [] : [{ log, batch: { run: log.run, entries }, last }];
    });
    this.#dirty.clear();
    for (const piece of pieces) {
      const waiting = this.#waiting.get(piece.log.run);
      waiting?.ticks.push(this.#tickOf([piece], waiting.since));
    }
    const writable = pieces.filter(({ log }) => !this.#waiting.has(log.run));
    if (writable.length > 0) this.#unwritten.push(this.#tickOf(writable, this.clock.now()));
  }

  /** @param since when the database was first asked to store these pieces, or their run. */
  #tickOf(pieces: Tick['pieces'], since: number): Tick {
    const letThrough = () => {
      if (!this.hooks.mayShowUnsaved()) tick.cancelHold = this.clock.after(LONGEST_HOLD_MS, letThrough);
      else for (const { log, last } of tick.pieces) log.release(last);
    };
    const tick: Tick = {
      pieces,
      cancelHold: this.clock.after(since + LONGEST_HOLD_MS - this.clock.now(), letThrough),
    };
    return tick;
  }

  async #writeAll(): Promise<void> {
    this.#writing = true;
    while (this.#unwritten.length > 0) await retryForever(this.clock, PAUSES_MS, () => this.#writeSome());
    this.#writing = false;
  }

  async #writeSome(): Promise<void> {
    const ticks = this.#unwritten.splice(0, ticksAWrite(this.#unwritten));
    try {
      const batches = ticks.flatMap(({ pieces }) => pieces.map(({ batch }) => batch));
      const beganAt = this.clock.now();
      await this.persistence.appendEntries(batches, this.hooks.owner);
      // Postgres does its work elsewhere, while this process does its own.
      if (this.persistence.kind === 'sqlite') this.#writeMs += (this.clock.now() - beganAt - this.#writeMs) / 5;
      for (const tick of ticks) settle(tick);
    } catch (error) {
      this.#unwritten = [...ticks, ...this.#unwritten];
      if (!isLogRefused(error)) throw error;
      for (const run of error.runs) {
        this.forget(run);
        this.hooks.onRefused(run);
      }
    }
  }

  /** Drops the run's unwritten entries. Readers do not get them. */
  forget(run: string): void {
    this.#unwritten = this.#unwritten.filter((tick) => {
      tick.pieces = tick.pieces.filter(({ log }) => log.run !== run);
      if (tick.pieces.length === 0) tick.cancelHold();
      return tick.pieces.length > 0;
    });
  }
}

/** @returns how many ticks fit into one write; at least one. */
function ticksAWrite(ticks: readonly Tick[]): number {
  let size = 0;
  const tooMany = ticks.findIndex(({ pieces }, index) => {
    for (const { batch } of pieces) for (const { json } of batch.entries) size += json.length;
    return index > 0 && size > LARGEST_WRITE;
  });
  return tooMany < 0 ? ticks.length : tooMany;
}

/** Tells the logs of a written tick that its entries are saved. */
function settle({ pieces, cancelHold }: Tick): void {
  cancelHold();
  for (const { log, last } of pieces) log.saved(last);
}
