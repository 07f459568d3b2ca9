import { LRUCache } from 'lru-cache';
import { type FreshMarks, foldEvents } from '@/lib/comparison/fold-events';
import { type ComparisonState, emptyState } from '@/lib/comparison/state';
import { decodeEntries, type EncodedEntry } from '@/lib/protocol/frames';
import { InFlight } from '../time/in-flight';
import { nextTurn } from '../time/pause';

/** How much log is folded in one turn of the event loop, UTF-16 units, so that a page of long answers delays no lane. */
const SLICE = 256 * 1024;
/** How much text the cache holds, UTF-16 units: eight of the longest answers. */
const MOST_KEPT = 64 * 1024 * 1024;
/** The size of a fold without text, in the same units, so that the number of small folds is bounded too. */
const LEAST_SIZE = 4096;

/** A bounded cache of the folds of ended runs, which cannot change, by run; the least recently used go first. */
export class FoldedRuns {
  #kept = new LRUCache<string, ComparisonState>({ maxSize: MOST_KEPT, sizeCalculation: sizeOf });
  /** Simultaneous readers share one fold. */
  #underWay = new InFlight<ComparisonState>();

  /** Whether {@link fold} needs no log of this run. */
  has(run: string): boolean {
    return this.#kept.has(run) || this.#underWay.has(run);
  }

  /**
   * Folds the log of one run, or takes its fold from the cache.
   *
   * @param read reads the log as far as it has come.
   * @returns the state of a comparison that has only this run.
   */
  fold(run: string, read: () => Promise<readonly EncodedEntry[]>): Promise<ComparisonState> {
    const kept = this.#kept.get(run);
    if (kept) return Promise.resolve(kept);
    return this.#underWay.share(run, () => this.#fold(run, read));
  }

  async #fold(run: string, read: () => Promise<readonly EncodedEntry[]>): Promise<ComparisonState> {
    const state = await foldLog(run, await read());
    if (state.runs[run]?.end) this.#kept.set(run, state);
    return state;
  }
}

/** Folds a log of any length, in slices between which other work can run. */
export async function foldLog(run: string, entries: readonly EncodedEntry[]): Promise<ComparisonState> {
  const fresh: FreshMarks = new WeakSet();
  let state = emptyState;
  for (let from = 0; from < entries.length; ) {
    const to = endOfSlice(entries, from);
    state = foldEvents(state, run, decodeEntries(entries.slice(from, to)), fresh);
    from = to;
    if (from < entries.length) await nextTurn();
  }
  return state;
}

function endOfSlice(entries: readonly EncodedEntry[], from: number): number {
  let units = 0;
  let to = from;
  while (to < entries.length && units < SLICE) {
    units += entries[to]?.json.length ?? 0;
    to += 1;
  }
  return to;
}

function sizeOf({ turns }: ComparisonState): number {
  const answers = turns.flatMap((turn) => Object.values(turn.answers).flat());
  return answers.reduce(
    (sum, { text, reasoning, textMarks, reasoningMarks }) =>
      sum + text.length + reasoning.length + 4 * (textMarks.length + reasoningMarks.length),
    LEAST_SIZE,
  );
}
