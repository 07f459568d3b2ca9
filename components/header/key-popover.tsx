'use client';

import { Popover } from '@base-ui/react/popover';
import { useKey, useKeyState } from '@/lib/client/use-key';
import { dollars } from '@/lib/comparison/figure-words';
import { Button } from '../ui/button';
import type { Trigger } from '../ui/late-panel';
import { PopoverPanel } from '../ui/popover-panel';
import { KeyForms } from './key-forms';

interface KeyPopoverProps {
  open: boolean;
  onOpenChange(open: boolean): void;
  trigger: Trigger;
}

/** Takes a key of the visitor's own, or forgets it. */
export function KeyPopover({ open, onOpenChange, trigger }: KeyPopoverProps) {
  const payer = useKeyState((state) => state.payer);
  return (
    <Popover.Root open={open} onOpenChange={(opened) => onOpenChange(opened)}>
      <Popover.Trigger render={trigger} />
      <PopoverPanel title="Who pays" side="bottom">
        {payer === 'visitor' ? <OwnKey /> : <KeyForms payer={payer} />}
        <Problem />
      </PopoverPanel>
    </Popover.Root>
  );
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
