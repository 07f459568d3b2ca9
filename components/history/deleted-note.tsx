'use client';

import { flushSync } from 'react-dom';
import { useHistory, useHistoryState } from '@/lib/client/use-history';
import { usePaneState } from '@/lib/client/use-panes';
import { Button } from '../ui/button';

/** Says that the comparison on the page is deleted, as long as that can be taken back from here. */
export function DeletedNote() {
  const { restore } = useHistory();
  const id = usePaneState(({ record }) => record?.id);
  const deleted = useHistoryState((state) => id !== undefined && state.deleted.includes(id));
  const refusal = useHistoryState(({ refusals }) => refusals[id ?? '']);
  const restoreHere = () => {
    flushSync(() => void restore(id ?? ''));
    document.querySelector<HTMLButtonElement>('[data-slot="header"] h1 button')?.focus();
  };
  return (
    <div data-slot="deleted-note" role="status">
      {deleted && (
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 border-line border-t bg-sunk px-4 py-1.5 text-[13px] sm:px-[18px]">
          <span>This comparison is deleted. Its links no longer work.</span>
          <Button onClick={restoreHere}>Undo</Button>
          <a href="/" className="underline underline-offset-2">
            Start a new comparison
          </a>
          {refusal !== undefined && <span className="text-bad">{refusal}</span>}
        </p>
      )}
    </div>
  );
}
