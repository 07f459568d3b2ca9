'use client';

import type { ComponentProps } from 'react';
import { Button } from './button';
import { useCopy } from './use-copy';

const WORDS = { copied: 'Copied', failed: 'Copying failed' } as const;

interface CopyButtonProps {
  /** Or what makes it, once it is copied. */
  text: string | (() => string | Promise<string>);
  label?: string;
  look?: ComponentProps<typeof Button>['look'];
}

/** Copies a text and says, in the button and to screen readers, whether that worked. */
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
