'use client';

import { type RefObject, useEffect } from 'react';
import { useSharedTurn } from '@/lib/client/use-shared';

/** During a replay, keeps a box at least as high as it was before, so that what is below does not move. */
export function useHeldHeight(box: RefObject<HTMLElement | null>): void {
  const { replay } = useSharedTurn();
  useEffect(
    // Called before the replay renders anything.
    () =>
      replay.store.subscribe((now, before) => {
        if (!box.current || (now.phase === 'ended') === (before.phase === 'ended')) return;
        box.current.style.minHeight = now.phase === 'ended' ? '' : `${box.current.getBoundingClientRect().height}px`;
      }),
    [replay, box],
  );
}
