'use client';

import { useLayoutEffect } from 'react';
import { guardedStorage } from '@/lib/client/guarded-storage';
import { keepDraft, onLeavingPage, openedPrefilled } from '@/lib/client/keep-draft';
import { keepFollowUp } from '@/lib/client/keep-follow-up';
import { useWorkspace } from '@/lib/client/use-workspace';

/** Brings back what was written before a reload. After hydration, since the server cannot know it. */
export function DraftKeeper() {
  const workspace = useWorkspace();
  useLayoutEffect(() => {
    const storage = guardedStorage(() => sessionStorage);
    const ended = [
      keepDraft(workspace, {
        storage,
        address: location.search,
        prefilled: openedPrefilled(),
        onLeaving: onLeavingPage,
      }),
      keepFollowUp(workspace, { storage, onLeaving: onLeavingPage }),
    ];
    return () => {
      for (const end of ended) end();
    };
  }, [workspace]);
  return null;
}
