import type { ListedComparison } from '@/lib/protocol/history';

/** A place in the history: what follows is older. Plain data, so that any comparison listed can be one. */
export interface HistoryCursor {
  createdAt: string;
  id: string;
}

export interface HistoryQuery {
  visitor: string;
  /** Words that must all occur, each in a prompt, the title, or the name or id of a model; in any case. */
  search?: string;
  before?: HistoryCursor | null;
  /** How many at most, 1 to 100. */
  limit: number;
}

export interface FoundPage {
  comparisons: readonly ListedComparison[];
  /** Where the next page begins; null when this is the last. */
  next: HistoryCursor | null;
}

/** Comparisons as their visitors keep them. What is deleted is out of sight everywhere, until it is restored. */
export interface HistoryStore {
  /** @returns that visitor's comparisons, made last first. */
  listComparisons(query: HistoryQuery): Promise<FoundPage>;
  /** @returns null when the comparison is nobody's, is deleted, or does not exist. */
  visitorOf(comparison: string): Promise<string | null>;
  /** @param title null takes the title away. @returns false when that visitor has no such comparison. */
  renameComparison(comparison: string, visitor: string, title: string | null): Promise<boolean>;
  /** Puts it out of sight. @returns false when that visitor has no such comparison. */
  deleteComparison(comparison: string, visitor: string): Promise<boolean>;
  /** Undoes {@link deleteComparison}. @returns false when that visitor has deleted no such comparison. */
  restoreComparison(comparison: string, visitor: string): Promise<boolean>;
  /** Forgets for good what was deleted before that time, with its runs and links. @returns how many comparisons. */
  deleteForever(before: Date): Promise<number>;
}

export const LONGEST_PAGE = 100;

/** @returns a number of comparisons that a page can have. */
export function pageLimit(limit: number): number {
  return Math.min(LONGEST_PAGE, Math.max(1, Math.floor(limit) || 1));
}

/** @param found the comparisons of a page, and one more when there are more. */
export function toPage(found: readonly ListedComparison[], limit: number): FoundPage {
  const comparisons = found.slice(0, limit);
  const last = comparisons.at(-1);
  return { comparisons, next: last && found.length > limit ? { createdAt: last.createdAt, id: last.id } : null };
}
