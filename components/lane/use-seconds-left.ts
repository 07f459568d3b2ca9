'use client';

import { useEffect, useState } from 'react';

/** How often the seconds are counted, ms. */
const COUNT_MS = 250;

/**
 * Counts down in whole seconds. No timer runs when nothing is left.
 *
 * @param from ISO 8601, the server's time at which the pause began.
 * @param pauseMs how long it lasts.
 * @returns the seconds left; 0 when the pause is over, and on the server.
 */
export function useSecondsLeft(from: string, pauseMs: number): number {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    const until = Date.parse(from) + pauseMs;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const count = () => {
      // A browser's clock that differs from the server's must not make the pause longer.
      const leftMs = Math.min(pauseMs, Math.max(0, until - Date.now()));
      setLeft(Math.ceil((leftMs || 0) / 1000));
      if (leftMs > 0) timer = setTimeout(count, COUNT_MS);
    };
    count();
    return () => clearTimeout(timer);
  }, [from, pauseMs]);
  return left;
}
