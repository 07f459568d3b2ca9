import { useStore } from 'zustand';
import { type Choice, isBlindIn } from '@/lib/client/ballot-box';
import { lanesOf, type PaneState, selectedTurn } from '@/lib/client/pane-state';
import { useBallots } from '@/lib/client/use-ballots';
import { usePaneState } from '@/lib/client/use-panes';
import { BLIND_TURN } from '@/lib/comparison/hides-names';
import { FEWEST_JUDGED, judgedAttempts } from '@/lib/comparison/judged-answers';
import { turnOf } from '@/lib/comparison/turns';
import type { Ballot } from '@/lib/protocol/ballot';
import type { Lane } from '@/lib/protocol/lane';

interface OwnBallot {
  turn: number;
  /** The lanes that can be judged, in their order on the page; none while a lane of the turn answers. */
  lanes: readonly Lane[];
  /** What is chosen: the ballot, or what is not cast yet where the names are hidden. */
  choice: Choice | null;
  /** The names are hidden: a ballot is final, and reveals them. */
  isBlind: boolean;
  /** The ballot is about other attempts than those on the page. */
  isEarlier: boolean;
  /** It was cast blind, and stays as it is; null where it does not. */
  final: Ballot | null;
}

/** The visitor's own ballot in the selected turn. */
export function useBallot(): OwnBallot {
  const ballots = useBallots();
  const turn = usePaneState(selectedTurn);
  const lanes = usePaneState(judgedLanes);
  const ballot = usePaneState(ballotOf);
  const isBlind = usePaneState(({ record }) => record !== null && isBlindIn(record, turn));
  const isEarlier = usePaneState(judgesEarlier);
  const drafted = useStore(ballots.draft, ({ choice }) => choice);
  const closed = usePaneState(isClosed);
  return { turn, lanes, choice: isBlind ? drafted : ballot, isBlind, isEarlier, final: closed ? ballot : null };
}

function judgedLanes(state: PaneState): readonly Lane[] {
  if (isClosed(state) || isCopy(state)) return [];
  const attempts = state.record && judgedAttempts(state.record, state.answers, selectedTurn(state));
  if (!attempts || Object.keys(attempts).length < FEWEST_JUDGED) return [];
  return lanesOf(state).flatMap(({ lane }) => (attempts[lane] === undefined ? [] : [lane]));
}

/** The turn of a branch is a copy: its answers are judged where they were asked. */
function isCopy(state: PaneState): boolean {
  const from = state.record?.from ?? null;
  return from !== null && selectedTurn(state) < from.turn;
}

/** The turn was asked blind, and its names are known. */
function isClosed(state: PaneState): boolean {
  return state.record?.blind === true && state.record.revealed && selectedTurn(state) === BLIND_TURN;
}

function ballotOf(state: PaneState): Ballot | null {
  return turnOf(state.record?.turns ?? [], selectedTurn(state))?.ballot ?? null;
}

function judgesEarlier(state: PaneState): boolean {
  const ballot = ballotOf(state);
  const attempts = state.record && judgedAttempts(state.record, state.answers, selectedTurn(state));
  if (!ballot || !attempts) return false;
  return Object.entries(attempts).some(([lane, attempt]) => ballot.judged[lane as Lane] !== attempt);
}
