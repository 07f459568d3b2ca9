'use client';

import { useHistory, useHistoryState } from '@/lib/client/use-history';
import { LONGEST_SEARCH } from '@/lib/protocol/text';
import { FailedLine } from '../ui/failed-line';
import { HistoryFilters } from './history-filters';
import { HistoryList } from './history-list';
import { MarkBar } from './mark-bar';
import { SpeedometerTable, totalWords } from './speedometer-table';
import { useSpeedometer } from './use-speedometer';

/** The search and what it finds, or the figures of all of it. */
export function HistoryPanel({ figures }: { figures: boolean }) {
  const nothingKept = useHistoryState((state) => state.nothingKept);
  const [state, read] = useSpeedometer();
  const speedometer = state.phase === 'ready' ? state.speedometer : null;
  if (figures) {
    return speedometer ? (
      <SpeedometerTable speedometer={speedometer} />
    ) : (
      <div className="px-4 pt-2 text-ink-2 text-xs">
        {state.phase === 'failed' ? <FailedLine reason={state.reason} onRetry={read} /> : 'Reading the figures…'}
      </div>
    );
  }
  return (
    <>
      <HistorySearch />
      <HistoryFilters models={speedometer?.models ?? []} />
      <MarkBar />
      {nothingKept && (
        <p className="px-4 pt-2 text-ink-2 text-xs">
          This server has no database. Everything listed here is lost when it restarts.
        </p>
      )}
      <HistoryList totals={speedometer && speedometer.answers > 0 ? totalWords(speedometer) : ''} />
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
