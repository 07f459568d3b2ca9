'use client';

import { useMemo } from 'react';
import type { Answer } from '@/lib/comparison/answer';
import { isRunning } from '@/lib/comparison/answer';
import { type Bests, bestsOf } from '@/lib/comparison/bests';
import { figuresOf } from '@/lib/comparison/figures';
import { promptTokensOf } from '@/lib/comparison/prompt-tokens';
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

/** The best of each figure in that turn. It is worked out anew when a lane ends, not as it writes. */
export function useBests(turn: number): Bests {
  const { store } = useView();
  const ended = useWorkspaceState((state) =>
    shownAnswers(state, turn).map((answer) => (isRunning(answer) ? null : answer)),
  );
  return useMemo(() => {
    const { record, answers } = store.getState();
    return bestsOf(
      ended.flatMap((answer) => {
        if (!answer || !record) return [];
        const price = record.lanes.find(({ lane }) => lane === answer.lane)?.usdPerMillion ?? null;
        return [
          { answer, figures: figuresOf(answer, price, promptTokensOf(record.turns, answers, answer.lane, turn)) },
        ];
      }),
    );
  }, [ended, turn, store]);
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
