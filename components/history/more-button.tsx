'use client';

import type { HistoryState } from '@/lib/client/history-state';
import { useHistory, useHistoryState } from '@/lib/client/use-history';
import { Button } from '../ui/button';
import { rowLinkId } from './row-id';

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
