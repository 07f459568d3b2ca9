'use client';

import { useLayoutEffect } from 'react';
import { guardedStorage } from '@/lib/client/guarded-storage';
import { keepDraft, onLeavingPage, openedFilled } from '@/lib/client/keep-draft';
import { useWorkspace } from '@/lib/client/use-workspace';

/** Brings back what was written before a reload. After hydration, since the server cannot know it. */
export function DraftKeeper() {
  const { store } = useWorkspace();
  useLayoutEffect(
    () =>
      keepDraft(store, {
        storage: guardedStorage(() => sessionStorage),
        address: location.search,
        filled: openedFilled(),
        onLeaving: onLeavingPage,
      }),
    [store],
  );
  return null;
}
