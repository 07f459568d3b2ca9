'use client';

import { type HistoryState, isFiltered } from '@/lib/client/history-state';
import { useHistory, useHistoryState } from '@/lib/client/use-history';
import type { ListedComparison } from '@/lib/protocol/history';
import { Button } from '../ui/button';
import { FailedLine } from '../ui/failed-line';
import { countOf } from '../ui/format';
import { dayWords } from '../ui/when';
import { HistoryRow, rowLinkId } from './history-row';

/**
 * The found comparisons by days, newest first, under a line about the search or its failure.
 *
 * @param totals of the whole history, in words; '' for none.
 */
export function HistoryList({ totals }: { totals: string }) {
  const { reload } = useHistory();
  const list = useHistoryState((state) => state.list);
  const status = useHistoryState(statusWords);
  const empty = useHistoryState((state) => isEmpty(state) && state.search.trim() === '' && !isFiltered(state.filters));
  return (
    <>
      <p role="status" className="px-4 pt-2 pb-1 text-ink-2 text-xs">
        <span>{status}</span>
        {totals !== '' && <span>{` All in all ${totals}`}</span>}
      </p>
      {empty && (
        <p className="px-4 pt-3 text-ink-2 text-sm">
          Everything you ask in this browser is listed here, so that you can find it again.
        </p>
      )}
      {list.phase === 'failed' && <FailedLine reason={list.reason} onRetry={() => void reload()} className="px-4" />}
      {list.phase === 'ready' && (list.comparisons.length > 0 || list.next !== null) && (
        <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain pb-[max(0.75rem,env(safe-area-inset-bottom))]">
          {daysOf(list.comparisons).map(({ day, comparisons }) => (
            <section key={day} aria-labelledby={dayId(day)}>
              <h3
                id={dayId(day)}
                className="sticky top-0 z-1 border-line border-y bg-sunk px-4 py-1 font-medium text-ink-2 text-xs not-first:-mt-px"
              >
                {day}
              </h3>
              <ul className="divide-y divide-line border-line border-b">
                {comparisons.map((listed) => (
                  <HistoryRow key={listed.id} listed={listed} />
                ))}
              </ul>
            </section>
          ))}
          {list.next !== null && <MoreButton />}
        </div>
      )}
    </>
  );
}

interface Day {
  /** In words. */
  day: string;
  comparisons: ListedComparison[];
}

/** The comparisons by the day on which they were asked first, in the reader's time zone, in their order. */
function daysOf(comparisons: readonly ListedComparison[]): Day[] {
  const now = new Date();
  const days: Day[] = [];
  for (const listed of comparisons) {
    const day = dayWords(new Date(listed.createdAt), now);
    const last = days.at(-1);
    if (last?.day === day) last.comparisons.push(listed);
    else days.push({ day, comparisons: [listed] });
  }
  return days;
}

function dayId(day: string): string {
  return `history-day:${day.replaceAll(' ', '-')}`;
}

function isEmpty({ list }: HistoryState): boolean {
  return list.phase === 'ready' && list.comparisons.length === 0;
}

const NONE_MATCHES = 'No comparison matches the filters.';

function statusWords(state: HistoryState): string {
  const { list, search, deleted } = state;
  if (list.phase === 'failed') return '';
  if (list.phase === 'loading') return 'Reading the history…';
  if (list.search !== search.trim()) return 'Searching…';
  if (isEmpty(state)) {
    if (isFiltered(list.filters)) return list.next === null ? NONE_MATCHES : `${NONE_MATCHES} There may be more.`;
    if (list.search === '') return 'Nothing asked yet.';
    if (list.next !== null) return `Nothing of the newest has “${list.search}”. There may be more.`;
    return `Nothing has “${list.search}” in its prompts, answers, title or models.`;
  }
  const count = list.comparisons.filter(({ id }) => !deleted.includes(id)).length;
  const words = countOf(count, 'comparison');
  return list.next === null ? `${words}.` : `The newest ${words}.`;
}

/** Adds the rows that follow, and goes to the first of them. */
export function MoreButton() {
  const { store, showMore } = useHistory();
  const more = useHistoryState(({ list }) => (list.phase === 'ready' ? list.more : null));
  const add = async () => {
    const before = idsOf(store.getState().list);
    await showMore();
    const first = idsOf(store.getState().list)[before.length];
    if (first !== undefined) document.getElementById(rowLinkId(first))?.focus();
  };
  return (
    <div className="flex flex-wrap items-center gap-2 px-4 pt-3">
      <Button aria-disabled={more?.phase === 'loading'} onClick={() => void add()}>
        {more?.phase === 'loading' ? 'Reading…' : 'Show more'}
      </Button>
      <span role="alert" className="text-[13px] text-bad empty:hidden">
        {more?.phase === 'failed' && more.reason}
      </span>
    </div>
  );
}

function idsOf(list: HistoryState['list']): string[] {
  return list.phase === 'ready' ? list.comparisons.map(({ id }) => id) : [];
}
