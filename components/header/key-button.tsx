'use client';

import { Popover } from '@base-ui/react/popover';
import { type FormEvent, useState } from 'react';
import { useKey, useKeyState } from '@/lib/client/use-key';
import { dollars } from '@/lib/comparison/figure-words';
import type { Payer } from '@/lib/protocol/key';
import { Button } from '../ui/button';
import { Field } from '../ui/field';
import { PopoverPanel } from '../ui/popover-panel';

const NAMES: Record<Payer, string> = { visitor: 'Your key', house: 'Server’s key', none: 'No key' };

/** Who pays for the models, and a panel to use one's own key or to forget it. */
export function KeyButton() {
  const { refresh } = useKey();
  const payer = useKeyState((state) => state.payer);
  const name = NAMES[payer];
  return (
    <Popover.Root onOpenChange={(open) => open && payer === 'visitor' && void refresh()}>
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
        {payer === 'visitor' ? <OwnKey /> : <KeyForm payer={payer} />}
      </PopoverPanel>
    </Popover.Root>
  );
}

/** The visitor's own key, as OpenRouter names it, and what it may still spend. */
function OwnKey() {
  const { forget } = useKey();
  const { label, left, busy, problem } = useKeyState((state) => state);
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
      <Problem text={problem} />
    </>
  );
}

/** Takes a key of the visitor's own. */
function KeyForm({ payer }: { payer: 'house' | 'none' }) {
  const { use } = useKey();
  const { busy, problem } = useKeyState((state) => state);
  const [key, setKey] = useState('');
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    if (key.trim() !== '' && !busy && (await use(key))) setKey('');
  };
  return (
    <form onSubmit={(event) => void onSubmit(event)}>
      <p className="mt-1 text-ink-2">
        {payer === 'house'
          ? 'The key of this server pays for the models.'
          : 'This server has no key, so only the demo models answer.'}
      </p>
      <div className="mt-2">
        <Field
          label="Your own key"
          error={undefined}
          hint="From OpenRouter; it begins with sk-or-."
          control={(props) => (
            <input
              {...props}
              type="password"
              autoComplete="off"
              spellCheck={false}
              placeholder="sk-or-v1-…"
              value={key}
              onChange={(event) => setKey(event.target.value)}
            />
          )}
        />
      </div>
      <div className="mt-3">
        <Button type="submit" look="primary" aria-disabled={busy || key.trim() === ''}>
          {busy ? 'Checking…' : 'Use this key'}
        </Button>
      </div>
      <p className="mt-3 text-ink-2">
        It is checked at OpenRouter, then kept encrypted in a cookie of this browser. Only this server can read it.
      </p>
      <Problem text={problem} />
    </form>
  );
}

function Problem({ text }: { text: string | null }) {
  return (
    <p role="alert" className="mt-2 text-bad empty:hidden">
      {text}
    </p>
  );
}
