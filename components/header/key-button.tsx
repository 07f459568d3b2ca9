'use client';

import { useEffect, useState } from 'react';
import { latePart } from '@/lib/client/late-part';
import { useKey, useKeyState } from '@/lib/client/use-key';
import { CONNECT_OUTCOMES, type ConnectOutcome, type Payer } from '@/lib/protocol/payer';
import { Button } from '../ui/button';
import { LatePanel } from '../ui/late-panel';

const keyPopover = latePart(async () => (await import('./key-popover')).KeyPopover);

const NAMES: Record<Payer, string> = { visitor: 'Your key', house: 'Server’s key', none: 'No key' };

/** Who pays for the models, and a panel to use one's own key or to forget it. */
export function KeyButton() {
  const { refresh, arrive } = useKey();
  const payer = useKeyState((state) => state.payer);
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const outcome = takeOutcome();
    if (outcome === null) return;
    setOpen(true);
    void arrive(outcome);
  }, [arrive]);
  const onOpenChange = (opened: boolean) => {
    setOpen(opened);
    // Another tab may have changed who pays.
    if (opened) void refresh();
  };
  const name = NAMES[payer];
  return (
    <LatePanel
      part={keyPopover}
      open={open}
      trigger={
        <Button look="quiet" aria-label={`Who pays: ${name}`} className="max-sm:px-2">
          <svg
            aria-hidden="true"
            viewBox="0 0 16 16"
            className="size-4 flex-none fill-none stroke-current"
            strokeWidth="1.3"
          >
            <circle cx="5" cy="11" r="3" />
            <path d="m7.2 8.8 6-6M10.5 5.5l2 2" />
          </svg>
          <span className="max-md:sr-only">{name}</span>
        </Button>
      }
    >
      {(KeyPopover, trigger) => <KeyPopover open={open} onOpenChange={onOpenChange} trigger={trigger} />}
    </LatePanel>
  );
}

/** @returns how the visitor has come back from OpenRouter; then the address says it no more. */
function takeOutcome(): ConnectOutcome | null {
  const { pathname, search, hash } = window.location;
  const [, text] = /^#connect=(\w+)$/.exec(hash) ?? [];
  if (text === undefined) return null;
  window.history.replaceState(window.history.state, '', `${pathname}${search}`);
  return CONNECT_OUTCOMES.find((outcome) => outcome === text) ?? null;
}
