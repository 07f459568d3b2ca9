'use client';

import { Dialog } from '@base-ui/react/dialog';
import { useEffect, useRef, useState } from 'react';
import { clearLanes } from '@/lib/client/draft';
import { pageCatalog, useCatalog } from '@/lib/client/use-catalog';
import { useDraft, useEditDraft } from '@/lib/client/use-workspace';
import { MAX_LANES } from '@/lib/protocol/lane';
import { Button } from '../ui/button';
import { Kbd, useCommandKey } from '../ui/kbd';
import { ModelList } from './model-list';

/** Chooses models: opens on ⌘K, several are chosen without closing. */
export function Picker() {
  const [open, setOpen] = useState(false);
  const command = useCommandKey();
  const popup = useRef<HTMLDivElement>(null);
  useCatalog();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      setOpen(true);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  // Where a finger points, the search waits until it is touched: the keyboard would cover the list.
  const firstFocus = () => (window.matchMedia('(pointer: fine)').matches ? true : popup.current);
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger
        data-slot="picker-trigger"
        className="inline-flex min-h-7 flex-none items-center gap-[7px] rounded-[7px] border border-line bg-sunk px-2 text-[12.5px] hover:border-line-strong max-sm:sticky max-sm:-right-1 max-sm:shadow-[-6px_0_6px_var(--raised)]"
      >
        <span>
          <span>+ Add</span>
          <span className="max-sm:sr-only"> model</span>
        </span>
        <Kbd>{`${command}K`}</Kbd>
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-10 bg-black/40" />
        <Dialog.Popup
          ref={popup}
          data-slot="picker"
          initialFocus={firstFocus}
          className="fixed inset-x-0 bottom-0 z-20 flex h-[85dvh] flex-col overflow-hidden rounded-t-2xl border border-line-strong bg-raised shadow-xl outline-none sm:inset-x-auto sm:top-[12dvh] sm:bottom-auto sm:left-1/2 sm:h-[min(34rem,76dvh)] sm:w-[min(44rem,92vw)] sm:-translate-x-1/2 sm:rounded-2xl"
        >
          <Dialog.Title className="px-4 pt-3 font-semibold text-sm">Choose models</Dialog.Title>
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
  return (
    <div
      data-slot="picker-footer"
      className="mt-auto flex items-center gap-1 border-line border-t px-4 pt-2 pb-[max(0.5rem,env(safe-area-inset-bottom))] text-[13px]"
    >
      <span role="status">{`${count} of ${MAX_LANES} chosen`}</span>
      <Button look="quiet" aria-disabled={count === 0} onClick={() => edit(clearLanes)}>
        Clear all
      </Button>
      <Dialog.Close render={<Button look="primary" className="ml-auto min-h-9 px-4" />}>Done</Dialog.Close>
    </div>
  );
}
