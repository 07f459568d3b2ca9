import { type Answer, isRunning } from '@/lib/comparison/answer';
import { findAttempt } from '@/lib/comparison/lanes';
import { attemptsOf, type ComparisonState } from '@/lib/comparison/state';
import type { ComparisonRecord, LaneRecord } from '@/lib/protocol/comparison';
import { LANE_LETTERS } from '@/lib/protocol/lane';

/** An answer that can be compared. */
export interface ListedAnswer {
  lane: LaneRecord;
  answer: Answer;
}

/** All answers that have ended with text, in the order of turns, letters and attempts. */
export function listAnswers(record: ComparisonRecord, state: ComparisonState): ListedAnswer[] {
  return record.turns.flatMap((turn) =>
    LANE_LETTERS.flatMap((letter) =>
      attemptsOf(state, turn.turn, letter).flatMap((answer) => {
        const lane = findAttempt(turn, letter, answer.attempt);
        return lane && answer.text !== '' && !isRunning(answer) ? [{ lane, answer }] : [];
      }),
    ),
  );
}

/** Names an answer among those of a comparison. */
export function keyOf({ answer: { turn, lane, attempt } }: ListedAnswer): string {
  return `${turn} ${lane} ${attempt}`;
}

/** @returns the keys of the first two selected answers of the newest turn that has two; '' where there are none. */
export function twoOf(listed: readonly ListedAnswer[], record: ComparisonRecord | null): readonly [string, string] {
  const turns = [...(record?.turns ?? [])].reverse();
  for (const { turn, selected } of turns) {
    const own = listed.filter(({ answer }) => answer.turn === turn);
    const selectedAnswers = own.filter(({ answer: { lane, attempt } }) => {
      const newest = Math.max(
        ...own.filter((known) => known.answer.lane === lane).map((known) => known.answer.attempt),
      );
      return attempt === (selected[lane] ?? newest);
    });
    const [left, right] = selectedAnswers;
    if (left && right) return [keyOf(left), keyOf(right)];
  }
  return ['', ''];
}
