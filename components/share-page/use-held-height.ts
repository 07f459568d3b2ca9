'use client';

import { type RefObject, useEffect } from 'react';
import { useSharedTurn } from '@/lib/client/use-shared';

/** Keeps a box at least as high as it is when a replay begins, until it is over: what stands below does not move. */
export function useHeldHeight(box: RefObject<HTMLElement | null>): void {
  const { replay } = useSharedTurn();
  useEffect(
    // Told before anything of the replay is drawn.
    () =>
      replay.store.subscribe((now, before) => {
        if (!box.current || (now.phase === 'ended') === (before.phase === 'ended')) return;
        box.current.style.minHeight = now.phase === 'ended' ? '' : `${box.current.getBoundingClientRect().height}px`;
      }),
    [replay, box],
  );
}
