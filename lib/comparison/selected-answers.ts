import type { ComparisonRecord, LaneRecord, TurnRecord } from '@/lib/protocol/comparison';
import { LANE_LETTERS, type Lane } from '@/lib/protocol/lane';
import type { Answer } from './answer';
import { type Figures, figuresOf } from './figures';
import { promptTokensOf } from './lane-messages';
import { findAttempt } from './lanes';
import { type ComparisonState, selectAnswer } from './state';
import { turnOf, withTurn } from './turns';

/** One answer with everything that a table of a comparison says of it. */
export interface SelectedAnswer {
  turn: TurnRecord;
  lane: LaneRecord;
  answer: Answer;
  figures: Figures;
  /** About how many tokens the lane was sent. */
  promptTokens: number;
}

/**
 * The selected answer of every lane in every turn that asked it, in the order of turns and letters.
 *
 * @param only the turn to look at; all of them without it.
 */
export function selectAnswers(record: ComparisonRecord, state: ComparisonState, only?: number): SelectedAnswer[] {
  const turns = only === undefined ? record.turns : record.turns.filter(({ turn }) => turn === only);
  return turns.flatMap((turn) =>
    LANE_LETTERS.flatMap((letter) => {
      const answer = selectAnswer(state, turn, letter);
      const lane = answer && findAttempt(turn, letter, answer.attempt);
      if (!lane) return [];
      const promptTokens = promptTokensOf(record.turns, state, letter, turn.turn);
      return [{ turn, lane, answer, promptTokens, figures: figuresOf(answer, lane.usdPerMillion, promptTokens) }];
    }),
  );
}

/** @param attempt the one to select in that turn; null for the newest, whichever that is. */
export function withSelectedAttempt(
  record: ComparisonRecord,
  turn: number,
  lane: Lane,
  attempt: number | null,
): ComparisonRecord {
  const known = turnOf(record.turns, turn);
  if (!known) return record;
  const { [lane]: _, ...rest } = known.selected;
  const selected = attempt === null ? rest : { ...rest, [lane]: attempt };
  return { ...record, turns: withTurn(record.turns, { ...known, selected }) };
}
