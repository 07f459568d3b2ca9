'use client';

import { useMemo } from 'react';
import type { Answer } from '@/lib/comparison/answer';
import { isRunning } from '@/lib/comparison/answer';
import { answersOnView } from '@/lib/comparison/answers-on-view';
import { type Bests, bestsOf } from '@/lib/comparison/bests';
import { momentsOf } from '@/lib/comparison/moments';
import type { Lane } from '@/lib/protocol/lane';
import { useView, useWorkspaceState } from './use-workspace';
import { latestTurn, shownAnswer, shownTurn, type WorkspaceState } from './workspace-state';

/** The answer of that lane which the track shows. */
export function useShownAnswer(lane: Lane): Answer | undefined {
  return useWorkspaceState((state) => shownAnswer(state, shownTurn(state), lane));
}

/** All answers of that turn, at the attempts in view. */
export function shownAnswers(state: WorkspaceState, turn: number): Answer[] {
  return (state.record?.lanes ?? []).flatMap(({ lane }) => shownAnswer(state, turn, lane) ?? []);
}

/** The best of each figure in that turn. Worked out again when a lane has its first word or ends, not as it writes. */
export function useBests(turn: number): Bests {
  const { store } = useView();
  const moved = useWorkspaceState((state) =>
    shownAnswers(state, turn).map((answer) => (isRunning(answer) ? momentsOf(answer).firstText : answer)),
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: `moved` is what makes another best of the same store.
  return useMemo(() => {
    const { record, answers } = store.getState();
    return bestsOf(record ? answersOnView(record, answers, turn) : []);
  }, [moved, turn, store]);
}

/** How many turns there are, which one is in view, and how to go to another: its panes open, the others fold. */
export function useTurns(): { turn: number; turns: number; show: (turn: number) => void } {
  const { store } = useView();
  const turn = useWorkspaceState(shownTurn);
  const turns = useWorkspaceState(latestTurn);
  const show = (to: number) =>
    store.setState(to === turns ? { turnInView: null, openTurns: [] } : { turnInView: to, openTurns: [to] });
  return { turn, turns, show };
}
