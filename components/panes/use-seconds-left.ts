'use client';

import { useEffect, useState } from 'react';

/**
 * Counts down in whole seconds.
 *
 * @param from ISO 8601, the server's time at which the pause began.
 * @param pauseMs how long it lasts.
 * @returns seconds that are left; 0 when it is over, and on the server.
 */
export function useSecondsLeft(from: string, pauseMs: number): number {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    const until = Date.parse(from) + pauseMs;
    // A clock that is ahead of the server's must not make the pause longer than it is.
    const count = () => {
      const left = Math.ceil(Math.min(pauseMs, Math.max(0, until - Date.now())) / 1000);
      setLeft(left);
      if (left === 0) clearInterval(timer);
    };
    const timer = setInterval(count, 250);
    count();
    return () => clearInterval(timer);
  }, [from, pauseMs]);
  return left;
}
