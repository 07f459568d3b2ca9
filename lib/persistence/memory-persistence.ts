import type { ComparisonRecord, RunRecord, TurnRecord } from '@/lib/protocol/comparison';
import type { EncodedEntry } from '@/lib/protocol/frames';
import type { Lane } from '@/lib/protocol/lane';
import { systemWallClock, type WallClock } from '../time/timing';
import { WAS_ENDED, WAS_TAKEN_OVER } from './gather-batches';
import type { FoundPage, HistoryQuery } from './history';
import { MemoryComparisons, placeIn, sizeOf } from './memory-comparisons';
import { type Kept, listKept } from './memory-history';
import { MemoryLog } from './memory-log';
import { MemoryRuns } from './memory-runs';
import { MemoryShares } from './memory-shares';
import type { EntryBatch, NewAttempts, NewTurn, Persistence, RunPlace } from './persistence';
import type { LastHeard, RunUnderWay, StopRequest } from './runs-under-way';
import type { NewShare, Share } from './shares';

/** All that is kept at most, in bytes as estimated; beyond it the comparison that ended first goes. */
const LARGEST_TOTAL = 256 * 1024 * 1024;
/** What an entry takes beside its text, in bytes. */
const ENTRY_OVERHEAD = 96;

/** Keeps everything in this process; a restart forgets it. */
export class MemoryPersistence implements Persistence {
  readonly kind = 'memory';
  #comparisons: MemoryComparisons;
  #log = new MemoryLog();
  #runs: MemoryRuns;
  #shares: MemoryShares;
  #settings = new Map<string, string>();

