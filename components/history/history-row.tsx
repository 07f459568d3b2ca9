'use client';

import { useHistory, useHistoryState } from '@/lib/client/use-history';
import type { ListedComparison } from '@/lib/protocol/history';
import { DeletedRow } from './deleted-row';
import { ListedRow } from './listed-row';
import { TitleEditor } from './title-editor';

/** One comparison: as it is listed, with its title being written, or deleted. */
export function HistoryRow({ listed }: { listed: ListedComparison }) {
  const { id } = listed;
  const face = useHistoryState(({ deleted, editing }) =>
    deleted.includes(id) ? 'deleted' : editing?.id === id ? 'editing' : 'listed',
  );
  const refusal = useHistoryState(({ refusals }) => refusals[id]);
  return (
    <li
      data-slot="history-row"
      className="relative px-4 py-2.5 has-[[aria-current=page]]:bg-sunk has-[[data-slot=mark-box]]:pl-12"
    >
      {face === 'deleted' && <DeletedRow listed={listed} />}
      {face === 'editing' && <TitleEditor listed={listed} />}
      {face === 'listed' && <ListedRow listed={listed} />}
      {face === 'listed' && <MarkBox listed={listed} />}
      <p role="alert" className="text-[13px] text-bad empty:hidden">
        {refusal}
      </p>
    </li>
  );
}

/** While several can be marked: a press on the beginning of the row marks it. */
function MarkBox({ listed: { id, title, opening } }: { listed: ListedComparison }) {
  const { store, mark } = useHistory();
  const isMarked = useHistoryState(({ marked }) => marked?.includes(id) ?? null);
  if (isMarked === null) return null;
  const toggle = () => {
    const { marked } = store.getState();
    mark(isMarked ? (marked ?? []).filter((known) => known !== id) : [...(marked ?? []), id]);
  };
  return (
    <label data-slot="mark-box" className="absolute inset-y-0 left-0 grid w-12 cursor-pointer place-items-center">
      <span className="sr-only">{`Select ${title ?? opening}`}</span>
      <input type="checkbox" checked={isMarked} onChange={toggle} className="size-5 cursor-pointer accent-ink" />
    </label>
  );
}

/** The DOM id of the link to a comparison in its row. */
export function rowLinkId(comparison: string): string {
  return `history-link:${comparison}`;
}

/** The DOM id of the button that lets its title be written. */
export function renameButtonId(comparison: string): string {
  return `history-rename:${comparison}`;
}

/** The DOM id of the button that takes its deletion back. */
export function undoButtonId(comparison: string): string {
  return `history-undo:${comparison}`;
}
