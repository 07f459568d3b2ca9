'use client';

import { type ReactNode, useEffect } from 'react';
import { HistoryContext, useNewHistory } from '@/lib/client/use-history';
import { somethingOpen } from '../ui/something-open';

/** The visitor's history for all that stands inside; Alt and 0 opens it, as Alt and a number goes to a lane. */
export function HistoryRoot({ children }: { children: ReactNode }) {
  const history = useNewHistory();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      // By its place on the board: with Alt, a Mac's keys write other characters.
      if (event.code !== 'Digit0' || !event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      if (event.defaultPrevented || somethingOpen()) return;
      event.preventDefault();
      void history.open();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [history]);
  return <HistoryContext value={history}>{children}</HistoryContext>;
}
