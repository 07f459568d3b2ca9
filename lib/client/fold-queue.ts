import type { StoreApi } from 'zustand/vanilla';
import { foldEvents } from '@/lib/comparison/fold-events';
import { createFrameQueue } from './frame-queue';
import type { WorkspaceState } from './workspace-state';

/** Folds what is pushed into the store's answers, all of it once a frame. */
export function createFoldQueue(store: StoreApi<WorkspaceState>, nextFrame: (flush: () => void) => void) {
  return createFrameQueue(nextFrame, (batch) => {
    store.setState((state) => {
      let { answers } = state;
      for (const [run, entries] of batch) answers = foldEvents(answers, run, entries);
      return { answers };
    });
  });
}
