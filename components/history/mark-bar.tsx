'use client';

import { useHistory, useHistoryState } from '@/lib/client/use-history';
import { Button } from '../ui/button';
import { countOf } from '../ui/format';

/** What is done with several comparisons at once. */
export function MarkBar() {
  const { store, mark, star, remove } = useHistory();
  const marked = useHistoryState((state) => state.marked);
  const listedIds = useHistoryState(({ list, deleted }) =>
    list.phase === 'ready' ? list.comparisons.map(({ id }) => id).filter((id) => !deleted.includes(id)) : [],
  );
  if (marked === null) return null;
  const none = marked.length === 0;
  const isStarred = (id: string) => {
    const { list } = store.getState();
    return list.phase === 'ready' && list.comparisons.some((listed) => listed.id === id && listed.starred);
  };
  const starAll = () => {
    const on = !marked.every(isStarred);
    for (const id of marked) if (isStarred(id) !== on) void star(id, on);
  };
  const removeAll = () => {
    for (const id of marked) void remove(id);
    mark([]);
  };
  return (
    <div data-slot="mark-bar" className="mt-1 flex flex-wrap items-center gap-1 px-4">
      <span role="status" className="mr-auto text-[13px] text-ink-2">
        {`${countOf(marked.length, 'comparison')} selected`}
      </span>
      <Button look="quiet" onClick={() => mark(marked.length === listedIds.length ? [] : listedIds)}>
        {marked.length === listedIds.length && !none ? 'Select none' : 'Select all'}
      </Button>
      <Button aria-disabled={none} onClick={starAll}>
        {!none && marked.every(isStarred) ? 'Take the stars back' : 'Star'}
      </Button>
      <Button aria-disabled={none} onClick={removeAll}>
        Delete
      </Button>
    </div>
  );
}
