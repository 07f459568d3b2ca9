import type { Lane } from '@/lib/protocol/lane';
import type { RunPlace } from './persistence';

export interface LastHeard {
  /** The process that claimed the run; null when none has. */
  owner: string | null;
  /** When it was last heard of, or the run was made; ISO 8601. */
  heartbeatAt: string;
}

/** A run that has not ended, and who looks after it. */
export interface RunUnderWay extends RunPlace, LastHeard {
  /** How long ago that was when it was read, ms. */
  silentMs: number;
}

export interface StopRequest {
  run: string;
  /** Null asks for all lanes. */
  lane: Lane | null;
}

/** Which process looks after which run, for others to see. All times are by one clock, the database's. */
export interface RunsUnderWayStore {
  /**
   * Makes a run this owner's, if nobody else's. Of several that try at once one succeeds.
   *
   * @param abandoned as whose it was found, and when that one was last heard of: it is taken over if both are still so.
   * @returns false when it has ended, is somebody else's, or does not exist.
   */
  claimRun(run: string, owner: string, abandoned?: LastHeard): Promise<boolean>;
  /** Says that the owner still looks after these. @returns those that are not, or no longer, its own or under way. */
  beat(owner: string, runs: readonly string[]): Promise<readonly string[]>;
  /** @returns runs under way, deleted or not; those heard of longest ago first. */
  runsUnderWay(): Promise<readonly RunUnderWay[]>;
  /**
   * The run has ended and its log is whole: it takes no more entries, is folded small, and may go when room is
   * needed, oldest ended first. To end a run again does nothing, but finishes what a crash left undone.
   */
  endRun(run: string): Promise<void>;
  /** Asks the owner of a run to stop it, or one lane. Nothing when it has ended or does not exist. */
  requestStop(run: string, lane: Lane | null): Promise<void>;
  /** @returns what was asked of these runs, each for as long as the run has not ended. */
  stopRequests(runs: readonly string[]): Promise<readonly StopRequest[]>;
  /** Tells the owner of a run that somebody reads it from another process. */
  noteReader(run: string): Promise<void>;
  /** @returns which of these runs were said to be read within the last so many ms. */
  readWithin(runs: readonly string[], ms: number): Promise<readonly string[]>;
}
