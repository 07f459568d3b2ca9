import type { ComparisonRecord } from '@/lib/protocol/comparison';
import { isRunning } from './answer';
import { selectedLanes } from './lanes';
import { type SelectedAnswer, selectAnswers } from './selected-answers';
import type { ComparisonState } from './state';
import { turnOf } from './turns';

/** Below this there is nothing to choose between. */
export const FEWEST_JUDGED = 2;

export interface Bench {
  /** The answers that a ballot is about, in the order of their letters: on the page, ended, and with a text. */
  answers: readonly SelectedAnswer[];
  /** A lane of the turn still answers, so no ballot is fair yet. */
  isRunning: boolean;
}

/** What can be judged in a turn. A failed lane cannot, nor can a stopped lane that had not begun to write. */
export function benchOf(record: ComparisonRecord, state: ComparisonState, turn: number): Bench {
  const known = turnOf(record.turns, turn);
  const requested = known ? selectedLanes(known).filter(({ lane }) => !record.removed.includes(lane)) : [];
  const answers = selectAnswers(record, state, turn).filter(({ lane }) => requested.includes(lane));
  return {
    // A lane whose answer nobody has seen yet is about to begin.
    isRunning: answers.length < requested.length || answers.some(({ answer }) => isRunning(answer)),
    answers: answers.filter(
      ({ answer }) => (answer.phase === 'done' || answer.phase === 'stopped') && answer.text.trim() !== '',
    ),
  };
}
