'use client';

import { useLayoutEffect } from 'react';
import { guardedStorage } from '@/lib/client/guarded-storage';
import { keepDraft, onLeavingPage, openedFilled } from '@/lib/client/keep-draft';
import { keepFollowUp } from '@/lib/client/keep-follow-up';
import { useWorkspace } from '@/lib/client/use-workspace';

/** Brings back what was written before a reload. After hydration, since the server cannot know it. */
export function DraftKeeper() {
  const { store } = useWorkspace();
  useLayoutEffect(() => {
    const storage = guardedStorage(() => sessionStorage);
    const ended = [
      keepDraft(store, { storage, address: location.search, filled: openedFilled(), onLeaving: onLeavingPage }),
      keepFollowUp(store, { storage, onLeaving: onLeavingPage }),
    ];
    return () => {
      for (const end of ended) end();
    };
  }, [store]);
  return null;
}
