import type { ComparisonRecord, LaneRecord, TurnRecord } from '@/lib/protocol/comparison';
import type { Answer } from './answer';
import { type Figures, figuresOf } from './figures';
import { promptTokensOf } from './prompt-tokens';
import { answerInView, type ComparisonState } from './state';

/** One answer with everything that a table of a comparison says of it. */
export interface AnswerOnView {
  turn: TurnRecord;
  lane: LaneRecord;
  answer: Answer;
  figures: Figures;
}

/**
 * The attempt on view of every lane in every turn in which it was asked, in the order of turns and letters.
 *
 * @param only the turn to look at; all of them without it.
 */
export function answersOnView(record: ComparisonRecord, state: ComparisonState, only?: number): AnswerOnView[] {
  const turns = only === undefined ? record.turns : record.turns.filter(({ turn }) => turn === only);
  return turns.flatMap((turn) =>
    record.lanes.flatMap((lane) => {
      const answer = answerInView(state, turn, lane.lane);
      if (!answer) return [];
      const promptTokens = promptTokensOf(record.turns, state, lane.lane, turn.turn);
      return [{ turn, lane, answer, figures: figuresOf(answer, lane.usdPerMillion, promptTokens) }];
    }),
  );
}
