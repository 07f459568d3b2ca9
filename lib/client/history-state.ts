import type { ListedComparison } from '@/lib/protocol/history';

/** How it stands with what follows the rows that are shown. */
export type More = { phase: 'idle' } | { phase: 'loading' } | { phase: 'failed'; reason: string };

export type HistoryList =
  | { phase: 'loading' }
  | { phase: 'failed'; reason: string }
  | {
      phase: 'ready';
      /** The search that found them. */
      search: string;
      comparisons: readonly ListedComparison[];
      next: string | null;
      more: More;
    };

/** A title that is being written. */
export type Editing = { id: string; phase: 'writing'; problem: string | null } | { id: string; phase: 'saving' };

export interface HistoryState {
  open: boolean;
  /** As it is typed. */
  search: string;
  list: HistoryList;
  editing: Editing | null;
  /** What was deleted on this page, and can be taken back from here. */
  deleted: readonly string[];
  /** Why the last change of a comparison was refused, in a sentence. */
  refusals: Readonly<Record<string, string>>;
  /** The server has no database: what is listed is lost when it restarts. */
  nothingKept: boolean;
}
