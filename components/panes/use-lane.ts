'use client';

import { useWorkspaceState } from '@/lib/client/use-workspace';
import { latestTurn, shownAnswer, type WorkspaceState } from '@/lib/client/workspace-state';
import type { Answer } from '@/lib/comparison/answer';
import type { LaneRecord } from '@/lib/protocol/comparison';
import type { Lane } from '@/lib/protocol/lane';

/** A lane's record. @throws for a lane that the comparison has not. */
export function useLaneRecord(lane: Lane): LaneRecord {
  const record = useWorkspaceState((state) => state.record?.lanes.find((seat) => seat.lane === lane));
  if (!record) throw new Error(`no lane ${lane}`);
  return record;
}

/** The lane's answer in the newest turn in which it was asked, at the attempt in view. */
export function useAnswer(lane: Lane): Answer | undefined {
  return useWorkspaceState((state) => answerOf(state, lane));
}

/** What `select` makes of that answer: drawn again only when that has changed. */
export function useOfAnswer<Part>(lane: Lane, select: (answer: Answer) => Part): Part | undefined {
  return useWorkspaceState((state) => {
    const answer = answerOf(state, lane);
    return answer && select(answer);
  });
}

function answerOf(state: WorkspaceState, lane: Lane): Answer | undefined {
  for (let turn = latestTurn(state); turn > 0; turn--) {
    const answer = shownAnswer(state, turn, lane);
    if (answer) return answer;
  }
  return undefined;
}
