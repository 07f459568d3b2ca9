'use client';

import { useMemo } from 'react';
import { isAsked, latestTurn, selectedAnswer, selectedTurn } from '@/lib/client/pane-state';
import { usePaneSource, usePaneState } from '@/lib/client/use-panes';
import { useReadOnly } from '@/lib/client/use-workspace';
import type { Answer, Phase } from '@/lib/comparison/answer';
import { findLane } from '@/lib/comparison/lanes';
import { promptTokensOf } from '@/lib/comparison/prompt-tokens';
import { lanesAskedIn } from '@/lib/comparison/turns';
import type { LaneRecord } from '@/lib/protocol/comparison';
import type { Lane } from '@/lib/protocol/lane';

/**
 * Who answers in a lane, in that turn or the selected one; where it was not asked, as it was asked last.
 *
 * @throws for a lane that the comparison does not have.
 */
export function useLaneRecord(lane: Lane, turn?: number): LaneRecord {
  const record = usePaneState((state) => findLane(state.record, lane, turn ?? selectedTurn(state)));
  if (!record) throw new Error(`no lane ${lane}`);
  return record;
}

/** The lane's answer in the selected turn, at the attempt on view; undefined when it was not asked in it. */
export function useAnswer(lane: Lane): Answer | undefined {
  return usePaneState((state) => selectedAnswer(state, selectedTurn(state), lane));
}

/** What `select` makes of that answer: drawn again only when that has changed. */
export function useOfAnswer<Part>(lane: Lane, select: (answer: Answer) => Part): Part | undefined {
  return usePaneState((state) => {
    const answer = selectedAnswer(state, selectedTurn(state), lane);
    return answer && select(answer);
  });
}

/** What a lane is at: the phase of its answer, or that it has none because it was not asked. */
export type LanePhase = Phase | 'not-asked';

/** The lane's in the selected turn; undefined before anything of its answer is known. */
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

/** The id of a pane's heading. A shared comparison has panes for each turn, one's own for each lane. */
export function useHeadingId(lane: Lane): string {
  const turn = usePaneState(latestTurn);
  return useReadOnly() ? `lane-${turn}-${lane}` : `lane-${lane}`;
}

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
