'use client';

import { useMemo } from 'react';
import type { Answer } from '@/lib/comparison/answer';
import { isRunning } from '@/lib/comparison/answer';
import { answersOnView } from '@/lib/comparison/answers-on-view';
import { type Bests, bestsOf } from '@/lib/comparison/bests';
import { momentsOf } from '@/lib/comparison/moments';
import { usePaneSource, useWorkspaceState } from './use-workspace';
import { selectedAnswer, selectedTurn, type WorkspaceState } from './workspace-state';

/** All answers of that turn, at the attempts in view. */
export function selectedAnswers(state: WorkspaceState, turn: number): Answer[] {
  return (state.record?.lanes ?? []).flatMap(({ lane }) => selectedAnswer(state, turn, lane) ?? []);
}

/** The best of each figure in that turn. Worked out again when a lane has its first word or ends, not as it writes. */
export function useBests(turn: number): Bests {
  const { store } = usePaneSource();
  const moved = useWorkspaceState((state) =>
    selectedAnswers(state, turn).map((answer) => (isRunning(answer) ? momentsOf(answer).firstText : answer)),
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: `moved` is what makes another best of the same store.
  return useMemo(() => {
    const { record, answers } = store.getState();
    return bestsOf(record ? answersOnView(record, answers, turn) : []);
  }, [moved, turn, store]);
}

interface Turns {
  /** The selected one. */
  turn: number;
  newest: number;
  /** Those beside the selected one, null at the ends. */
  earlier: number | null;
  later: number | null;
  /** Selects another: it opens in the panes, the others fold. */
  select(turn: number): void;
}

export function useTurns(): Turns {
  const { store } = usePaneSource();
  const turn = useWorkspaceState(selectedTurn);
  const numbers = useWorkspaceState(({ record }) => (record?.turns ?? []).map((known) => known.turn));
  const newest = numbers.at(-1) ?? 0;
  return {
    turn,
    newest,
    earlier: numbers.findLast((number) => number < turn) ?? null,
    later: numbers.find((number) => number > turn) ?? null,
    select: (to) =>
      store.setState(to === newest ? { selectedTurn: null, openTurns: [] } : { selectedTurn: to, openTurns: [to] }),
  };
}
