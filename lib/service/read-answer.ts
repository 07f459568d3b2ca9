import { type AnswerPiece, type LongPart, pieceOf } from '@/lib/comparison/beginning';
import { attemptsOf } from '@/lib/comparison/state';
import type { Lane } from '@/lib/protocol/lane';
import { Refusal } from './refusal';
import type { ComparisonView } from './view-comparison';

/** Which piece of an answer is asked for. */
export interface AnswerPlace {
  turn: number;
  lane: Lane;
  attempt: number;
  part: LongPart;
  /** From where, in UTF-16 units of that part. */
  after: number;
}

/**
 * A stretch of an answer that is too long for a page.
 *
 * @param view what the reader may see.
 * @throws Refusal when there is no such answer in it.
 */
export function readAnswer({ state }: ComparisonView, { turn, lane, attempt, part, after }: AnswerPlace): AnswerPiece {
  const answer = attemptsOf(state, turn, lane).find((candidate) => candidate.attempt === attempt);
  if (!answer) {
    throw new Refusal('not-found', `There is no attempt ${attempt} of lane ${lane} in turn ${turn} here.`);
  }
  return pieceOf(answer[part], after);
}
