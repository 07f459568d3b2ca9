import { countRuns } from '@/lib/comparison/count-runs';
import { newestTurn, turnOf, withTurn } from '@/lib/comparison/turns';
import { withAttemptInView } from '@/lib/comparison/with-attempt-in-view';
import type { ComparisonRecord, RunRecord, TurnRecord } from '@/lib/protocol/comparison';
import type { Lane } from '@/lib/protocol/lane';
import type { WallClock } from '../time/timing';
import type { Kept } from './memory-history';
import type { NewAttempts, NewTurn, RunPlace } from './persistence';

const BYTES_PER_UNIT = 2;
const RECORD_OVERHEAD = 4096;

interface Hooks {
  onRun(run: string, owner: string | undefined): void;
  /** The comparison goes, with everything that hangs on it. */
  onForget(kept: Kept): void;
}

/** Comparisons within a size; beyond it those go that ended first. */
export class MemoryComparisons {
  /** In the order in which they last ended a run, so that the first is the one to drop. */
  #comparisons = new Map<string, Kept>();
  #places = new Map<string, string>();
  #bytes = 0;

  constructor(
    private readonly largestTotal: number,
    private readonly clock: WallClock,
    private readonly hooks: Hooks,
  ) {}

  all(): Iterable<Kept> {
    return this.#comparisons.values();
  }

  /** @returns it, deleted or not. */
  get(id: string): Kept | undefined {
    return this.#comparisons.get(id);
  }

  /** @returns it unless it is deleted. */
  inSight(id: string): Kept | undefined {
    const kept = this.#comparisons.get(id);
    return kept?.deletedAt === null ? kept : undefined;
  }

  ofRun(run: string): Kept | undefined {
    return this.#comparisons.get(this.#places.get(run) ?? '');
  }

  create(record: ComparisonRecord, visitor: string | null, owner?: string): void {
    if (this.#comparisons.has(record.id)) throw new Error('There is a comparison of this id already.');
    const updatedAt = new Date(record.createdAt);
    const kept: Kept = { record, visitor, updatedAt, deletedAt: null, running: new Set(), bytes: 0 };
    this.#comparisons.set(record.id, kept);
    this.grow(kept, RECORD_OVERHEAD + sizeOf(JSON.stringify(record)));
    for (const turn of record.turns) for (const { run } of turn.runs) this.#placeRun(kept, run, owner);
    this.dropOldest();
  }

  addTurn(comparison: string, { prompt, system, run, lanes, owner }: NewTurn, runsBefore?: number): TurnRecord | null {
    const kept = this.inSight(comparison);
    if (!kept || !isAsBefore(kept.record, runsBefore)) return null;
    const seats = lanes.map((lane) => ({ lane, attempt: 1 }));
    const turn: TurnRecord = {
      turn: newestTurn(kept.record.turns) + 1,
      prompt,
      system,
      runs: [{ run, lanes: seats }],
      inView: {},
    };
    kept.record = { ...kept.record, turns: [...kept.record.turns, turn] };
    kept.updatedAt = this.clock.date();
    this.grow(kept, sizeOf(prompt) + sizeOf(system ?? ''));
    this.#placeRun(kept, run, owner);
    return turn;
  }

  addAttempts(comparison: string, { turn, lanes, run, owner }: NewAttempts, runsBefore?: number): RunRecord | null {
    const kept = this.inSight(comparison);
    const record = kept && turnOf(kept.record.turns, turn);
    if (!kept || !record || !isAsBefore(kept.record, runsBefore)) return null;
    const asked = record.runs.flatMap((before) => before.lanes);
    const newest = (lane: Lane) =>
      Math.max(0, ...asked.filter((seat) => seat.lane === lane).map((seat) => seat.attempt));
    if (lanes.some((lane) => newest(lane) === 0)) return null;
    const added: RunRecord = { run, lanes: lanes.map((lane) => ({ lane, attempt: newest(lane) + 1 })) };
    const turns = withTurn(kept.record.turns, { ...record, runs: [...record.runs, added] });
    const grown = { ...kept.record, turns };
    kept.record = lanes.reduce((now, lane) => withAttemptInView(now, turn, lane, null), grown);
    kept.updatedAt = this.clock.date();
    this.#placeRun(kept, run, owner);
    return added;
  }

  chooseAttempt(comparison: string, turn: number, lane: Lane, attempt: number): boolean {
    const kept = this.inSight(comparison);
    const seats = turnOf(kept?.record.turns ?? [], turn)?.runs.flatMap(({ lanes }) => lanes) ?? [];
    if (!kept || !seats.some((seat) => seat.lane === lane && seat.attempt === attempt)) return false;
    kept.record = withAttemptInView(kept.record, turn, lane, attempt);
    return true;
  }

  /** Its run has ended: it is the last to be dropped now. @returns false when that run was not under way. */
  endRun(run: string): boolean {
    const kept = this.ofRun(run);
    if (!kept?.running.delete(run)) return false;
    this.#comparisons.delete(kept.record.id);
    this.#comparisons.set(kept.record.id, kept);
    return true;
  }

  grow(kept: Kept, bytes: number): void {
    kept.bytes += bytes;
    this.#bytes += bytes;
  }

  dropOldest(): void {
    if (this.#bytes <= this.largestTotal) return;
    for (const kept of this.#comparisons.values()) {
      if (kept.running.size > 0) continue;
      this.forget(kept);
      if (this.#bytes <= this.largestTotal) return;
    }
  }

  forget(kept: Kept): void {
    this.#comparisons.delete(kept.record.id);
    this.#bytes -= kept.bytes;
    for (const { run } of kept.record.turns.flatMap((turn) => turn.runs)) this.#places.delete(run);
    this.hooks.onForget(kept);
  }

  #placeRun(kept: Kept, run: string, owner: string | undefined): void {
    this.#places.set(run, kept.record.id);
    kept.running.add(run);
    this.hooks.onRun(run, owner);
  }
}

function isAsBefore(record: ComparisonRecord, runsBefore: number | undefined): boolean {
  return runsBefore === undefined || countRuns(record) === runsBefore;
}

export function placeIn(record: ComparisonRecord, run: string): RunPlace | null {
  for (const turn of record.turns) {
    const found = turn.runs.find((candidate) => candidate.run === run);
    if (found) return { comparison: record.id, turn: turn.turn, run: found };
  }
  return null;
}

export function sizeOf(text: string): number {
  return text.length * BYTES_PER_UNIT;
}
