import { type Answer, isRunning } from '@/lib/comparison/answer';
import { answerInView, type ComparisonState, latestAnswer } from '@/lib/comparison/state';
import { lanesAskedIn, newestTurn, turnOf } from '@/lib/comparison/turns';
import type { ComparisonRecord } from '@/lib/protocol/comparison';
import { LANE_LETTERS, type Lane } from '@/lib/protocol/lane';
import type { Draft } from './draft';
import type { Connection } from './follow-run';
import { listOf } from './list-of';
import { settingsProblem } from './settings-problem';

/** Everything the page shows, and nothing that follows from it. */
export interface WorkspaceState {
  /** null until the first question is asked. */
  record: ComparisonRecord | null;
  answers: ComparisonState;
  connections: Readonly<Record<string, Connection>>;
  /** Runs of which the server's database has not taken everything yet. */
  unsaved: readonly string[];
  draft: Draft;
  /** The request that starts a run is under way. */
  asking: boolean;
  /** Why the last request was refused, in a sentence. */
  problem: string | null;
  /** What the start page has to say first: of the address that it was opened with, or of the server. */
  notice: string | null;
  /** The address that the start page was opened with has filled a prompt in. */
  filled: boolean;
  /** The selected turn: header, track, panes and their feet are about it. null for the newest. */
  selectedTurn: number | null;
  /** Earlier turns that are open. */
  openTurns: readonly number[];
  /** The lane that has the panes to itself. */
  maximised: Lane | null;
  /** Whether the system prompt is open in the composer. */
  systemOpen: boolean;
}

export function latestTurn({ record }: WorkspaceState): number {
  return newestTurn(record?.turns ?? []);
}

/** The selected turn. */
export function selectedTurn(state: WorkspaceState): number {
  return state.selectedTurn ?? latestTurn(state);
}

/** @returns what selects that turn. It stays open in the panes, or opens. */
export function selectTurn(state: WorkspaceState, turn: number): Pick<WorkspaceState, 'selectedTurn' | 'openTurns'> {
  const { openTurns } = state;
  if (turn === latestTurn(state)) return { selectedTurn: null, openTurns };
  return { selectedTurn: turn, openTurns: openTurns.includes(turn) ? openTurns : [...openTurns, turn] };
}

/** @returns what folds that turn; the newest is selected where it was. */
export function foldTurn(state: WorkspaceState, turn: number): Pick<WorkspaceState, 'selectedTurn' | 'openTurns'> {
  const { selectedTurn, openTurns } = state;
  return {
    selectedTurn: selectedTurn === turn ? null : selectedTurn,
    openTurns: openTurns.filter((other) => other !== turn),
  };
}

/** @returns the attempt of that lane's answer that is in view. */
export function selectedAnswer({ record, answers }: WorkspaceState, turn: number, lane: Lane): Answer | undefined {
  const known = record && turnOf(record.turns, turn);
  return known ? answerInView(answers, known, lane) : undefined;
}

/** @returns whether the lane was asked in that turn, as far as the record tells. */
export function isAsked({ record }: WorkspaceState, turn: number, lane: Lane): boolean {
  const known = record && turnOf(record.turns, turn);
  return known ? lanesAskedIn(known).has(lane) : false;
}

/** @returns the turn in which the lane's answer is under way, null when none is: a retry may be of an earlier turn. */
export function turnUnderWay({ answers }: WorkspaceState, lane: Lane): number | null {
  const running = answers.turns.find(({ turn }) => {
    const answer = latestAnswer(answers, turn, lane);
    return answer !== undefined && isRunning(answer);
  });
  return running?.turn ?? null;
}

/** The lanes whose answer is under way, in any turn. */
export function runningLanes(state: WorkspaceState): Lane[] {
  return LANE_LETTERS.filter((lane) => turnUnderWay(state, lane) !== null);
}

/** The lanes that the next question would go to. */
export function lanesToAsk({ record, draft }: WorkspaceState): Lane[] {
  if (!record) return draft.lanes.map((_, index) => LANE_LETTERS[index]).filter((lane) => lane !== undefined);
  return record.lanes.map(({ lane }) => lane).filter((lane) => !draft.leftOut.includes(lane));
}

/** The reason that an empty prompt box shows by itself. */
export const NO_PROMPT = 'Write a prompt first';

/** @returns why Ask is off, in words; null when it is on. */
export function whyNotAsk(state: WorkspaceState): string | null {
  if (state.asking) return 'Starting…';
  const lanes = lanesToAsk(state);
  if (lanes.length === 0) return 'Choose at least one model';
  const busy = runningLanes(state).filter((lane) => lanes.includes(lane));
  if (busy.length > 0)
    return `${listOf(busy)} ${busy.length === 1 ? 'is still answering. Wait, or stop it.' : 'are still answering. Wait, or stop them.'}`;
  const problem = state.record ? null : settingsProblem(state.draft);
  if (problem !== null) return problem;
  if (state.draft.prompt.trim() === '') return NO_PROMPT;
  return null;
}
