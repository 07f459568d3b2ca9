'use client';

import { NO_PROMPT, whyNotAsk } from '@/lib/client/composer-state';
import { turnCost } from '@/lib/client/turn-cost';
import { useWorkspaceState } from '@/lib/client/use-workspace';
import { dollars } from '@/lib/comparison/figure-words';

/** Beside Ask: why it is off, else about what it will cost. */
export function AskNote() {
  const reason = useWorkspaceState(whyNotAsk);
  // Looked up only when Ask is on, so not while lanes write.
  const cost = useWorkspaceState((...states) => (whyNotAsk(...states) === null ? turnCost(...states) : null));
  // Where there is little room, only a screen reader gets it, as Ask's description.
  const quiet = reason === null || reason === NO_PROMPT;
  return (
    <p
      id="ask-note"
      data-slot="ask-note"
      className={`min-w-0 text-ink-2 text-xs empty:hidden max-sm:order-first max-sm:basis-full max-sm:group-data-running/composer:order-none max-sm:group-data-running/composer:flex-1 slim:absolute slim:right-3 slim:bottom-full slim:rounded-t-lg slim:border slim:border-line slim:border-b-0 slim:bg-raised slim:px-2.5 slim:py-1 slim:not-group-focus-within/composer:hidden ${quiet ? 'max-sm:hidden slim:hidden' : ''}`}
    >
      {reason === null ? (
        cost !== null && <span className="whitespace-nowrap font-mono">{`≈ ${dollars(cost)} for this turn`}</span>
      ) : (
        <span>{reason}</span>
      )}
    </p>
  );
}
