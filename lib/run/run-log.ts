import { type EncodedEntry, encodeEntry } from '@/lib/protocol/frames';
import type { RunEvent } from '@/lib/protocol/run-event';
import { isWhole } from './takeover/remote-log';

/** What a reader needs of a log, whether the run is under way here or was read from the database. */
export interface ReadableLog {
  /** @returns the entries above that sequence number that readers may see. */
  entriesAfter(sequence: number): readonly EncodedEntry[];
  /** No entry will follow those that readers may see. */
  readonly complete: boolean;
  /** Readers have seen what the database has not taken yet, or will not take any more. */
  readonly unsaved: boolean;
  /** It is complete, and nothing that readers have seen is still to be saved. */
  readonly settled: boolean;
  /** The run's clock, ms since it began. */
  elapsed(): number;
  /** Calls back after each release, and when what was released is saved. @returns a function that ends it. */
  onRelease(listener: () => void): () => void;
}

/**
 * The append-only events of a run, numbered 1, 2, 3 …, each encoded once. What is appended is `pending` until the
 * recorder has written it and releases it; only then does a reader get it, so nobody has ever seen what a crash
 * can lose.
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

  /** Once `end` is in, the log is closed and takes no more. */
  append(event: RunEvent): void {
    if (this.#closed || this.#forsaken) return;
    this.#closed = event.type === 'end';
    this.#entries.push(encodeEntry(this.#entries.length + 1, event));
    this.onAppend(this);
  }

  /** @returns what was appended since the last call. */
  takePending(): readonly EncodedEntry[] {
    const pending = this.#entries.slice(this.#taken);
    this.#taken = this.#entries.length;
    return pending;
  }

  /** @returns everything that was appended, what readers may not see yet too: for this process's own use. */
  appended(): readonly EncodedEntry[] {
    return this.#entries;
  }

  /** Lets readers see everything up to that sequence number. */
  release(sequence: number): void {
    if (sequence <= this.#released || this.#forsaken) return;
    this.#released = sequence;
    this.#tell();
  }

  /** The database has everything up to that sequence number, so readers may see it. */
  saved(sequence: number): void {
    if (this.#forsaken) return;
    this.#saved = Math.max(this.#saved, sequence);
    this.#released = Math.max(this.#released, sequence);
    this.#tell();
  }

  /**
   * Another process has the run now, and the database has its log: what no reader has seen is dropped, and nothing is
   * taken any more.
   */
  forsake(): void {
    this.#forsaken = true;
    this.#entries.length = this.#released;
    this.#taken = this.#released;
    this.#closed = isWhole(this.#entries);
  }

  /** Ends a forsaken log with what follows what readers have seen. @param saved the database has all of it as it is here. */
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

  entriesAfter(sequence: number): readonly EncodedEntry[] {
    return sequence >= this.#released ? [] : this.#entries.slice(Math.max(0, sequence), this.#released);
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
