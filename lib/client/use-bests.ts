'use client';

import { useMemo } from 'react';
import { isRunning } from '@/lib/comparison/answer';
import { type Bests, bestsOf } from '@/lib/comparison/bests';
import { momentsOf } from '@/lib/comparison/moments';
import { selectAnswers } from '@/lib/comparison/selected-answers';
import { selectedAnswers } from './pane-state';
import { usePaneSource, usePaneState } from './use-panes';

/** The best of each figure in that turn. Computed again when a lane has its first word or ends, not as it writes. */
export function useBests(turn: number): Bests {
  const { store } = usePaneSource();
  const moved = usePaneState((state) =>
    selectedAnswers(state, turn).map((answer) => (isRunning(answer) ? momentsOf(answer).firstText : answer)),
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: `moved` is what makes another best of the same store.
  return useMemo(() => {
    const { record, answers } = store.getState();
    return bestsOf(record ? selectAnswers(record, answers, turn) : []);
  }, [moved, turn, store]);
}
