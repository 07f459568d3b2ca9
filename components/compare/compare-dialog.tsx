'use client';

import { Dialog } from '@base-ui/react/dialog';
import { Tabs } from '@base-ui/react/tabs';
import { Button } from '../ui/button';
import type { Trigger } from '../ui/late-panel';
import { DiffPanel } from './diff-panel';
import { FiguresPanel } from './figures-panel';

const TAB =
  'min-h-9 pointer-coarse:min-h-[40px] rounded-lg px-3 text-[13px] text-ink-2 hover:bg-sunk hover:text-ink data-[active]:bg-sunk data-[active]:font-semibold data-[active]:text-ink';

interface CompareDialogProps {
  /** What it opens with. */
  first: 'figures' | 'diff';
  trigger: Trigger;
}

/** Puts the answers of a comparison beside one another: all figures in a table, and two texts word by word. */
export function CompareDialog({ first, trigger }: CompareDialogProps) {
  return (
    <Dialog.Root>
      <Dialog.Trigger render={trigger} />
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-10 bg-black/40" />
        <Dialog.Popup
          data-slot="compare"
          className="fixed inset-x-0 bottom-0 z-20 flex h-[94dvh] flex-col overflow-hidden rounded-t-2xl border border-line-strong bg-raised shadow-xl outline-none sm:inset-x-[3vw] sm:top-[5dvh] sm:bottom-auto sm:h-[90dvh] sm:rounded-2xl"
        >
          <Dialog.Title className="sr-only">Compare the answers</Dialog.Title>
          <Tabs.Root defaultValue={first} className="flex min-h-0 flex-1 flex-col">
            <div className="flex items-center gap-1 border-line border-b px-3 py-2 sm:px-4">
              <Tabs.List aria-label="What to compare" className="flex gap-1">
                <Tabs.Tab value="figures" className={TAB}>
                  Figures
                </Tabs.Tab>
                <Tabs.Tab value="diff" className={TAB}>
                  Diff
                </Tabs.Tab>
              </Tabs.List>
              <Dialog.Close render={<Button look="quiet" className="ml-auto" />}>Close</Dialog.Close>
            </div>
            <Tabs.Panel value="figures" className="flex min-h-0 flex-1 flex-col outline-offset-[-2px]">
              <FiguresPanel />
            </Tabs.Panel>
            <Tabs.Panel value="diff" className="flex min-h-0 flex-1 flex-col outline-offset-[-2px]">
              <DiffPanel />
            </Tabs.Panel>
          </Tabs.Root>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
