'use client';

import type { RefusedReading } from '@/lib/client/refused-reading';
import { usePaneSource } from '@/lib/client/use-panes';
import { Button } from '../ui/button';
import { roughly } from '../ui/format';
import { useSecondsLeft } from './use-seconds-left';

const WORDS: Record<RefusedReading['status'], string> = {
  401: 'This server wants its password. Reload the page to enter it.',
  403: 'The server refuses requests from this page’s address. Open it at the server’s own address.',
  429: 'Too many requests for now, so the server sends no more of this.',
};

/** Why the server refuses to send the rest of a run, and the button that may help. */
export function RefusedNote({ refused }: { refused: RefusedReading }) {
  const { reconnect } = usePaneSource();
  const left = useSecondsLeft(refused.refusedAt, refused.retryAfterMs ?? 0);
  return (
    <span data-slot="refused-note" className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
      <span>{WORDS[refused.status]}</span>
      {refused.status === 401 && <Button onClick={() => window.location.reload()}>Reload</Button>}
      {refused.status === 429 && (
        <Button aria-disabled={left > 0} onClick={() => left > 0 || reconnect()}>
          {left > 0 ? `Reconnect in ${roughly(left * 1000)}` : 'Reconnect'}
        </Button>
      )}
    </span>
  );
}
