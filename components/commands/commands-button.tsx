'use client';

import { useEffect, useState } from 'react';
import { latePart } from '@/lib/client/late-part';
import { Button } from '../ui/button';
import { LatePanel } from '../ui/late-panel';
import { somethingOpen } from '../ui/something-open';
import { singleKeyOf } from './single-keys';

const commandsDialog = latePart(async () => (await import('./commands-dialog')).CommandsDialog);

const pageCommands = latePart(() => import('./page-commands'));

/** Does what a single key stands for on this page, if it stands for anything. */
function press(
  { PAGE_COMMANDS, targetOf, carryOut }: typeof import('./page-commands'),
  key: string,
  event: KeyboardEvent,
) {
  const command = PAGE_COMMANDS.find((known) => known.key === key);
  const target = command && targetOf(command);
  if (!target) return;
  event.preventDefault();
  carryOut(target);
}

/** Opens the list of commands, and carries out those that have a key. Ctrl and / opens it from within a field, too. */
export function CommandsButton() {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (somethingOpen()) return;
      if (event.key === '/' && (event.ctrlKey || event.metaKey) && !event.altKey) {
        event.preventDefault();
        setOpen(true);
        return;
      }
      const key = singleKeyOf(event);
      if (key === null) return;
      const { store, ready } = pageCommands;
      const late = store.getState();
      if (late.kind === 'ready') press(late.part, key, event);
      // A key that comes before the code waits for it.
      else void ready.then((part) => press(part, key, event));
    };
    pageCommands.load();
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return (
    <LatePanel
      part={commandsDialog}
      open={open}
      trigger={
        <Button
          look="quiet"
          data-command="commands"
          aria-label="Commands and keys"
          title="Commands and keys (?)"
          aria-keyshortcuts="? Control+/"
          className="px-2 max-lg:hidden"
        >
          ?
        </Button>
      }
    >
      {(CommandsDialog, trigger) => <CommandsDialog open={open} onOpenChange={setOpen} trigger={trigger} />}
    </LatePanel>
  );
}
