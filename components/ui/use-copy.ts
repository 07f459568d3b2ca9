'use client';

import { useEffect, useState } from 'react';
import { copyText } from '@/lib/client/copy-text';

/** How long the outcome is told, ms. */
const TOLD_FOR_MS = 2000;

type Outcome = 'idle' | 'copied' | 'failed';

/** Copies to the clipboard, and tells for a moment whether that worked. */
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
