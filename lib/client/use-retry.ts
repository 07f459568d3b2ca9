'use client';

import type { Lane } from '@/lib/protocol/lane';
import { useWorkspace } from './use-workspace';
import { attemptKey } from './workspace-state';

/** @returns asks lanes of a turn again and shows the attempts that this makes, whichever were in view. */
export function useRetry(): (turn: number, ...lanes: Lane[]) => void {
  const { store, retry } = useWorkspace();
  return (turn, ...lanes) => {
    const keys = lanes.map((lane) => attemptKey(turn, lane));
    store.setState(({ attemptsInView }) => ({
      attemptsInView: Object.fromEntries(Object.entries(attemptsInView).filter(([key]) => !keys.includes(key))),
    }));
    for (const lane of lanes) void retry(lane, turn);
  };
}
