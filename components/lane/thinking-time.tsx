'use client';

import { tenths } from '../ui/format';
import { useElapsed } from '../ui/use-elapsed';

interface ThinkingTimeProps {
  run: string;
  /** The first thought, ms since the run began. */
  from: number;
}

/** How long a lane has been thinking; it counts on where no thought comes. */
export function ThinkingTime({ run, from }: ThinkingTimeProps) {
  const elapsed = useElapsed(true);
  return (
    // The clock has gone on between the server's drawing and ours. It goes on ten times a second: no translator keeps up.
    <span
      suppressHydrationWarning
      translate="no"
    >{`Thinking, ${tenths(Math.max(0, elapsed(run) - from))} so far`}</span>
  );
}
