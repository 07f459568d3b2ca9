import type { ListedComparison } from '@/lib/protocol/history';

/** Loading state of the next page. */
export type More = { phase: 'idle' } | { phase: 'loading' } | { phase: 'failed'; reason: string };

export type HistoryList =
  | { phase: 'loading' }
  | { phase: 'failed'; reason: string }
  | {
      phase: 'ready';
      /** The search that found the comparisons. */
      search: string;
      comparisons: readonly ListedComparison[];
      next: string | null;
      more: More;
    };

/** A title that is being written. */
export type Editing = { id: string; phase: 'writing'; problem: string | null } | { id: string; phase: 'saving' };

export interface HistoryState {
  open: boolean;
  /** As typed. */
  search: string;
  list: HistoryList;
  editing: Editing | null;
  /** Ids that were deleted on this page, which can restore them. */
  deleted: readonly string[];
  /** By id: why the last change was refused, in a sentence. */
  refusals: Readonly<Record<string, string>>;
  /** The server has no database: what is listed is lost when it restarts. */
  nothingKept: boolean;
}