  constructor(
    largestTotal = LARGEST_TOTAL,
    private readonly clock: WallClock = systemWallClock,
  ) {
    this.#runs = new MemoryRuns(clock);
    this.#shares = new MemoryShares(clock);
    this.#comparisons = new MemoryComparisons(largestTotal, clock, {
      onRun: (run, owner) => {
        this.#log.begin(run);
        this.#runs.begin(run, owner);
      },
      onForget: ({ record }) => {
        for (const { run } of record.turns.flatMap((turn) => turn.runs)) {
          this.#log.forget(run);
          this.#runs.end(run);
        }
        this.#shares.forget(record.id);
      },
    });
  }

  async createComparison(record: ComparisonRecord, visitor: string | null = null, owner?: string): Promise<void> {
    this.#comparisons.create(record, visitor, owner);
  }

  async findComparison(id: string): Promise<ComparisonRecord | null> {
    return this.#comparisons.inSight(id)?.record ?? null;
  }

  async addTurn(comparison: string, turn: NewTurn, runsBefore?: number): Promise<TurnRecord | null> {
    return this.#comparisons.addTurn(comparison, turn, runsBefore);
  }

  async addAttempts(comparison: string, attempts: NewAttempts, runsBefore?: number): Promise<RunRecord | null> {
    return this.#comparisons.addAttempts(comparison, attempts, runsBefore);
  }

  async chooseAttempt(comparison: string, turn: number, lane: Lane, attempt: number): Promise<boolean> {
    return this.#comparisons.chooseAttempt(comparison, turn, lane, attempt);
  }

  async findRun(run: string): Promise<RunPlace | null> {
    const kept = this.#comparisons.ofRun(run);
    return kept?.deletedAt === null ? placeIn(kept.record, run) : null;
  }

  async appendEntries(batches: readonly EntryBatch[], owner?: string): Promise<void> {
    const added = this.#log.append(batches, (run) => {
      if (!this.#comparisons.ofRun(run)?.running.has(run)) return WAS_ENDED;
      return this.#runs.isLost(run, owner) ? WAS_TAKEN_OVER : null;
    });
    for (const { run, entries } of added) {
      const kept = this.#comparisons.ofRun(run);
      for (const { json } of entries) if (kept) this.#comparisons.grow(kept, ENTRY_OVERHEAD + sizeOf(json));
    }
    this.#comparisons.dropOldest();
  }

  async readEntries(run: string, after = 0): Promise<readonly EncodedEntry[]> {
    return this.#log.read(run, after);
  }

  async endRun(run: string): Promise<void> {
    if (!this.#comparisons.endRun(run)) return;
    this.#runs.end(run);
    this.#comparisons.dropOldest();
  }

  async claimRun(run: string, owner: string, abandoned?: LastHeard): Promise<boolean> {
    return this.#runs.claim(run, owner, abandoned);
  }

  async beat(owner: string, runs: readonly string[]): Promise<readonly string[]> {
    return this.#runs.beat(owner, runs);
  }

  async runsUnderWay(): Promise<readonly RunUnderWay[]> {
    return this.#runs.underWay().flatMap(({ run, ...heard }) => {
      const kept = this.#comparisons.ofRun(run);
      const place = kept && placeIn(kept.record, run);
      return place ? [{ ...place, ...heard }] : [];
    });
  }

  async requestStop(run: string, lane: Lane | null): Promise<void> {
    this.#runs.requestStop(run, lane);
  }

  async stopRequests(runs: readonly string[]): Promise<readonly StopRequest[]> {
    return this.#runs.stopRequests(runs);
  }

  async noteReader(run: string): Promise<void> {
    this.#runs.noteReader(run);
  }

  async readWithin(runs: readonly string[], ms: number): Promise<readonly string[]> {
    return this.#runs.readWithin(runs, ms);
  }

  async listComparisons(query: HistoryQuery): Promise<FoundPage> {
    return listKept(this.#comparisons.all(), query);
  }

  async visitorOf(comparison: string): Promise<string | null> {
    return this.#comparisons.inSight(comparison)?.visitor ?? null;
  }

  async renameComparison(comparison: string, visitor: string, title: string | null): Promise<boolean> {
    const kept = this.#comparisons.inSight(comparison);
    return kept !== undefined && change(kept, visitor, { record: { ...kept.record, title } });
  }

  async deleteComparison(comparison: string, visitor: string): Promise<boolean> {
    return change(this.#comparisons.inSight(comparison), visitor, { deletedAt: this.clock.date() });
  }

  async restoreComparison(comparison: string, visitor: string): Promise<boolean> {
    const kept = this.#comparisons.get(comparison);
    return change(kept?.deletedAt ? kept : undefined, visitor, { deletedAt: null });
  }

  async deleteForever(before: Date): Promise<number> {
    const due = [...this.#comparisons.all()].filter(({ deletedAt }) => deletedAt && deletedAt < before);
    for (const kept of due) this.#comparisons.forget(kept);
    return due.length;
  }

  async createShare(share: NewShare): Promise<Share | null> {
    if (!this.#comparisons.inSight(share.comparison)) return null;
    this.#shares.create(share);
    return this.findShare(share.slug);
  }

  async findShare(slug: string): Promise<Share | null> {
    const share = this.#shares.find(slug);
    return share ? { ...share, deleted: !this.#comparisons.inSight(share.comparison) } : null;
  }

  async sharesOf(comparison: string): Promise<readonly Share[]> {
    const deleted = !this.#comparisons.inSight(comparison);
    return this.#shares.of(comparison).map((share) => ({ ...share, deleted }));
  }

  async revokeShare(slug: string): Promise<boolean> {
    return this.#shares.setRevoked(slug, true);
  }

  async restoreShare(slug: string): Promise<boolean> {
    return this.#shares.setRevoked(slug, false);
  }

  async indexShare(slug: string, indexed: boolean): Promise<boolean> {
    return this.#shares.index(slug, indexed);
  }

  async keepSetting(name: string, proposed: string): Promise<string> {
    const kept = this.#settings.get(name) ?? proposed;
    this.#settings.set(name, kept);
    return kept;
  }

  readonly trouble = null;

  async ping(): Promise<void> {}

  async probe(): Promise<void> {}

  async close(): Promise<void> {}
}

function change(kept: Kept | undefined, visitor: string, to: Partial<Pick<Kept, 'record' | 'deletedAt'>>): boolean {
  if (kept?.visitor !== visitor) return false;
  Object.assign(kept, to);
  return true;
}
