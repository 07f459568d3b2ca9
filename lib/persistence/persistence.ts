import type { AskedLane, ComparisonRecord, Part, RunRecord, TurnRecord } from '@/lib/protocol/comparison';
import type { EncodedEntry } from '@/lib/protocol/frames';
import type { Lane } from '@/lib/protocol/lane';
import type { ActiveRunStore } from './active-runs';
import type { DatabaseTrouble } from './database-away';
import type { HistoryStore } from './history';
import type { ShareStore } from './shares';

/** Entries of one run, in the order of their sequence numbers, following those that were appended before. */
export interface EntryBatch {
  run: string;
  entries: readonly EncodedEntry[];
}

/** Where a run belongs. */
export interface RunPlace {
  comparison: string;
  turn: number;
  run: RunRecord;
}

export interface NewTurn {
  content: readonly Part[];
  system: string | null;
  run: string;
  lanes: readonly AskedLane[];
  /** The process that is about to begin the run: it is claimed from the first. */
  owner?: string;
}

export interface NewAttempts {
  turn: number;
  lanes: readonly AskedLane[];
  run: string;
  /** As of a new turn. */
  owner?: string;
}

export interface ComparisonStore {
  /**
   * Keeps a new comparison, with its first turn and run in the record already.
   *
   * @param visitor whose it is; nobody's without.
   * @param owner the process that is about to begin its run.
   */
  createComparison(record: ComparisonRecord, visitor?: string | null, owner?: string): Promise<void>;
  findComparison(id: string): Promise<ComparisonRecord | null>;
  /** The same with the visitor who owns it; null for one without an owner. */
  findOwned(id: string): Promise<{ record: ComparisonRecord; visitor: string | null } | null>;
  /**
   * Adds the next turn with its run, every lane at attempt 1.
   *
   * @param runsBefore how many runs the comparison has, as far as the caller knows; absent, that is not looked at.
   * @returns null when there is no such comparison, or it has more runs by now.
   */
  addTurn(comparison: string, turn: NewTurn, runsBefore?: number): Promise<TurnRecord | null>;
  /**
   * Adds one run of lanes to a turn, each at its next attempt: 1 for a lane that was not asked in that turn.
   *
   * @returns null, as {@link addTurn}, and when there is no such turn.
   */
  addAttempts(comparison: string, attempts: NewAttempts, runsBefore?: number): Promise<RunRecord | null>;
  /** Puts an attempt on view in its turn; a further attempt takes its place. @returns false when there is none such. */
  chooseAttempt(comparison: string, turn: number, lane: Lane, attempt: number): Promise<boolean>;
  findRun(run: string): Promise<RunPlace | null>;
}

export interface LogStore {
  /**
   * Appends to the logs of runs, in one write for all of them. What is there already, byte for byte, is let pass, so
   * a write may be tried again; what belongs to an unknown run is dropped.
   *
   * @param owner who writes; without it whoever owns the runs.
   * @throws LogRefused, and keeps nothing, when entries leave a gap, differ from what is there, or come after the
   * run was ended or another process has taken it over; else an Error when the database does not take them: then they may or may not be kept.
   */
  appendEntries(batches: readonly EntryBatch[], owner?: string): Promise<void>;
  /**
   * @param after only entries above that sequence number.
   * @returns the entries of the run's log, in order, byte for byte; none when it is not known.
   */
  readEntries(run: string, after?: number): Promise<readonly EncodedEntry[]>;
  /** The complete logs of these runs, read at once; a run without entries, or unknown, has none. */
  readLogs(runs: readonly string[]): Promise<ReadonlyMap<string, readonly EncodedEntry[]>>;
}

/** Keeps comparisons and the logs of their runs. Plain data in and out; adapters differ in where, not in what. */
export interface Persistence extends ComparisonStore, LogStore, ActiveRunStore, HistoryStore, ShareStore {
  /** `temporary`: nothing outlives this process. */
  readonly kind: 'temporary' | 'sqlite' | 'postgres';
  /**
   * A setting that everybody on this database shares. The first one proposed is kept.
   *
   * @returns the one that is kept.
   */
  keepValue(name: string, proposed: string): Promise<string>;
  /** Why the last thing that was asked of it could not be done; null when it was done. */
  readonly trouble: DatabaseTrouble | null;
  /** Reads something of no meaning. @throws DatabaseAway */
  ping(): Promise<void>;
  /** Writes something of no meaning. @throws DatabaseAway when the database takes no writes. */
  probe(): Promise<void>;
  /** Nothing can be asked of it any more. */
  close(): Promise<void>;
}
