import { isLogRefused } from '@/lib/persistence/log-batches';
import type { EntryBatch, Persistence } from '@/lib/persistence/persistence';
import type { Clock } from '../time/clock';
import { retryForever } from '../time/pause';
import type { RunLog } from './run-log';

/** No reader waits longer for the database than this, ms; what it has not taken by then is let through unsaved. */
export const LONGEST_HOLD_MS = 250;
/** How much one write takes at most, UTF-16 units: what has gathered while the database was away goes in pieces. */
const LARGEST_WRITE = 1_000_000;
/** Pauses before a write that failed is tried again, ms; the last one stays. */
const PAUSES_MS = [50, 100, 250, 500, 1000, 2000];

export interface RecorderHooks {
  /** This process: nothing is written of a run that another has taken over. Absent, that is not looked at. */
  owner?: string;
  /** Whether readers may be shown now what the database has not taken. */
  mayShowUnsaved(): boolean;
  /** The database takes nothing more of that run. */
  onRefused(run: string): void;
}

/** What all logs appended in one tick, until it is written. */
interface Tick {
  pieces: readonly { log: RunLog; batch: EntryBatch; last: number }[];
  cancelHold(): void;
}

/**
 * Writes what all runs of this process have appended, one write a tick for all of them together, and releases it to
 * their readers: once it is written, so that nobody has seen what a crash can lose, and all the same when the
 * database does not take it in time, unless that may not be shown now. Writes never overlap and are tried again until they are taken, so entries
 * arrive whole and in order, however slow or broken the database is.
 */
export class Recorder {
  #dirty = new Set<RunLog>();
  #scheduled = false;
  #unwritten: Tick[] = [];
  /** Of runs that the database does not know yet: to be written once it does. `since` is by the clock. */
  #waiting = new Map<string, { since: number; ticks: Tick[] }>();
  #writing = false;

  constructor(
    private readonly persistence: Persistence,
    private readonly clock: Clock,
    private readonly hooks: RecorderHooks,
  ) {}

  /** Says that a log has something pending. */
  note = (log: RunLog): void => {
    this.#dirty.add(log);
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#collect();
      if (!this.#writing) void this.#writeAll();
    });
  };

  /** Writes nothing of that run before the database knows it; its readers wait no longer for both than for a write. */
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

  /** @param since when the database was first asked for what these pieces need. */
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
      await this.persistence.appendEntries(batches, this.hooks.owner);
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

  /** Writes nothing more of that run, and shows nothing of it that was not written. */
  forget(run: string): void {
    this.#unwritten = this.#unwritten.filter((tick) => {
      tick.pieces = tick.pieces.filter(({ log }) => log.run !== run);
      if (tick.pieces.length === 0) tick.cancelHold();
      return tick.pieces.length > 0;
    });
  }
}

/** @returns how many of them, at least one, go in one write. */
function ticksAWrite(ticks: readonly Tick[]): number {
  let size = 0;
  const tooMany = ticks.findIndex(({ pieces }, index) => {
    for (const { batch } of pieces) for (const { json } of batch.entries) size += json.length;
    return index > 0 && size > LARGEST_WRITE;
  });
  return tooMany < 0 ? ticks.length : tooMany;
}

/** A tick is written: its readers may see it, and know that it is kept. */
function settle({ pieces, cancelHold }: Tick): void {
  cancelHold();
  for (const { log, last } of pieces) log.saved(last);
}
