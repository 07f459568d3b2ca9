import { isRunning } from '@/lib/comparison/answer';
import { type ComparisonState, latestAnswer } from '@/lib/comparison/state';
import { lanesAskedIn, newestTurn, turnOf } from '@/lib/comparison/turns';
import type { ComparisonRecord } from '@/lib/protocol/comparison';
import { openWorkspaceState } from './initial-state';
import type { WorkspaceState } from './workspace-state';

/** A comparison up to one turn, with the lanes that were asked in it: the turns before are there as their history. */
export function sharedTurnState(record: ComparisonRecord, state: ComparisonState, turn: number): WorkspaceState {
  const asked = lanesAskedIn(turnOf(record.turns, turn) ?? { runs: [] });
  return openWorkspaceState(
    { ...record, lanes: record.lanes.filter(({ lane }) => asked.has(lane)), turns: upTo(record.turns, turn) },
    { ...state, turns: upTo(state.turns, turn) },
  );
}

function upTo<Turn extends { turn: number }>(turns: readonly Turn[], turn: number): Turn[] {
  return turns.filter((candidate) => candidate.turn <= turn);
}

/** @returns whether every lane has ended in the turn that this is of. */
export function isOver({ record, answers }: WorkspaceState): boolean {
  if (!record) return false;
  return record.lanes.every(({ lane }) => {
    const answer = latestAnswer(answers, newestTurn(record.turns), lane);
    return answer !== undefined && !isRunning(answer);
  });
}
