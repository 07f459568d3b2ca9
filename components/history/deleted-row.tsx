'use client';

import { flushSync } from 'react-dom';
import { useHistory } from '@/lib/client/use-history';
import { usePaneState } from '@/lib/client/use-panes';
import type { ListedComparison } from '@/lib/protocol/history';
import { Button } from '../ui/button';
import { rowLinkId, undoButtonId } from './history-row';

/** A comparison that was deleted a moment ago, and the way back. */
export function DeletedRow({ listed: { id, title, opening } }: { listed: ListedComparison }) {
  const { restore } = useHistory();
  const current = usePaneState(({ record }) => record?.id === id);
  const name = title ?? opening;
  const restoreHere = () => {
    flushSync(() => void restore(id));
    document.getElementById(rowLinkId(id))?.focus();
  };
  return (
    <div className="text-[13px]">
      <p className="flex items-center gap-2">
        <span className="min-w-0 flex-1 truncate text-ink-2" dir="auto">
          <span className="font-medium text-ink">Deleted</span>
          <span>{' · '}</span>
          <span className="line-through">{name}</span>
        </span>
        <Button id={undoButtonId(id)} aria-label={`Undo deleting ${name}`} onClick={restoreHere}>
          Undo
        </Button>
      </p>
      {current && (
        <p className="mt-1 text-ink-2">
          <span>{'It is the one on this page. '}</span>
          <a href="/" className="underline underline-offset-2">
            Start a new comparison
          </a>
        </p>
      )}
    </div>
  );
}
