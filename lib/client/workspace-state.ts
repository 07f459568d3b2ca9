import { isRunning } from '@/lib/comparison/answer';
import { type ComparisonState, latestAnswer } from '@/lib/comparison/state';
import type { ComparisonRecord } from '@/lib/protocol/comparison';
import { LANE_LETTERS, type Lane } from '@/lib/protocol/lane';
import type { Draft } from './draft';
import type { Connection } from './follow-run';

/** Everything the page shows, and nothing that follows from it. */
export interface WorkspaceState {
  /** null until the first question is asked. */
  record: ComparisonRecord | null;
  answers: ComparisonState;
  connections: Readonly<Record<string, Connection>>;
  draft: Draft;
  /** The request that starts a run is under way. */
  asking: boolean;
  /** Why the last request was refused, in a sentence. */
  problem: string | null;
  /** The turn whose track is shown; null for the newest. */
  turnInView: number | null;
  /** Earlier turns that are open. */
  openTurns: readonly number[];
}

export function latestTurn({ record }: WorkspaceState): number {
  return record?.turns.length ?? 0;
}

/** The lanes whose newest answer is under way, in any turn: a retry may be of an earlier one. */
export function runningLanes({ answers }: WorkspaceState): Lane[] {
  return LANE_LETTERS.filter((lane) =>
    answers.turns.some(({ turn }) => {
      const answer = latestAnswer(answers, turn, lane);
      return answer !== undefined && isRunning(answer);
    }),
  );
}

/** The lanes that the next question would go to. */
export function lanesToAsk({ record, draft }: WorkspaceState): Lane[] {
  if (!record) return draft.lanes.map((_, index) => LANE_LETTERS[index]).filter((lane) => lane !== undefined);
  return record.lanes.map(({ lane }) => lane).filter((lane) => !draft.leftOut.includes(lane));
}

/** @returns why Ask is off, in words; null when it is on. */
export function whyNotAsk(state: WorkspaceState): string | null {
  if (state.asking) return 'Starting…';
  const lanes = lanesToAsk(state);
  if (lanes.length === 0) return 'Choose at least one model';
  const busy = runningLanes(state).filter((lane) => lanes.includes(lane));
  if (busy.length > 0) return `${listOf(busy)} ${busy.length === 1 ? 'is' : 'are'} still running: wait or stop`;
  if (state.draft.prompt.trim() === '') return 'Write a prompt first';
  return null;
}

function listOf(lanes: readonly Lane[]): string {
  return lanes.length < 2 ? lanes.join('') : `${lanes.slice(0, -1).join(', ')} and ${lanes.at(-1)}`;
}
