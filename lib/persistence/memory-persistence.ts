import type { ComparisonRecord, RunRecord, TurnRecord } from '@/lib/protocol/comparison';
import type { EncodedEntry } from '@/lib/protocol/frames';
import type { Lane } from '@/lib/protocol/lane';
import type { EntryBatch, NewTurn, Persistence, RunPlace } from './persistence';

/** All that is kept at most, in bytes as estimated; beyond it the comparison that ended first goes. */
const LARGEST_TOTAL = 256 * 1024 * 1024;
/** What an entry takes beside its text, and a character of it at the worst, in bytes. */
const ENTRY_OVERHEAD = 96;
const BYTES_PER_UNIT = 2;
const RECORD_OVERHEAD = 4096;

interface Kept {
  record: ComparisonRecord;
  /** Runs under way: a comparison that has one is never dropped. */
  running: Set<string>;
  bytes: number;
}

/** Keeps everything in this process; a restart forgets it. */
export class MemoryPersistence implements Persistence {
  readonly kind = 'memory';
  /** In the order in which they last ended a run, so that the first is the one to drop. */
  #comparisons = new Map<string, Kept>();
  #places = new Map<string, string>();
  #logs = new Map<string, EncodedEntry[]>();
  #bytes = 0;

  constructor(private readonly largestTotal = LARGEST_TOTAL) {}

  async createComparison(record: ComparisonRecord): Promise<void> {
    const kept: Kept = { record, running: new Set(), bytes: 0 };
    this.#comparisons.set(record.id, kept);
    this.#grow(kept, RECORD_OVERHEAD + sizeOf(JSON.stringify(record)));
    for (const turn of record.turns) for (const { run } of turn.runs) this.#placeRun(kept, run);
    this.#dropOldest();
  }

  async findComparison(id: string): Promise<ComparisonRecord | null> {
    return this.#comparisons.get(id)?.record ?? null;
  }

  async addTurn(comparison: string, { prompt, system, run, lanes }: NewTurn): Promise<TurnRecord | null> {
    const kept = this.#comparisons.get(comparison);
    if (!kept) return null;
    const seats = lanes.map((lane) => ({ lane, attempt: 1 }));
    const turn: TurnRecord = { turn: kept.record.turns.length + 1, prompt, system, runs: [{ run, lanes: seats }] };
    kept.record = { ...kept.record, turns: [...kept.record.turns, turn] };
    this.#grow(kept, sizeOf(prompt) + sizeOf(system ?? ''));
    this.#placeRun(kept, run);
    return turn;
  }

  async addAttempt(comparison: string, turn: number, run: string, lane: Lane): Promise<RunRecord | null> {
    const kept = this.#comparisons.get(comparison);
    const record = kept?.record.turns[turn - 1];
    if (!kept || !record) return null;
    const attempts = record.runs.flatMap(({ lanes }) => lanes.filter((seat) => seat.lane === lane));
    if (attempts.length === 0) return null;
    const attempt = Math.max(...attempts.map((seat) => seat.attempt)) + 1;
    const added: RunRecord = { run, lanes: [{ lane, attempt }] };
    const turns = kept.record.turns.with(turn - 1, { ...record, runs: [...record.runs, added] });
    kept.record = { ...kept.record, turns };
    this.#placeRun(kept, run);
    return added;
  }

  async findRun(run: string): Promise<RunPlace | null> {
    const record = this.#comparisons.get(this.#places.get(run) ?? '')?.record;
    for (const turn of record?.turns ?? []) {
      const found = turn.runs.find((candidate) => candidate.run === run);
      if (record && found) return { comparison: record.id, turn: turn.turn, run: found };
    }
    return null;
  }

  async appendEntries(batches: readonly EntryBatch[]): Promise<void> {
    for (const { run, entries } of batches) {
      const kept = this.#comparisons.get(this.#places.get(run) ?? '');
      const log = this.#logs.get(run);
      if (!kept || !log) continue;
      for (const entry of entries) {
        log.push(entry);
        this.#grow(kept, ENTRY_OVERHEAD + sizeOf(entry.json));
      }
    }
    this.#dropOldest();
  }

  async readEntries(run: string): Promise<readonly EncodedEntry[]> {
    return this.#logs.get(run) ?? [];
  }

  async endRun(run: string): Promise<void> {
    const id = this.#places.get(run) ?? '';
    const kept = this.#comparisons.get(id);
    if (!kept) return;
    kept.running.delete(run);
    this.#comparisons.delete(id);
    this.#comparisons.set(id, kept);
    this.#dropOldest();
  }

  #placeRun(kept: Kept, run: string): void {
    this.#places.set(run, kept.record.id);
    this.#logs.set(run, []);
    kept.running.add(run);
  }

  #grow(kept: Kept, bytes: number): void {
    kept.bytes += bytes;
    this.#bytes += bytes;
  }

  #dropOldest(): void {
    if (this.#bytes <= this.largestTotal) return;
    for (const [id, kept] of this.#comparisons) {
      if (kept.running.size > 0) continue;
      this.#comparisons.delete(id);
      this.#bytes -= kept.bytes;
      for (const { run } of kept.record.turns.flatMap((turn) => turn.runs)) {
        this.#places.delete(run);
        this.#logs.delete(run);
      }
      if (this.#bytes <= this.largestTotal) return;
    }
  }
}

function sizeOf(text: string): number {
  return text.length * BYTES_PER_UNIT;
}
