'use client';

import { Dialog } from '@base-ui/react/dialog';
import { useEffect, useState } from 'react';
import { Kbd } from '../ui/kbd';
import { useCommandKey } from '../ui/use-command-key';
import { ModelList } from './model-list';
import { useCatalog } from './use-catalog';

/** Chooses models: opens on ⌘K, several are chosen without closing. */
export function Picker() {
  const [open, setOpen] = useState(false);
  const command = useCommandKey();
  const catalog = useCatalog();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      setOpen(true);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger
        data-slot="picker-trigger"
        className="inline-flex min-h-7 items-center gap-[7px] rounded-[7px] border border-line bg-sunk px-2 text-[12.5px] hover:border-line-strong"
      >
        + Add model <Kbd>{command}K</Kbd>
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-10 bg-black/40" />
        <Dialog.Popup
          data-slot="picker"
          className="fixed inset-x-0 bottom-0 z-20 flex h-[85dvh] flex-col overflow-hidden rounded-t-2xl border border-line-strong bg-raised shadow-xl sm:inset-x-auto sm:top-[12dvh] sm:bottom-auto sm:left-1/2 sm:h-[min(34rem,76dvh)] sm:w-[min(44rem,92vw)] sm:-translate-x-1/2 sm:rounded-2xl"
        >
          <Dialog.Title className="px-4 pt-3 font-semibold text-sm">Choose models</Dialog.Title>
          {catalog.kind === 'ready' && <ModelList catalog={catalog.catalog} />}
          {catalog.kind === 'loading' && <p className="p-4 text-ink-2 text-sm">Reading the list of models…</p>}
          {catalog.kind === 'failed' && (
            <p className="p-4 text-ink-2 text-sm">
              {catalog.why}{' '}
              <button type="button" className="underline underline-offset-2" onClick={catalog.again}>
                Try again
              </button>
            </p>
          )}
          <div className="mt-auto flex justify-end border-line border-t px-4 py-2">
            <Dialog.Close className="min-h-9 rounded-lg border border-ink bg-ink px-4 text-[13px] text-paper">
              Done
            </Dialog.Close>
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
