'use client';

import { useHistoryState } from '@/lib/client/use-history';
import { HistoryList } from './history-list';
import { HistorySearch } from './history-search';

/** The search and what it finds. */
export function HistoryPanel() {
  const nothingKept = useHistoryState((state) => state.nothingKept);
  return (
    <>
      <HistorySearch />
      {nothingKept && (
        <p className="px-4 pt-2 text-ink-2 text-xs">
          This server has no database. Everything listed here is lost when it restarts.
        </p>
      )}
      <HistoryList />
    </>
  );
}
