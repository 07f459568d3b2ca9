'use client';

import { useEffect } from 'react';
import { useStore } from 'zustand';
import { latePart } from '@/lib/client/late-part';
import { usePaneState } from '@/lib/client/use-panes';
import { useDraft } from '@/lib/client/use-workspace';

const newLanesLine = latePart(async () => (await import('./new-lanes-line')).NewLanesLine);

/** What is said of the lanes that a follow-up adds, loaded with the first one. */
export function LateNewLanes() {
  const isFollowUp = usePaneState(({ record }) => record !== null);
  const isAdding = useDraft(({ lanes }) => lanes.length > 0) && isFollowUp;
  const state = useStore(newLanesLine.store);
  useEffect(() => {
    if (isAdding) newLanesLine.load();
  }, [isAdding]);
  return isAdding && state.kind === 'ready' && <state.part />;
}
