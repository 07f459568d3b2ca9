import type { AskedLane, ComparisonRecord, Part, RunRecord, TurnRecord } from '@/lib/protocol/comparison';
import type { EncodedEntry } from '@/lib/protocol/frames';
import type { Lane } from '@/lib/protocol/lane';
import type { ActiveRunStore } from './active-runs';
import type { FiguresStore } from './answer-figures';
import type { BallotStore } from './ballots';
import type { DatabaseTrouble } from './database-away';
import type { HistoryStore } from './history';
import type { LimitStore } from './limits';
import type { PurgeStore } from './purge';
import type { ReportStore } from './reports';
import type { SearchIndexStore } from './search-index';
import type { ShareStore } from './shares';

/** Entries of one run in the order of their sequence numbers, which follow those appended before. */
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
  /** The process that is about to begin the run, and owns it from now on. */
  owner?: string;
}

export interface NewAttempts {
  turn: number;
  lanes: readonly AskedLane[];
  run: string;
  /** As in {@link NewTurn}. */
  owner?: string;
}

export interface ComparisonStore {
  /**
   * Stores a new comparison, whose record has its first turn and run.
   *
   * @param visitor the owner of the comparison; omit for none.
   * @param owner the process that is about to begin the run.
   * @param logs of runs that have ended, each whole.
   */
  createComparison(
    record: ComparisonRecord,
    visitor?: string | null,
    owner?: string,
    logs?: ReadonlyMap<string, readonly EncodedEntry[]>,
  ): Promise<void>;
  findComparison(id: string): Promise<ComparisonRecord | null>;
  /** The same with the visitor who owns it; null for one without an owner. */
  findOwned(id: string): Promise<{ record: ComparisonRecord; visitor: string | null } | null>;
  /**
   * Adds the next turn with its run, every lane at attempt 1.
   *
   * @param runsBefore how many runs the comparison has, as far as the caller knows; not checked if omitted.
   * @returns null when the comparison does not exist, or has another number of runs.
   */
  addTurn(comparison: string, turn: NewTurn, runsBefore?: number): Promise<TurnRecord | null>;
  /**
   * Adds one run of lanes to a turn, each at its next attempt: 1 for a lane that was not asked in that turn.
   *
   * @returns null like {@link addTurn}, and when the turn does not exist.
   */
  addAttempts(comparison: string, attempts: NewAttempts, runsBefore?: number): Promise<RunRecord | null>;
  /** Selects an attempt, until a newer one is added. @returns false when the attempt does not exist. */
  selectAttempt(comparison: string, turn: number, lane: Lane, attempt: number): Promise<boolean>;
  findRun(run: string): Promise<RunPlace | null>;
}

export interface LogStore {
  /**
   * Appends to the logs of runs, in one write for all of them. Entries already stored (identical bytes) are skipped, so
   * a write can be retried safely. Entries of unknown runs are dropped.
   *
   * @param owner the process that writes; omit to write for any owner.
   * @throws LogRefused, and stores nothing, when entries leave a gap, differ from stored ones, or come after the run was
   * ended or taken over by another process. Any other Error when the write fails: then they may or may not be stored.
   */
  appendEntries(batches: readonly EntryBatch[], owner?: string): Promise<void>;
  /**
   * @param after only entries above that sequence number.
   * @returns the entries of the run's log, in order, byte for byte; none when the run is unknown.
   */
  readEntries(run: string, after?: number): Promise<readonly EncodedEntry[]>;
  /** @returns the logs of these runs, read in one query; none for a run that is unknown or has no entries. */
  readLogs(runs: readonly string[]): Promise<ReadonlyMap<string, readonly EncodedEntry[]>>;
}

/** Stores comparisons and the logs of their runs. Plain data in and out; only the place differs. */
export interface Persistence
  extends ComparisonStore,
    LogStore,
    ActiveRunStore,
    HistoryStore,
    PurgeStore,
    ShareStore,
    LimitStore,
    ReportStore,
    FiguresStore,
    BallotStore,
    SearchIndexStore {
  /** `temporary`: nothing survives the end of this process. */
  readonly kind: 'temporary' | 'sqlite' | 'postgres';
  /**
   * Stores a value that all processes on this database share, such as a secret. The first proposal is stored.
   *
   * @returns the stored value.
   */
  keepValue(name: string, proposed: string): Promise<string>;
  /** Why the last operation failed; null when it did not. */
  readonly trouble: DatabaseTrouble | null;
  /** Reads a row that means nothing. @throws DatabaseAway */
  ping(): Promise<void>;
  /** @returns the version of the tables, which a newer version of this app may have changed since they were opened. */
  schemaVersion(): Promise<number>;
  /** Writes a row that means nothing. @throws DatabaseAway when the database accepts no writes. */
  probe(): Promise<void>;
  /** After this, all operations fail. */
  close(): Promise<void>;
}
