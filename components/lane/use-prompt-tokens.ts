'use client';

import { useMemo } from 'react';
import { usePaneSource, usePaneState } from '@/lib/client/use-panes';
import { promptTokensOf } from '@/lib/comparison/prompt-tokens';
import type { Lane } from '@/lib/protocol/lane';

/** About how many tokens the lane was sent in that turn. */
export function usePromptTokens(lane: Lane, turn: number): number {
  const { store } = usePaneSource();
  const turns = usePaneState((state) => state.record?.turns);
  // What was sent does not change any more, so the answers of the moment are as good as those of any other.
  return useMemo(
    () => (turns && turn > 0 ? promptTokensOf(turns, store.getState().answers, lane, turn) : 0),
    [turns, turn, lane, store],
  );
}
