'use client';

import { type ComponentProps, useEffect, useState } from 'react';
import { copyText } from '@/lib/client/copy-text';
import { Button } from './button';

const WORDS = { copied: 'Copied', failed: 'Copying failed' } as const;

interface CopyButtonProps {
  /** Or a function that makes it when it is copied. */
  text: string | (() => string | Promise<string>);
  label?: string;
  look?: ComponentProps<typeof Button>['look'];
}

/** Copies a text, and tells in the button and to screen readers whether it worked. */
export function CopyButton({ text, label = 'Copy', look = 'quiet' }: CopyButtonProps) {
  const { outcome, copy } = useCopy();
  return (
    <>
      <Button look={look} onClick={() => void copy(typeof text === 'function' ? text() : text)}>
        {outcome === 'idle' ? label : WORDS[outcome]}
      </Button>
      <span role="status" className="sr-only">
        {outcome === 'idle' ? '' : WORDS[outcome]}
      </span>
    </>
  );
}

/** How long the outcome is shown, ms. */
const TOLD_FOR_MS = 2000;

type Outcome = 'idle' | 'copied' | 'failed';

/** Copies to the clipboard, and tells for a moment whether it worked. */
export function useCopy(): { outcome: Outcome; copy(text: string | Promise<string>): Promise<void> } {
  const [outcome, setOutcome] = useState<Outcome>('idle');

  useEffect(() => {
    if (outcome === 'idle') return;
    const timer = setTimeout(() => setOutcome('idle'), TOLD_FOR_MS);
    return () => clearTimeout(timer);
  }, [outcome]);

  async function copy(text: string | Promise<string>) {
    try {
      await copyText(text);
      setOutcome('copied');
    } catch {
      setOutcome('failed');
    }
  }

  return { outcome, copy };
}
