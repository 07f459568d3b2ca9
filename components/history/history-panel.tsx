'use client';

import { useHistory, useHistoryState } from '@/lib/client/use-history';
import { LONGEST_SEARCH } from '@/lib/protocol/history';
import { HistoryList } from './history-list';

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

/** Narrows the list as one types. */
export function HistorySearch() {
  const { search } = useHistory();
  const text = useHistoryState((state) => state.search);
  return (
    <input
      type="text"
      data-slot="history-search"
      aria-label="Search the history"
      autoComplete="off"
      spellCheck={false}
      enterKeyHint="search"
      maxLength={LONGEST_SEARCH}
      placeholder="Search prompts, answers, titles, models"
      value={text}
      onChange={(event) => search(event.target.value)}
      className="mx-4 mt-2 rounded-lg border border-line-strong bg-paper px-3 py-2 text-base sm:text-sm"
    />
  );
}
