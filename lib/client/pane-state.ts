import { type Answer, isRunning } from '@/lib/comparison/answer';
import { arrangedLanes } from '@/lib/comparison/lanes';
import { type ComparisonState, emptyState, latestAnswer, selectAnswer } from '@/lib/comparison/state';
import { lanesAskedIn, newestTurn, turnOf } from '@/lib/comparison/turns';
import type { ComparisonRecord, LaneRecord } from '@/lib/protocol/comparison';
import type { Ready } from '@/lib/protocol/frames';
import { LANE_LETTERS, type Lane } from '@/lib/protocol/lane';
import type { Connection } from './follow-run';

/** Everything that header, track and panes show of a comparison, and nothing that can be derived. */
export interface PaneState {
  /** null until the first question is asked. */
  record: ComparisonRecord | null;
  answers: ComparisonState;
  connections: Readonly<Record<string, Connection>>;
  /** Runs that the server's database has not accepted completely yet. */
  unsaved: readonly string[];
  /** Of runs whose names are hidden: how many lanes have ended. */
  ready: Readonly<Record<string, Ready>>;
  /** The server keeps nothing: its next process may not know this comparison. */
  nothingKept: boolean;
  /** Header, track, panes and their feet are about it. null for the newest. */
  selectedTurn: number | null;
  /** Earlier turns that are open. */
  openTurns: readonly number[];
  /** The lane that has the panes to itself. */
  maximised: Lane | null;
}

export const noPanes: PaneState = {
  record: null,
  answers: emptyState,
  connections: {},
  unsaved: [],
  ready: {},
  nothingKept: false,
  selectedTurn: null,
  openTurns: [],
  maximised: null,
};

/** A comparison as the server has folded it so far. */
export function openPanes(record: ComparisonRecord, answers: ComparisonState): PaneState {
  return { ...noPanes, record, answers };
}

const NO_LANES: readonly LaneRecord[] = [];

/** @returns the lanes on the page, in their order; none before the first question. */
export function lanesOf({ record }: Pick<PaneState, 'record'>): readonly LaneRecord[] {
  return record ? arrangedLanes(record) : NO_LANES;
}

export function latestTurn({ record }: PaneState): number {
  return newestTurn(record?.turns ?? []);
}

export function selectedTurn(state: PaneState): number {
  return state.selectedTurn ?? latestTurn(state);
}

/** @returns the change that selects that turn. It stays open in the panes, or opens. */
export function selectTurn(state: PaneState, turn: number): Pick<PaneState, 'selectedTurn' | 'openTurns'> {
  const { openTurns } = state;
  if (turn === latestTurn(state)) return { selectedTurn: null, openTurns };
  return { selectedTurn: turn, openTurns: openTurns.includes(turn) ? openTurns : [...openTurns, turn] };
}

/** @returns the change that folds that turn; if it was selected, the newest one is. */
export function foldTurn(state: PaneState, turn: number): Pick<PaneState, 'selectedTurn' | 'openTurns'> {
  return {
    selectedTurn: state.selectedTurn === turn ? null : state.selectedTurn,
    openTurns: state.openTurns.filter((openTurn) => openTurn !== turn),
  };
}

/** @returns the selected attempt of that lane. */
export function selectedAnswer({ record, answers }: PaneState, turn: number, lane: Lane): Answer | undefined {
  const known = record && turnOf(record.turns, turn);
  return known ? selectAnswer(answers, known, lane) : undefined;
}

/** @returns whether the lane was asked in that turn, as far as the record tells. */
export function isAsked({ record }: PaneState, turn: number, lane: Lane): boolean {
  const known = record && turnOf(record.turns, turn);
  return known ? lanesAskedIn(known).has(lane) : false;
}

/** @returns the turn in which the lane is answering, null when it is not: a retry may be of an earlier turn. */
export function turnUnderWay({ answers }: PaneState, lane: Lane): number | null {
  const running = answers.turns.find(({ turn }) => {
    const answer = latestAnswer(answers, turn, lane);
    return answer !== undefined && isRunning(answer);
  });
  return running?.turn ?? null;
}

/** The lanes that are answering, in any turn. */
export function runningLanes(state: PaneState): Lane[] {
  return LANE_LETTERS.filter((lane) => turnUnderWay(state, lane) !== null);
}

/** All answers of that turn, at the selected attempts. */
export function selectedAnswers(state: PaneState, turn: number): Answer[] {
  return lanesOf(state).flatMap(({ lane }) => selectedAnswer(state, turn, lane) ?? []);
}
