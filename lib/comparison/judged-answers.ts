import type { ComparisonRecord } from '@/lib/protocol/comparison';
import type { Lane } from '@/lib/protocol/lane';
import { isRunning } from './answer';
import { selectedLanes } from './lanes';
import { type ComparisonState, selectAnswer } from './state';
import { turnOf } from './turns';

/** Below this there is nothing to choose between. */
export const FEWEST_JUDGED = 2;

/**
 * What a ballot in a turn is about: the lanes on the page whose selected answers have ended with a text, each with its attempt,
 * in the order of their letters. A failed lane cannot be judged, nor can a stopped one that had not begun to write.
 *
 * @returns null while a lane of the turn answers: no ballot is fair yet.
 */
export function judgedAttempts(
  record: ComparisonRecord,
  state: ComparisonState,
  turn: number,
): Partial<Record<Lane, number>> | null {
  const known = turnOf(record.turns, turn);
  const attempts: Partial<Record<Lane, number>> = {};
  for (const { lane } of known ? selectedLanes(known) : []) {
    if (!known || record.removed.includes(lane)) continue;
    const answer = selectAnswer(state, known, lane);
    // A lane whose answer nobody has seen yet is about to begin.
    if (!answer || isRunning(answer)) return null;
    if (answer.phase !== 'failed' && /\S/.test(answer.text)) attempts[lane] = answer.attempt;
  }
  return attempts;
}
