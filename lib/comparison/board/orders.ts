import type { Strengths } from './choice-model';

/** An order is stated from a chance of 0.95 on that it is right: Φ of this many deviations. */
const STATED_SCORE = 1.6448536269514722;

/** So many more ballots are no advice. */
const MOST_MORE = 9999;

/** A difference of strengths: its most likely value, and the standard deviation of what is known of it. */
export interface Difference {
  mean: number;
  deviation: number;
}

/** @returns the strength of the first model less that of the second. */
export function differenceOf({ theta, covariance, size }: Strengths, first: number, second: number): Difference {
  const variance =
    (covariance[first * size + first] ?? 0) +
    (covariance[second * size + second] ?? 0) -
    2 * (covariance[first * size + second] ?? 0);
  return { mean: (theta[first] ?? 0) - (theta[second] ?? 0), deviation: Math.sqrt(Math.max(0, variance)) };
}

/**
 * Adding the same to all strengths changes no choice, so only the prior decides their sum: it is 0, and each row of V sums
 * to 1. That leaves of the usual double sum one term.
 *
 * @param strengths without a length, of two models at least.
 * @returns the strength of a model less the mean strength of all the rest.
 */
export function leadOf({ theta, covariance, size }: Strengths, model: number): Difference {
  const variance = covariance[model * size + model] ?? 0;
  return {
    mean: ((theta[model] ?? 0) * size) / (size - 1),
    deviation: Math.sqrt(Math.max(0, size * (size * variance - 1))) / (size - 1),
  };
}

/** @returns the chance that a difference is over 0. */
export function chanceAbove({ mean, deviation }: Difference): number {
  return normalBelow(mean / deviation);
}

/** Whether the chance that it is over 0 is 0.95 or more. */
function isStated({ mean, deviation }: Difference): boolean {
  return mean >= STATED_SCORE * deviation;
}

/**
 * The least and the greatest place that each of these models can have after the stated orders: below all that are stated above
 * it, above all that are stated below it.
 */
export function placesOf(strengths: Strengths, models: readonly number[]): [number, number][] {
  const places = models.map((): [number, number] => [1, models.length]);
  for (const [index, first] of models.entries()) {
    for (let later = index + 1; later < models.length; later++) {
      const difference = differenceOf(strengths, first, models[later] ?? 0);
      const [upper, lower] = difference.mean > 0 ? [places[index], places[later]] : [places[later], places[index]];
      if (!upper || !lower || !isStated({ ...difference, mean: Math.abs(difference.mean) })) continue;
      upper[1] -= 1;
      lower[0] += 1;
    }
  }
  return places;
}

/**
 * How many more ballots with both models would do to state the order, if they say what the ballots until now say. The pair is
 * read as two models alone, with the N votes and the share y for the first that give the same difference d and deviation.
 * Then N grows and y stays:
 *
 *     N · (y − p) = d/2    1/deviation² = N · p · (1 − p) + ½    p = 1 ÷ (1 + e^−d)
 *
 * It is exact for two models, and close for more.
 *
 * @param met how many ballots had both until now.
 * @returns 0 where the order is stated; null where no number would do, or none that is advice: the two never met, are as strong
 * as each other, or it would take more than 9,999.
 */
export function moreBallots({ mean, deviation }: Difference, met: number): number | null {
  if (isStated({ mean, deviation })) return 0;
  const chance = logistic(mean);
  const votes = (1 / deviation ** 2 - 0.5) / (chance * (1 - chance));
  if (met === 0 || mean <= 0 || votes <= 0) return null;
  const share = chance + mean / 2 / votes;
  const votesAt = (difference: number) => difference / 2 / (share - logistic(difference));
  const scoreAt = (difference: number) => {
    const p = logistic(difference);
    return difference * Math.sqrt(votesAt(difference) * p * (1 - p) + 0.5);
  };
  // At the upper end the prior alone would do, or the number of votes has no end.
  let low = mean;
  let high = Math.min(STATED_SCORE * Math.SQRT2, share < 1 ? Math.log(share / (1 - share)) : Number.POSITIVE_INFINITY);
  for (let halvings = 0; halvings < 32; halvings++) {
    const middle = (low + high) / 2;
    if (scoreAt(middle) < STATED_SCORE) low = middle;
    else high = middle;
  }
  const more = Math.max(1, Math.ceil(met * (votesAt(low) / votes - 1)));
  return more <= MOST_MORE ? more : null;
}

export function logistic(value: number): number {
  return 1 / (1 + Math.exp(-value));
}

/** Φ, the share of a standard normal below a value, to 1e-15 (Marsaglia 2004: its Taylor series times the density). */
function normalBelow(value: number): number {
  if (Math.abs(value) > FAR) return value < 0 ? 0 : 1;
  let term = value;
  let sum = value;
  for (let odd = 3; Math.abs(term) > SMALLEST_TERM; odd += 2) {
    term *= (value * value) / odd;
    sum += term;
  }
  return Math.min(1, Math.max(0, 0.5 + (sum * Math.exp((-value * value) / 2)) / Math.sqrt(2 * Math.PI)));
}

/** Beyond it less than 1e-15 of a standard normal is left. */
const FAR = 8;
const SMALLEST_TERM = 1e-17;
