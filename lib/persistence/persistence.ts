import type { ComparisonRecord, RunRecord, TurnRecord } from '@/lib/protocol/comparison';
import type { EncodedEntry } from '@/lib/protocol/frames';
import type { Lane } from '@/lib/protocol/lane';

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
  prompt: string;
  system: string | null;
  run: string;
  lanes: readonly Lane[];
}

/** Keeps comparisons and the logs of their runs. Plain data in and out; adapters differ in where, not in what. */
export interface Persistence {
  readonly kind: 'memory';
  /** Keeps a new comparison, with its first turn and run in the record already. */
  createComparison(record: ComparisonRecord): Promise<void>;
  findComparison(id: string): Promise<ComparisonRecord | null>;
  /** Adds the next turn with its run, every lane at attempt 1. @returns null when there is no such comparison. */
  addTurn(comparison: string, turn: NewTurn): Promise<TurnRecord | null>;
  /** Adds a run of one lane to a turn, at the lane's next attempt. @returns null when there is no such place. */
  addAttempt(comparison: string, turn: number, run: string, lane: Lane): Promise<RunRecord | null>;
  findRun(run: string): Promise<RunPlace | null>;
  appendEntries(batches: readonly EntryBatch[]): Promise<void>;
  /** @returns every entry of the run's log, none when it is not known. */
  readEntries(run: string): Promise<readonly EncodedEntry[]>;
  /** The run has ended; what it kept may go when room is needed, oldest ended first. */
  endRun(run: string): Promise<void>;
}
