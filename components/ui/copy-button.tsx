'use client';

import { useEffect, useState } from 'react';
import { Button } from './button';

/** How long the outcome stands in the button, ms. */
const SHOWN_FOR_MS = 2000;

const WORDS = { copied: 'Copied', failed: 'Copying failed' } as const;

/** Copies a text and says, in the button and to screen readers, whether that worked. */
export function CopyButton({ text, label = 'Copy' }: { text: string; label?: string }) {
  const [outcome, setOutcome] = useState<keyof typeof WORDS | 'idle'>('idle');

  useEffect(() => {
    if (outcome === 'idle') return;
    const timer = setTimeout(() => setOutcome('idle'), SHOWN_FOR_MS);
    return () => clearTimeout(timer);
  }, [outcome]);

  async function copy() {
    try {
      // There is no clipboard on a page that came over plain HTTP, and a browser may refuse.
      await navigator.clipboard.writeText(text);
      setOutcome('copied');
    } catch {
      setOutcome('failed');
    }
  }

  return (
    <>
      <Button look="quiet" onClick={() => void copy()}>
        {outcome === 'idle' ? label : WORDS[outcome]}
      </Button>
      <span role="status" className="sr-only">
        {outcome === 'idle' ? '' : WORDS[outcome]}
      </span>
    </>
  );
}
