'use client';

import { Dialog } from '@base-ui/react/dialog';
import { useEffect, useRef } from 'react';
import { swappedLetter } from '@/lib/client/composer-state';
import { clearLanes, roomOf } from '@/lib/client/draft-lanes';
import { pageCatalog, useCatalog } from '@/lib/client/use-catalog';
import { useComposerState, useDraft, useEditDraft } from '@/lib/client/use-workspace';
import { Button } from '../ui/button';
import type { Trigger } from '../ui/late-panel';
import { findPromptBox } from '../ui/prompt-box';
import { KEYS_ID, ModelList } from './model-list';

interface PickerDialogProps {
  open: boolean;
  onOpenChange(open: boolean): void;
  trigger: Trigger;
}

/** The list of models with its search. Several are chosen without closing. */
export function PickerDialog({ open, onOpenChange, trigger }: PickerDialogProps) {
  const popup = useRef<HTMLDivElement>(null);
  const isEscaped = useRef(false);
  const swapped = useComposerState(swappedLetter);
  // Where a finger points, the search waits until it is touched: the keyboard would cover the list.
  const firstFocus = () => (window.matchMedia('(pointer: fine)').matches ? true : popup.current);
  return (
    <Dialog.Root
      open={open}
      onOpenChange={(opened, { reason }) => {
        isEscaped.current = reason === 'escape-key';
        onOpenChange(opened);
      }}
    >
      <Dialog.Trigger render={trigger} />
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-10 bg-black/40" />
        <Dialog.Popup
          ref={popup}
          data-slot="picker"
          initialFocus={firstFocus}
          finalFocus={() => (isEscaped.current && findPromptBox()) || true}
          className="fixed inset-x-0 bottom-0 z-20 flex h-[85dvh] flex-col overflow-hidden rounded-t-2xl border border-line-strong bg-raised shadow-xl outline-none sm:inset-x-auto sm:top-[10dvh] sm:bottom-auto sm:left-1/2 sm:h-[min(40rem,80dvh)] sm:w-[min(46rem,92vw)] sm:-translate-x-1/2 sm:rounded-2xl [@media(height<34rem)]:h-[96dvh] sm:[@media(height<34rem)]:top-[2dvh] sm:[@media(height<34rem)]:h-[96dvh]"
        >
          <Dialog.Title className="px-4 pt-3 font-semibold text-sm">
            {swapped === null ? 'Choose models' : `Choose another model for ${swapped}`}
          </Dialog.Title>
          <PickerBody />
          <PickerFooter />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** The list once it is loaded; until then, or when it fails, a line about that. */
export function PickerBody() {
  const state = useCatalog();
  // A server that was away may have come back since the page was opened.
  useEffect(() => void pageCatalog.lookAgain(), []);
  switch (state.kind) {
    case 'ready':
      return <ModelList catalog={state.catalog} />;
    case 'loading':
      return <p className="p-4 text-ink-2 text-sm">Reading the list of models…</p>;
    case 'failed':
      return (
        <p className="p-4 text-ink-2 text-sm">
          <span>{`${state.reason} `}</span>
          <button type="button" className="underline underline-offset-2" onClick={() => void pageCatalog.load()}>
            Try again
          </button>
        </p>
      );
    default:
      return state satisfies never;
  }
}

/** How many are chosen, none of them, and done. */
export function PickerFooter() {
  const edit = useEditDraft();
  const count = useDraft(({ lanes }) => lanes.length);
  const room = useDraft(roomOf);
  const swaps = useComposerState(({ swapping }) => swapping !== null);
  return (
    <div
      data-slot="picker-footer"
      className="mt-auto flex items-center gap-1 border-line border-t px-4 pt-2 pb-[max(0.5rem,env(safe-area-inset-bottom))] text-[13px]"
    >
      {!swaps && (
        <>
          <span role="status">{`${count} of ${room} chosen`}</span>
          <Button look="quiet" aria-disabled={count === 0} onClick={() => edit(clearLanes)}>
            Clear all
          </Button>
        </>
      )}
      <span id={KEYS_ID} className="ml-auto hidden text-ink-2 text-xs pointer-fine:sm:inline">
        Enter chooses, Shift Enter stars
      </span>
      <Dialog.Close
        render={<Button look={swaps ? 'plain' : 'primary'} className="ml-auto min-h-9 px-4 pointer-fine:sm:ml-2" />}
      >
        {swaps ? 'Cancel' : 'Done'}
      </Dialog.Close>
    </div>
  );
}
