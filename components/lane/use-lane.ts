'use client';

import { useMemo } from 'react';
import { isAsked, latestTurn, selectedAnswer, selectedTurn } from '@/lib/client/pane-state';
import { usePaneSource, usePaneState } from '@/lib/client/use-panes';
import { useReadOnly } from '@/lib/client/use-workspace';
import type { Answer, Phase } from '@/lib/comparison/answer';
import { promptTokensOf } from '@/lib/comparison/lane-messages';
import { findLane } from '@/lib/comparison/lanes';
import { lanesAskedIn } from '@/lib/comparison/turns';
import type { LaneRecord } from '@/lib/protocol/comparison';
import type { Lane } from '@/lib/protocol/lane';

/**
 * The record of a lane in that turn or the selected one; if it was not asked there, the last one.
 *
 * @throws for a lane that the comparison does not have.
 */
export function useLaneRecord(lane: Lane, turn?: number): LaneRecord {
  const record = usePaneState((state) => findLane(state.record, lane, turn ?? selectedTurn(state)));
  if (!record) throw new Error(`no lane ${lane}`);
  return record;
}

/** The lane's answer in the selected turn, at the selected attempt; undefined when it was not asked there. */
export function useAnswer(lane: Lane): Answer | undefined {
  return usePaneState((state) => selectedAnswer(state, selectedTurn(state), lane));
}

/** Selects from that answer; the component is rendered again only when the result changes. */
export function useOfAnswer<Part>(lane: Lane, select: (answer: Answer) => Part): Part | undefined {
  return usePaneState((state) => {
    const answer = selectedAnswer(state, selectedTurn(state), lane);
    return answer && select(answer);
  });
}

/** The phase of a lane's answer, or that it was not asked. */
export type LanePhase = Phase | 'not-asked';

/** The lane's phase in the selected turn; undefined before its answer is known. */
export function useLanePhase(lane: Lane): LanePhase | undefined {
  const phase = useOfAnswer(lane, (answer) => answer.phase);
  const wasAsked = usePaneState((state) => isAsked(state, selectedTurn(state), lane));
  return phase ?? (wasAsked ? undefined : 'not-asked');
}

/** The lane's answer in the newest turn in which it was asked. */
export function useNewestAnswer(lane: Lane): Answer | undefined {
  return usePaneState((state) => {
    const turn = state.record?.turns.findLast((known) => lanesAskedIn(known).has(lane))?.turn ?? 0;
    return selectedAnswer(state, turn, lane);
  });
}

/** The id of a pane's heading. A shared comparison has panes per turn, the workspace one per lane. */
export function useHeadingId(lane: Lane): string {
  const turn = usePaneState(latestTurn);
  return useReadOnly() ? `lane-${turn}-${lane}` : `lane-${lane}`;
}

/** An estimate of the tokens that the lane was sent in that turn. */
export function usePromptTokens(lane: Lane, turn: number): number {
  const { store } = usePaneSource();
  const turns = usePaneState((state) => state.record?.turns);
  // What was sent does not change, so the answers need not be subscribed to.
  return useMemo(
    () => (turns && turn > 0 ? promptTokensOf(turns, store.getState().answers, lane, turn) : 0),
    [turns, turn, lane, store],
  );
}
