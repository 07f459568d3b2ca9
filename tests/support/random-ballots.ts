import { boardOf } from '@/lib/comparison/board';
import { fitStrengths } from '@/lib/comparison/board/choice-model';
import { type Ballot, choicesOf } from '@/lib/comparison/board/choices';
import { differenceOf } from '@/lib/comparison/board/orders';
import { type Random, randomFrom } from '@/lib/models/demo/random';

/** Many boards of visitors who choose as the choice model says. */
export interface Simulation {
  seed: number;
  boards: number;
  /** How many models, and how many ballots; each board takes both at random from these. */
  models: readonly [least: number, most: number];
  ballots: readonly [least: number, most: number];
  /** How many lanes a ballot has; without it 2 to as many as there are models, all the same often. */
  lanes?: number;
  /** Of the models' true strengths; 0 makes them equal. */
  deviation: number;
}

/** What came of it, in pairs of models. */
export interface SimulationResult {
  /** All pairs, and those whose true difference is within the 95 % interval. */
  pairs: number;
  covered: number;
  /** Pairs of models on the board, those whose order it states, and those of them that it states wrongly. */
  listed: number;
  stated: number;
  wrong: number;
}

export function simulate({ seed, boards, models, ballots, lanes, deviation }: Simulation): SimulationResult {
  const random = randomFrom(seed);
  const result: SimulationResult = { pairs: 0, covered: 0, listed: 0, stated: 0, wrong: 0 };
  for (let board = 0; board < boards; board++) {
    const strengths = Array.from({ length: integerFrom(random, models) }, () => deviation * normalFrom(random));
    const cast = randomBallots(random, strengths, integerFrom(random, ballots), lanes);
    const truth = new Map(strengths.map((strength, model) => [keyOf(model), strength]));
    countCovered(result, cast, truth);
    for (const { above, below, more } of boardOf(cast).pairs) {
      result.listed += 1;
      if (more !== 0) continue;
      result.stated += 1;
      // Where both are equal, every stated order is wrong.
      if ((truth.get(above) ?? 0) <= (truth.get(below) ?? 0)) result.wrong += 1;
    }
  }
  return result;
}

/** Adds the pairs of all models, on the board or not. */
function countCovered(result: SimulationResult, ballots: readonly Ballot[], truth: ReadonlyMap<string, number>): void {
  const strengths = fitStrengths(choicesOf(ballots, [...truth.keys()]), truth.size);
  const values = [...truth.values()];
  for (const [first, left] of values.entries()) {
    for (const [second, right] of values.slice(0, first).entries()) {
      const { mean, deviation } = differenceOf(strengths, first, second);
      result.pairs += 1;
      if (Math.abs(mean - (left - right)) <= 1.959964 * deviation) result.covered += 1;
    }
  }
}

/** @returns ballots with one winner each, whose chance grows with e to its strength. Lengths are unknown. */
export function randomBallots(random: Random, strengths: readonly number[], count: number, lanes?: number): Ballot[] {
  return Array.from({ length: count }, () => {
    const laneCount = lanes ?? integerFrom(random, [2, strengths.length]);
    const models = shuffled(
      random,
      strengths.map((_, model) => model),
    ).slice(0, laneCount);
    const winner = weighted(
      random,
      models.map((model) => Math.exp(strengths[model] ?? 0)),
    );
    return {
      verdict: 'best',
      answers: models.map((model, lane) => ({ key: keyOf(model), chosen: lane === winner, words: null })),
    };
  });
}

function keyOf(model: number): string {
  return `m/${String(model).padStart(2, '0')}`;
}

export function integerFrom(random: Random, [least, most]: readonly [number, number]): number {
  return least + Math.floor(random() * (most - least + 1));
}

export function shuffled<Item>(random: Random, items: readonly Item[]): Item[] {
  return items
    .map((item) => ({ item, rank: random() }))
    .sort((left, right) => left.rank - right.rank)
    .map(({ item }) => item);
}

function weighted(random: Random, weights: readonly number[]): number {
  let left = random() * weights.reduce((sum, weight) => sum + weight, 0);
  const index = weights.findIndex((weight) => {
    left -= weight;
    return left < 0;
  });
  return index === -1 ? weights.length - 1 : index;
}

/** A standard normal number (Box and Muller). */
export function normalFrom(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
