import type { StoreApi } from 'zustand/vanilla';
import type { Answer } from '@/lib/comparison/answer';
import { type AnswerPiece, type LongPart, missingOf, withPiece } from '@/lib/comparison/beginning';
import { withAnswer } from '@/lib/comparison/fold-events';
import { attemptsOf } from '@/lib/comparison/state';
import type { PaneState } from './pane-state';

/** Gets the characters of an answer from `after` on. @throws RequestFailed */
export type GetAnswerPiece = (
  comparison: string,
  answer: Answer,
  part: LongPart,
  after: number,
) => Promise<AnswerPiece>;

/** Loads the rest of answers that are too long for a page. */
export interface AnswerRest {
  /** Appends the next characters of a part, unless it is complete. @throws when they do not come. */
  more(answer: Answer, part: LongPart): Promise<void>;
  /** @returns the complete text, without showing it. @throws RequestFailed */
  wholeText(answer: Answer): Promise<string>;
}

export function createAnswerRest(store: StoreApi<PaneState>, getPiece: GetAnswerPiece): AnswerRest {
  return { more, wholeText };

  async function more(answer: Answer, part: LongPart): Promise<void> {
    const { record } = store.getState();
    if (!record || missingOf(answer, part) === 0) return;
    const after = answer[part].length;
    const { content } = await getPiece(record.id, answer, part, after);
    // Else the page would ask again and again.
    if (content === '') throw new Error('the rest of the answer did not come');
    store.setState(({ answers }) => {
      const { turn, lane, attempt } = answer;
      const known = attemptsOf(answers, turn, lane).find((candidate) => candidate.attempt === attempt);
      if (!known) return {};
      return {
        answers: { ...answers, turns: withAnswer(answers.turns, turn, withPiece(known, part, after, content)) },
      };
    });
  }

  async function wholeText(answer: Answer): Promise<string> {
    const { record } = store.getState();
    const pieces = [answer.text];
    let after: number | null = missingOf(answer, 'text') > 0 ? answer.text.length : null;
    while (record && after !== null) {
      const piece: AnswerPiece = await getPiece(record.id, answer, 'text', after);
      pieces.push(piece.content);
      after = piece.next;
    }
    return pieces.join('');
  }
}
