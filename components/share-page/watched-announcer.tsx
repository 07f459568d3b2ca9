'use client';

import { useState } from 'react';
import { useIsOver, useSharedTurn } from '@/lib/client/use-shared';
import { Announcer } from '../lane/announcer';

/** Tells a spectator's screen reader how a turn goes on that was running when the page was opened. */
export function WatchedAnnouncer() {
  const { turn } = useSharedTurn();
  const over = useIsOver();
  const [watched] = useState(!over);
  return watched ? <Announcer only={turn} /> : null;
}
