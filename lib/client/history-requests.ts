import { type HistoryPage, historyPageSchema } from '@/lib/protocol/history';
import { send } from './api';

/** Which comparisons the history lists. */
export interface HistoryFilters {
  /** The id of a model that has answered; '' for any. */
  model: string;
  /** Only those in which an answer failed. */
  failed: boolean;
  starred: boolean;
}

/** Selects a page of the history. */
export interface HistoryQuery {
  /** Words that must all occur; '' for all comparisons. */
  search: string;
  /** `next` of the page before; null for the first page. */
  before: string | null;
  filters: HistoryFilters;
}

/** @throws RequestFailed, also when the signal aborts. */
export async function getHistory({ search, before, filters }: HistoryQuery, signal: AbortSignal): Promise<HistoryPage> {
  const { model, failed, starred } = filters;
  const query = new URLSearchParams({
    ...(search && { search }),
    ...(before !== null && { before }),
    ...(model && { model }),
    ...(failed && { failed: '1' }),
    ...(starred && { starred: '1' }),
  });
  const response = await send(`/api/comparisons?${query}`, { signal, cache: 'no-store' });
  return historyPageSchema.parse(await response.json());
}
