import { fitStrengths, type Strengths } from './board/choice-model';
import { type Ballot, choicesOf, compares, keysOf, type Tally, tallyOf } from './board/choices';
import { type LongestChosen, longestChosen, measuredBallots, standardLengths } from './board/lengths';
import { chanceAbove, type Difference, differenceOf, leadOf, logistic, moreBallots, placesOf } from './board/orders';

/** A model with fewer stands on no board. */
const FEWEST_BALLOTS = 3;
/** With fewer, the effect of length and that of the models cannot be told apart. */
const FEWEST_FOR_LENGTH = 60;
/** A standard normal is within it with 95 %. */
const WIDTH_95 = 1.959963984540054;

/** A share and its 95 % interval, from 0 to 1. */
export interface Interval {
  p: number;
  low: number;
  high: number;
}

export interface BoardModel {
  key: string;
  /** The best and the worst place that the stated orders leave. */
  places: [number, number];
  /** The same, had all answers been of the same length; null below 60 ballots of known lengths. */
  placesAtSameLength: [number, number] | null;
  /** How often it would be chosen beside one average answer of the rest. */
  chosen: Interval;
  /** Ballots with it. */
  n: number;
  /** Those that found all answers bad. */
  bad: number;
}

export interface BoardPair {
  /** The stronger one, as far as is known. */
  above: string;
  below: string;
  /** The chance that the order is right. It is stated from 0.95 on. */
  p: number;
  /** How many ballots like those until now are missing to state it: 0 where it is, null where no number is advice. */
  more: number | null;
  /** How many ballots chose the stronger and not the weaker, and the weaker and not the stronger. */
  won: number;
  lost: number;
}

export interface Board {
  /** Ballots that compare two models or more; of them, those that found all answers equal, or all bad. */
  ballots: number;
  equal: number;
  bad: number;
  /** The strongest first. */
  models: BoardModel[];
  /** Every two of the models, in the order of the models. */
  pairs: BoardPair[];
  length: {
    /** Null below 12 ballots. */
    longest: LongestChosen | null;
    /**
     * How often the longer of two answers by equal models would be chosen, if it is longer by one standard deviation of log
     * words; null below 60 ballots of known lengths.
     */
    longer: Interval | null;
  };
}

/**
 * What ballots say about models, and no more than they say; `docs/board.md` tells how. The same ballots give the same board, to the
 * last bit, in whatever order they and their lanes come.
 */
export function boardOf(ballots: readonly Ballot[]): Board {
  const comparing = ballots.filter(compares);
  const keys = keysOf(comparing);
  const choices = choicesOf(comparing, keys);
  const tally = tallyOf(choices, keys.length);
  const strengths = fitStrengths(choices, keys.length);
  const atSameLength =
    measuredBallots(choices) < FEWEST_FOR_LENGTH ? null : fitStrengths(choices, keys.length, standardLengths(choices));
  const listed = keys
    .map((_, model) => model)
    .filter((model) => (tally.ballots[model] ?? 0) >= FEWEST_BALLOTS)
    .sort((left, right) => (strengths.theta[right] ?? 0) - (strengths.theta[left] ?? 0));
  const places = placesOf(strengths, listed);
  const evenPlaces = atSameLength && placesOf(atSameLength, listed);
  return {
    ballots: comparing.length,
    equal: comparing.filter(({ verdict }) => verdict === 'equal').length,
    bad: comparing.filter(({ verdict }) => verdict === 'bad').length,
    models: listed.map((model, index) => ({
      key: keys[model] ?? '',
      places: places[index] ?? [1, listed.length],
      placesAtSameLength: evenPlaces?.[index] ?? null,
      chosen: intervalOf(leadOf(strengths, model)),
      n: tally.ballots[model] ?? 0,
      bad: tally.bad[model] ?? 0,
    })),
    pairs: listed.flatMap((first, index) =>
      listed.slice(index + 1).map((second) => pairOf(strengths, tally, keys, first, second)),
    ),
    length: { longest: longestChosen(choices), longer: atSameLength && longerOf(atSameLength) },
  };
}

function pairOf(
  strengths: Strengths,
  { met, won }: Tally,
  keys: readonly string[],
  first: number,
  second: number,
): BoardPair {
  const difference = differenceOf(strengths, first, second);
  return {
    above: keys[first] ?? '',
    below: keys[second] ?? '',
    p: chanceAbove(difference),
    more: moreBallots(difference, met[first * keys.length + second] ?? 0),
    won: won[first * keys.length + second] ?? 0,
    lost: won[second * keys.length + first] ?? 0,
  };
}

function longerOf({ beta, covariance }: Strengths): Interval | null {
  return beta === null ? null : intervalOf({ mean: beta, deviation: Math.sqrt(covariance.at(-1) ?? 0) });
}

function intervalOf({ mean, deviation }: Difference): Interval {
  return {
    p: logistic(mean),
    low: logistic(mean - WIDTH_95 * deviation),
    high: logistic(mean + WIDTH_95 * deviation),
  };
}
