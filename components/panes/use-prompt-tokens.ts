'use client';

import { useMemo } from 'react';
import { useWorkspace, useWorkspaceState } from '@/lib/client/use-workspace';
import { estimateTokens } from '@/lib/comparison/estimate-tokens';
import { historyOf } from '@/lib/comparison/history';
import type { Lane } from '@/lib/protocol/lane';

/** About how many tokens the lane was sent in that turn. */
export function usePromptTokens(lane: Lane, turn: number): number {
  const { store } = useWorkspace();
  const turns = useWorkspaceState((state) => state.record?.turns);
  return useMemo(() => {
    if (!turns || turn === 0) return 0;
    const system = turns[turn - 1]?.system ?? '';
    // What was sent does not change any more, so the answers of the moment are as good as those of any other.
    const messages = historyOf(turns, store.getState().answers, lane, turn);
    return messages.reduce((sum, { content }) => sum + estimateTokens(content), estimateTokens(system));
  }, [turns, turn, lane, store]);
}
