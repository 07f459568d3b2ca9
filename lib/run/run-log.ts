import { type EncodedEntry, encodeEntry, type Ready } from '@/lib/protocol/frames';
import type { RunEvent } from '@/lib/protocol/run-event';
import { isWhole } from './takeover/remote-log';

/** What a reader needs of a log, of an active run or one from the database. */
export interface ReadableLog {
  /** @returns the released entries above that sequence number; only the first `most` of them, if given. */
  entriesAfter(sequence: number, most?: number): readonly EncodedEntry[];
  /** All entries are released, and no more will follow. */
  readonly complete: boolean;
  /** Readers have seen entries that the database has not accepted, or has refused. */
  readonly unsaved: boolean;
  /** Complete, and nothing that readers have seen is left to be saved. */
  readonly settled: boolean;
  /** The run's clock, ms since it began. */
  elapsed(): number;
  /** Of a blind log before its text comes: how many lanes have ended. */
  ready?(): Ready | null;
  /** Calls the listener after each release, and when released entries are saved. @returns a function that removes it. */
  onRelease(listener: () => void): () => void;
}

/**
 * The append-only events of a run, numbered 1, 2, 3 …, each encoded once. An entry is pending until the recorder takes it,
 * and readers get it when the recorder releases it.
 *
 * It ends in one of two ways. Usually `end` is appended (closed), released (complete) and saved (settled). Or another
 * process takes the run over: the log is forsaken, accepts nothing more, and adopts the ending that the database has.
 */
export class RunLog implements ReadableLog {
  #entries: EncodedEntry[] = [];
  #released = 0;
  #saved = 0;
  #taken = 0;
  #forsaken = false;
  #closed = false;
  #listeners = new Set<() => void>();

  constructor(
    readonly run: string,
    readonly elapsed: () => number,
    private readonly onAppend: (log: RunLog) => void,
  ) {}

  /** Appends an event. After `end` the log is closed, and appending does nothing. */
  append(event: RunEvent): void {
    if (this.#closed || this.#forsaken) return;
    this.#closed = event.type === 'end';
    this.#entries.push(encodeEntry(this.#entries.length + 1, event));
    this.onAppend(this);
  }

  /** @returns the entries appended since the last call. */
  takePending(): readonly EncodedEntry[] {
    const pending = this.#entries.slice(this.#taken);
    this.#taken = this.#entries.length;
    return pending;
  }

  /** @returns all entries, also those that are not released: for this process's own use. */
  appended(): readonly EncodedEntry[] {
    return this.#entries;
  }

  /** Releases the entries up to that sequence number to readers. */
  release(sequence: number): void {
    if (sequence <= this.#released || this.#forsaken) return;
    this.#released = sequence;
    this.#tell();
  }

  /** The database has the entries up to that sequence number; releases them. */
  saved(sequence: number): void {
    if (this.#forsaken) return;
    this.#saved = Math.max(this.#saved, sequence);
    this.#released = Math.max(this.#released, sequence);
    this.#tell();
  }

  /** Another process has taken the run over: drops what no reader has seen, and accepts nothing more. */
  forsake(): void {
    this.#forsaken = true;
    this.#entries.length = this.#released;
    this.#taken = this.#released;
    this.#closed = isWhole(this.#entries);
  }

  /** Ends a forsaken log with the entries that follow. @param saved whether the database has exactly this log. */
  adopt(rest: readonly EncodedEntry[], saved: boolean): void {
    for (const entry of rest) this.#entries.push(entry);
    this.#released = this.#entries.length;
    if (saved) this.#saved = this.#released;
    this.#closed = true;
    this.#tell();
  }

  get unsaved(): boolean {
    return this.#released > this.#saved;
  }

  get settled(): boolean {
    return this.complete && (this.#forsaken || !this.unsaved);
  }

  entriesAfter(sequence: number, most?: number): readonly EncodedEntry[] {
    return entriesOf(this.#entries, sequence, this.#released, most);
  }

  get complete(): boolean {
    return this.#closed && this.#released === this.#entries.length;
  }

  onRelease(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** @returns those of the entries of a log that come after one sequence number, up to another; at most `most`. */
export function entriesOf(
  entries: readonly EncodedEntry[],
  after: number,
  last: number,
  most = Number.POSITIVE_INFINITY,
): readonly EncodedEntry[] {
  const from = Math.max(0, after);
  return from >= last ? [] : entries.slice(from, Math.min(last, from + most));
}
