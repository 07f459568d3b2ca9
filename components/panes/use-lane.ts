'use client';

import { useWorkspaceState } from '@/lib/client/use-workspace';
import { latestTurn } from '@/lib/client/workspace-state';
import type { Answer } from '@/lib/comparison/answer';
import { latestAnswer } from '@/lib/comparison/state';
import type { LaneRecord } from '@/lib/protocol/comparison';
import type { Lane } from '@/lib/protocol/lane';

/** A lane's record. @throws for a lane that the comparison has not. */
export function useLaneRecord(lane: Lane): LaneRecord {
  const record = useWorkspaceState((state) => state.record?.lanes.find((seat) => seat.lane === lane));
  if (!record) throw new Error(`no lane ${lane}`);
  return record;
}

/** The lane's newest answer, in the newest turn in which it was asked. */
export function useAnswer(lane: Lane): Answer | undefined {
  return useWorkspaceState((state) => {
    for (let turn = latestTurn(state); turn > 0; turn--) {
      const answer = latestAnswer(state.answers, turn, lane);
      if (answer) return answer;
    }
    return undefined;
  });
}
