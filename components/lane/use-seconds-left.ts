'use client';

import { useEffect, useState } from 'react';

/** How often the seconds are counted, ms: a pause that ends between two counts is seen to end in time. */
const COUNT_MS = 250;

/**
 * Counts down in whole seconds. No timer runs once there is nothing left to count, or was nothing from the first.
 *
 * @param from ISO 8601, the server's time at which the pause began.
 * @param pauseMs how long it lasts.
 * @returns seconds that are left; 0 when it is over, and on the server.
 */
export function useSecondsLeft(from: string, pauseMs: number): number {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    const until = Date.parse(from) + pauseMs;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const count = () => {
      // A clock that is ahead of the server's must not make the pause longer than it is.
      const leftMs = Math.min(pauseMs, Math.max(0, until - Date.now()));
      setLeft(Math.ceil((leftMs || 0) / 1000));
      if (leftMs > 0) timer = setTimeout(count, COUNT_MS);
    };
    count();
    return () => clearTimeout(timer);
  }, [from, pauseMs]);
  return left;
}
