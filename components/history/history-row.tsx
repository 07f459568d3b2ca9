'use client';

import { useHistoryState } from '@/lib/client/use-history';
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
    <li data-slot="history-row" className="relative px-4 py-2.5 has-[[aria-current=page]]:bg-sunk">
      {face === 'deleted' && <DeletedRow listed={listed} />}
      {face === 'editing' && <TitleEditor listed={listed} />}
      {face === 'listed' && <ListedRow listed={listed} />}
      <p role="alert" className="text-[13px] text-bad empty:hidden">
        {refusal}
      </p>
    </li>
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
