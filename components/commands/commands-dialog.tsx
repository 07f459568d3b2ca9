'use client';

import { Autocomplete } from '@base-ui/react/autocomplete';
import { Dialog } from '@base-ui/react/dialog';
import { useRef } from 'react';
import { useStore } from 'zustand';
import { enterSends, useEnterSends } from '@/lib/client/use-enter-sends';
import { useWorkspace } from '@/lib/client/use-workspace';
import { Button } from '../ui/button';
import { useCommandKey } from '../ui/kbd';
import type { Trigger } from '../ui/late-panel';
import { SwitchRow } from '../ui/switch-row';
import { type Command, type CommandGroup, commandGroups } from './command-groups';
import { singleKeys } from './single-keys';

interface CommandsDialogProps {
  open: boolean;
  onOpenChange(open: boolean): void;
  trigger: Trigger;
}

/** Everything that can be done here, found by a few letters and done with Enter, with the key that does it directly. */
export function CommandsDialog({ open, onOpenChange, trigger }: CommandsDialogProps) {
  const popup = useRef<HTMLDivElement>(null);
  const chosen = useRef<Command | null>(null);
  const choose = (command: Command) => {
    chosen.current = command;
    onOpenChange(false);
  };
  const onClosed = () => {
    // What opens a panel of its own waits until this one has given the focus back.
    chosen.current?.run();
    chosen.current = null;
  };
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange} onOpenChangeComplete={(isOpen) => isOpen || onClosed()}>
      <Dialog.Trigger render={trigger} />
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-10 bg-black/40" />
        <Dialog.Popup
          ref={popup}
          data-slot="commands"
          initialFocus={() => popup.current?.querySelector('input')}
          className="fixed inset-x-3 top-[8dvh] z-20 mx-auto flex max-h-[84dvh] max-w-xl flex-col overflow-hidden rounded-2xl border border-line-strong bg-raised shadow-xl outline-none"
        >
          <div className="flex items-center gap-2 px-4 pt-2.5">
            <Dialog.Title className="font-semibold text-sm">Commands and keys</Dialog.Title>
            <Dialog.Close render={<Button look="quiet" className="-mr-2 ml-auto" />}>Close</Dialog.Close>
          </div>
          <CommandList choose={choose} />
          <KeyChoices />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function CommandList({ choose }: { choose(command: Command): void }) {
  const workspace = useWorkspace();
  const command = useCommandKey();
  return (
    <Autocomplete.Root
      open
      inline
      items={commandGroups(workspace, command)}
      itemToStringValue={({ name }: Command) => name}
      autoHighlight="always"
      keepHighlight
    >
      <Autocomplete.Input
        aria-label="Search commands"
        placeholder="What to do…"
        className="mx-4 mt-1 mb-2 h-10 rounded-lg border border-line-strong bg-paper px-3 text-base sm:text-sm"
      />
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain border-line border-t pb-2">
        <Autocomplete.Empty>
          <p className="px-4 py-3 text-ink-2 text-sm empty:hidden">No command has these letters.</p>
        </Autocomplete.Empty>
        <Autocomplete.List>
          {(group: CommandGroup) => (
            <Autocomplete.Group key={group.value} items={group.items}>
              <Autocomplete.GroupLabel className="px-4 pt-2.5 pb-1 text-ink-2 text-xs">
                {group.value}
              </Autocomplete.GroupLabel>
              <Autocomplete.Collection>
                {(item: Command) => (
                  <Autocomplete.Item
                    key={item.name}
                    value={item}
                    onClick={() => choose(item)}
                    className="flex min-h-9 cursor-pointer items-center gap-3 px-4 text-[13.5px] data-[highlighted]:bg-sunk"
                  >
                    <bdi className="min-w-0 truncate">{item.name}</bdi>
                    {item.keys !== '' && (
                      <kbd translate="no" className="ml-auto flex-none font-mono text-ink-2 text-xs">
                        {item.keys}
                      </kbd>
                    )}
                  </Autocomplete.Item>
                )}
              </Autocomplete.Collection>
            </Autocomplete.Group>
          )}
        </Autocomplete.List>
      </div>
    </Autocomplete.Root>
  );
}

/** How keys work, kept in this browser. */
function KeyChoices() {
  const { on } = useStore(singleKeys.store);
  return (
    <div className="border-line border-t px-4 py-1.5 text-[13px]">
      <SwitchRow label="Single keys work while no field has the focus" checked={on} onChange={singleKeys.set} />
      <SwitchRow label="Enter asks, Shift+Enter begins a line" checked={useEnterSends()} onChange={enterSends.set} />
    </div>
  );
}
