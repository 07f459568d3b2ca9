'use client';

import type { Lane } from '@/lib/protocol/lane';
import { useWorkspace } from './use-workspace';

/** @returns asks lanes of a turn again and shows the attempts that this makes, whichever were in view. */
export function useRetry(): (turn: number, ...lanes: Lane[]) => void {
  const { retry } = useWorkspace();
  return (turn, ...lanes) => {
    for (const lane of lanes) void retry(lane, turn);
  };
}
