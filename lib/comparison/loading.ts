import { type Answer, isRunning } from './answer';
import { shortSeconds } from './figure-words';
import { figuresOf } from './figures';
import type { ComparisonState } from './state';

/** So many later answers tell how soon a lane speaks once its model is loaded: a single one may have been quick by chance. */
const FEWEST_LATER = 2;

/** A first word that takes so many times as long has waited for something else. */
const LONGER = 5;

/**
 * What to say of an answer of an engine that had to load its model first: its first word took over five times as long as the
 * median of the lane's later answers by the same model, in later turns or attempts, at least two of them.
 *
 * @returns null where that is not so, or not known yet.
 */
export function loadingWords({ turns }: ComparisonState, answer: Answer): string | null {
  const first = firstWordOf(answer);
  if (first === null) return null;
  const later = turns
    .flatMap(({ answers }) => answers[answer.lane] ?? [])
    .filter((known) => known.model === answer.model && isLater(known, answer))
    .flatMap((known) => firstWordOf(known) ?? [])
    .sort((left, right) => left - right);
  const median = later.length < FEWEST_LATER ? null : medianOf(later);
  if (median === null || first <= LONGER * median) return null;
  return `Includes loading the model: the lane’s later answers began after ${shortSeconds(median)}.`;
}

function isLater(known: Answer, { turn, attempt }: Answer): boolean {
  return known.turn > turn || (known.turn === turn && known.attempt > attempt);
}

function firstWordOf(answer: Answer): number | null {
  return isRunning(answer) ? null : figuresOf(answer, null).firstWord;
}

/** @param sorted at least one. */
function medianOf(sorted: readonly number[]): number {
  const [low = 0, high = 0] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return (low + high) / 2;
}
