import { useStore } from 'zustand';
import type { Choice } from '@/lib/client/ballot-box';
import { judgedLanes } from '@/lib/client/judged-lanes';
import { type PaneState, selectedTurn } from '@/lib/client/pane-state';
import { useBallots } from '@/lib/client/use-ballots';
import { usePaneState } from '@/lib/client/use-panes';
import { isBlindTurn, isRevealedTurn } from '@/lib/comparison/hides-names';
import { FEWEST_JUDGED, judgedAttempts } from '@/lib/comparison/judged-answers';
import { isCopiedTurn, turnOf } from '@/lib/comparison/turns';
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
  const lanes = usePaneState(openLanes);
  const ballot = usePaneState(ballotOf);
  const isBlind = usePaneState(({ record }) => record !== null && isBlindTurn(record, turn));
  const isEarlier = usePaneState(judgesEarlier);
  const drafted = useStore(ballots.draft, ({ choice }) => choice);
  const isFinal = usePaneState(({ record }) => record !== null && isRevealedTurn(record, turn));
  return { turn, lanes, choice: isBlind ? drafted : ballot, isBlind, isEarlier, final: isFinal ? ballot : null };
}

/** None in a turn whose names are known by now, in a copied turn, and where there is nothing to choose between. */
function openLanes(state: PaneState): readonly Lane[] {
  const turn = selectedTurn(state);
  if (!state.record || isRevealedTurn(state.record, turn) || isCopiedTurn(state.record, turn)) return [];
  const lanes = judgedLanes(state, turn);
  return lanes.length < FEWEST_JUDGED ? [] : lanes;
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
