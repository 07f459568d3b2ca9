'use client';

import { type FormEvent, type ReactNode, useState } from 'react';
import { useKey, useKeyState } from '@/lib/client/use-key';
import { USUAL_LIMIT_USD } from '@/lib/protocol/key';
import { Button } from '../ui/button';
import { Field } from '../ui/field';
import { countOf } from '../ui/format';

/** The ways to a key of the visitor's own: made at OpenRouter for this server, or pasted. */
export function KeyForms({ payer }: { payer: 'house' | 'none' }) {
  const codePage = useKeyState((state) => state.codePage);
  const maxTokens = useKeyState((state) => state.maxTokens);
  return (
    <>
      <p className="mt-1 text-ink-2">
        {payer === 'house'
          ? 'The key of this server pays for the models.'
          : 'This server has no key, so only the demo models answer.'}
      </p>
      {payer === 'house' && maxTokens !== null && (
        <p className="mt-1 text-ink-2">{`It pays for at most ${countOf(maxTokens, 'token')} of an answer.`}</p>
      )}
      {codePage === null ? <ConnectForm /> : <CodeForm page={codePage} />}
      <PasteForm />
      <p className="mt-3 text-ink-2">
        A key is checked at OpenRouter, then kept encrypted in a cookie of this browser. Only this server can read it.
      </p>
    </>
  );
}

/** A longer query than the server takes is left out. */
function pageToComeBackTo(): string {
  const { pathname, search } = window.location;
  return pathname.length + search.length > 1000 ? pathname : `${pathname}${search}`;
}

/** Goes to OpenRouter, which makes a key with a limit for this server. */
function ConnectForm() {
  const { connect } = useKey();
  const busy = useKeyState((state) => state.busy);
  const [limit, setLimit] = useState(String(USUAL_LIMIT_USD));
  const [error, setError] = useState<string>();
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const usd = limit.trim() === '' ? null : Number(limit);
    const wrong = usd !== null && !(usd > 0 && usd <= 100_000);
    setError(wrong ? 'must be an amount over 0, or empty for no limit.' : undefined);
    if (!busy && !wrong) void connect(usd, pageToComeBackTo());
  };
  return (
    <form onSubmit={onSubmit} className="mt-2" noValidate>
      <Field
        label="Spend at most, $ a month"
        error={error}
        hint="For a new key at OpenRouter. Empty is no limit."
        control={({ className, ...props }) => (
          <input
            {...props}
            className={`${className} max-w-24`}
            inputMode="decimal"
            autoComplete="off"
            value={limit}
            onChange={(event) => setLimit(event.target.value)}
          />
        )}
      />
      <Submit busy={busy}>Connect OpenRouter</Submit>
    </form>
  );
}

/** Takes the code that OpenRouter shows where it cannot send the visitor back to this address. */
function CodeForm({ page }: { page: string }) {
  const { bringCode } = useKey();
  const busy = useKeyState((state) => state.busy);
  const [code, setCode] = useState('');
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (code.trim() !== '' && !busy) void bringCode(code);
  };
  return (
    <form onSubmit={onSubmit} className="mt-2">
      <p className="text-ink-2">
        <a href={page} target="_blank" rel="noopener noreferrer" className="text-ink underline underline-offset-2">
          Open OpenRouter
        </a>
        <span>, make the key there, and bring its code back here.</span>
      </p>
      <Field
        label="Code"
        error={undefined}
        hint={null}
        control={(props) => (
          <input {...props} autoComplete="off" value={code} onChange={(event) => setCode(event.target.value)} />
        )}
      />
      <Submit busy={busy} isEmpty={code.trim() === ''}>
        Use this code
      </Submit>
    </form>
  );
}

/** Takes a key that the visitor has. */
function PasteForm() {
  const { use } = useKey();
  const busy = useKeyState((state) => state.busy);
  const [key, setKey] = useState('');
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    if (key.trim() !== '' && !busy && (await use(key))) setKey('');
  };
  return (
    <form onSubmit={(event) => void onSubmit(event)} className="mt-3 border-line border-t pt-2">
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
      <Submit busy={busy} isEmpty={key.trim() === ''} look="plain">
        Use this key
      </Submit>
    </form>
  );
}

interface SubmitProps {
  busy: boolean;
  isEmpty?: boolean;
  look?: 'primary' | 'plain';
  children: ReactNode;
}

function Submit({ busy, isEmpty = false, look = 'primary', children }: SubmitProps) {
  return (
    <div className="mt-2">
      <Button type="submit" look={look} aria-disabled={busy || isEmpty}>
        {busy ? 'Checking…' : children}
      </Button>
    </div>
  );
}
