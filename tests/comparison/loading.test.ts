import { expect, test } from 'vitest';
import type { Answer } from '@/lib/comparison/answer';
import { loadingWords } from '@/lib/comparison/loading';
import { emptyState } from '@/lib/comparison/state';
import { answerOf, done, text, who } from '../support/lane-events';

/** An answer that began its text so many ms after its call. */
function answerAfter(ms: number, place: Partial<Answer> = {}): Answer {
  return { ...answerOf(text(100 + ms), done(200 + ms)), ...place } as Answer;
}

/** What is said of the first answer. */
function wordsOf(...answers: Answer[]): string | null {
  const turns = answers.map((answer, index) => ({
    turn: answer.turn + index,
    answers: { [who.lane]: [{ ...answer, turn: answer.turn + index }] },
  }));
  const first = turns[0]?.answers[who.lane]?.[0];
  return first ? loadingWords({ ...emptyState, turns }, first) : null;
}

test('a first word that took over five times the median of the later ones includes loading the model', () => {
  expect(wordsOf(answerAfter(20_000), answerAfter(800), answerAfter(900), answerAfter(4000))).toBe(
    'Includes loading the model: the lane’s later answers began after 0.90 s.',
  );
  expect(wordsOf(answerAfter(5000), answerAfter(1000), answerAfter(1000))).toBeNull();
  expect(wordsOf(answerAfter(5001), answerAfter(1000), answerAfter(1000))).toContain('after 1.00 s');
});

test('one later answer proves nothing, and none of another model does', () => {
  expect(wordsOf(answerAfter(20_000), answerAfter(800))).toBeNull();
  const other = answerAfter(800, { model: 'vendor/other' });
  expect(wordsOf(answerAfter(20_000), other, other, answerAfter(800))).toBeNull();
});

test('an answer that still runs, or has no word, says nothing of it', () => {
  const later = [answerAfter(800), answerAfter(800)];
  expect(wordsOf(answerOf(text(20_000)), ...later)).toBeNull();
  expect(wordsOf(answerOf(done(20_000)), ...later)).toBeNull();
});

test('the queue is no loading', () => {
  const queue = { from: 100, to: 19_300 };
  expect(wordsOf(answerAfter(20_000, { queue }), answerAfter(800), answerAfter(800))).toBeNull();
});
