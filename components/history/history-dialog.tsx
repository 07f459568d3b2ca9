'use client';

import { Dialog } from '@base-ui/react/dialog';
import { useRef, useState } from 'react';
import { useHistory, useHistoryState } from '@/lib/client/use-history';
import { Button } from '../ui/button';
import type { Trigger } from '../ui/late-panel';
import { HistoryPanel } from './history-panel';

/** What was asked before: a drawer at the side, on a phone a sheet from below. */
export function HistoryDialog({ trigger }: { trigger: Trigger }) {
  const history = useHistory();
  const open = useHistoryState((state) => state.open);
  const [figures, setFigures] = useState(false);
  const popup = useRef<HTMLDivElement>(null);
  // Where a finger points, the search waits until it is touched: the keyboard would cover the list.
  const firstFocus = () =>
    window.matchMedia('(pointer: fine)').matches ? popup.current?.querySelector('input') : popup.current;
  const onOpenChange = (opens: boolean, reason: string) => {
    if (opens) void history.open();
    // Esc ends what is innermost.
    else if (reason === 'escape-key' && history.store.getState().editing) history.edit(null);
    else history.close();
  };
  return (
    <Dialog.Root open={open} onOpenChange={(opens, { reason }) => onOpenChange(opens, reason)}>
      <Dialog.Trigger render={trigger} />
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-10 bg-black/40" />
        <Dialog.Popup
          ref={popup}
          data-slot="history"
          initialFocus={firstFocus}
          className="fixed inset-x-0 bottom-0 z-20 flex h-[88dvh] flex-col overflow-hidden rounded-t-2xl border border-line-strong bg-raised shadow-xl outline-none sm:inset-y-0 sm:right-0 sm:left-auto sm:h-dvh sm:w-[min(28rem,92vw)] sm:rounded-none sm:border-y-0 sm:border-r-0"
        >
          <div className="flex items-center gap-2 px-4 pt-2.5">
            <Dialog.Title className="font-semibold text-sm">{figures ? 'My models' : 'History'}</Dialog.Title>
            <a
              href="/board"
              className="hit ml-auto inline-flex min-h-8 items-center rounded-lg px-3 text-[13px] text-ink-2 hover:bg-sunk hover:text-ink"
            >
              Board
            </a>
            <Button look="quiet" aria-pressed={figures} onClick={() => setFigures(!figures)}>
              {figures ? 'List' : 'My models'}
            </Button>
            <Dialog.Close render={<Button look="quiet" className="-mr-2" />}>Close</Dialog.Close>
          </div>
          <HistoryPanel figures={figures} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
