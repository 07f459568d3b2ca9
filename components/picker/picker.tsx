'use client';

import { useEffect, useState } from 'react';
import { latePart } from '@/lib/client/late-part';
import { useCatalog } from '@/lib/client/use-catalog';
import { useComposerState, useWorkspace } from '@/lib/client/use-workspace';
import { Kbd, useCommandKey } from '../ui/kbd';
import { LatePanel } from '../ui/late-panel';

const pickerDialog = latePart(async () => (await import('./picker-dialog')).PickerDialog);

/** Opens the list of models, also on ⌘K. */
export function Picker() {
  const { composer } = useWorkspace();
  const swaps = useComposerState(({ swapping }) => swapping !== null);
  const [isOpen, setOpen] = useState(false);
  const open = isOpen || swaps;
  const onOpenChange = (opened: boolean) => {
    setOpen(opened);
    if (!opened) composer.setState({ swapping: null });
  };
  const command = useCommandKey();
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
  return (
    <LatePanel
      part={pickerDialog}
      open={open}
      trigger={
        <button
          type="button"
          data-slot="picker-trigger"
          className="inline-flex min-h-7 flex-none items-center gap-[7px] rounded-[7px] border border-line bg-sunk px-2 text-[12.5px] hover:border-line-strong max-sm:sticky max-sm:-right-1 max-sm:shadow-[-6px_0_6px_var(--raised)]"
        >
          <span>
            <span>+ Add</span>
            <span className="max-sm:sr-only idle:sr-only"> model</span>
          </span>
          <span className="contents idle:hidden">
            <Kbd>{`${command}K`}</Kbd>
          </span>
        </button>
      }
    >
      {(PickerDialog, trigger) => <PickerDialog open={open} onOpenChange={onOpenChange} trigger={trigger} />}
    </LatePanel>
  );
}
