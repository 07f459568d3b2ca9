'use client';

import { Popover } from '@base-ui/react/popover';
import { useEffect, useState } from 'react';
import { useKey, useKeyState } from '@/lib/client/use-key';
import { dollars } from '@/lib/comparison/figure-words';
import { CONNECT_OUTCOMES, type ConnectOutcome, type Payer } from '@/lib/protocol/key';
import { Button } from '../ui/button';
import { PopoverPanel } from '../ui/popover-panel';
import { KeyForms } from './key-forms';

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
    <Popover.Root open={open} onOpenChange={onOpenChange}>
      <Popover.Trigger render={<Button look="quiet" aria-label={`Who pays: ${name}`} className="max-sm:px-2" />}>
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
      </Popover.Trigger>
      <PopoverPanel title="Who pays" side="bottom">
        {payer === 'visitor' ? <OwnKey /> : <KeyForms payer={payer} />}
        <Problem />
      </PopoverPanel>
    </Popover.Root>
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

/** The visitor's own key, as OpenRouter names it, and what it may still spend. */
function OwnKey() {
  const { forget } = useKey();
  const { label, left, busy } = useKeyState((state) => state);
  return (
    <>
      <p className="mt-1 text-ink-2">Your own OpenRouter key pays for the models.</p>
      <p className="mt-2 font-mono text-xs empty:hidden" translate="no">
        {label}
      </p>
      <p className="mt-1 text-ink-2 empty:hidden">{left !== null && `${dollars(left)} left to spend.`}</p>
      <div className="mt-3">
        <Button aria-disabled={busy} onClick={() => void forget()}>
          Forget it here
        </Button>
      </div>
      <p className="mt-3 text-ink-2">
        <span>{'The key itself lives on '}</span>
        <a
          href="https://openrouter.ai/settings/keys"
          target="_blank"
          rel="noopener noreferrer"
          className="text-ink underline underline-offset-2"
        >
          at OpenRouter
        </a>
        <span>, where you can disable it.</span>
      </p>
    </>
  );
}

function Problem() {
  const problem = useKeyState((state) => state.problem);
  return (
    <p role="alert" className="mt-2 text-bad empty:hidden">
      {problem}
    </p>
  );
}
