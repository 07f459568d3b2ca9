import type { StoreApi } from 'zustand/vanilla';
import type { ComparisonChange } from '@/lib/protocol/comparison-change';
import type { HistoryPage, ListedComparison } from '@/lib/protocol/history';
import type { HistoryFilters, HistoryQuery } from './history-requests';

/** Loading state of the next page. */
export type More = { phase: 'idle' } | { phase: 'loading' } | { phase: 'failed'; reason: string };

export type HistoryList =
  | { phase: 'loading' }
  | { phase: 'failed'; reason: string }
  | {
      phase: 'ready';
      /** The search that found the comparisons, with these filters. */
      search: string;
      filters: HistoryFilters;
      comparisons: readonly ListedComparison[];
      next: string | null;
      more: More;
    };

/** A title that is being written. */
export type Editing = { id: string; phase: 'writing'; problem: string | null } | { id: string; phase: 'saving' };

export const NO_FILTERS: HistoryFilters = { model: '', failed: false, starred: false };

export interface HistoryState {
  open: boolean;
  /** As typed. */
  search: string;
  filters: HistoryFilters;
  /** Ids that were marked, for what is done with several at once; null while none can be. */
  marked: readonly string[] | null;
  list: HistoryList;
  editing: Editing | null;
  /** Ids that were deleted on this page, which can restore them. */
  deleted: readonly string[];
  /** By id: why the last change was refused, in a sentence. */
  refusals: Readonly<Record<string, string>>;
  /** The server has no database: what is listed is lost when it restarts. */
  nothingKept: boolean;
}

/** Whether some comparisons are left out. */
export function isFiltered({ model, failed, starred }: HistoryFilters): boolean {
  return model !== '' || failed || starred;
}

/** What the history needs from the browser and the page; tests give their own. */
export interface HistoryPorts {
  /** Each of these throws RequestFailed. */
  getHistory(query: HistoryQuery, signal: AbortSignal): Promise<HistoryPage>;
  changeComparison(id: string, change: ComparisonChange): Promise<void>;
  deleteComparison(id: string): Promise<void>;
  /** Calls back once, in `ms`. @returns cancels that. */
  after(ms: number, fire: () => void): () => void;
  /** A comparison has a new title. */
  onTitle(id: string, title: string | null): void;
  /** The server has changed a comparison: it is renamed, deleted or restored. */
  onChange(id: string): void;
}

/** The list of the visitor's comparisons, and its actions. Knows no React. */
export interface History {
  readonly store: StoreApi<HistoryState>;
  /** Opens the list and reads its first page. */
  open(): Promise<void>;
  close(): void;
  /** Narrows the list to this text, once typing has paused. */
  search(text: string): void;
  /** Narrows the list to those comparisons; the focus and the search stay. */
  filter(change: Partial<HistoryFilters>): Promise<void>;
  /** Gives a comparison a star, or takes it back. */
  star(id: string, starred: boolean): Promise<void>;
  /** Lets comparisons be marked, and marks these; null ends it. */
  mark(ids: readonly string[] | null): void;
  /** Reads the list again. */
  reload(): Promise<void>;
  /** Adds the next page. */
  showMore(): Promise<void>;
  /** Opens the editor of a title; null closes it without a change. */
  edit(id: string | null): void;
  /** Renames the edited comparison; an empty title removes its title. */
  rename(text: string): Promise<void>;
  remove(id: string): Promise<void>;
  /** Undoes a deletion. */
  restore(id: string): Promise<void>;
}
