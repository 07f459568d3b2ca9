import type { Choice } from './choices';
import { choleskyOf, inverseOf, solve } from './symmetric-matrix';

/** Before any ballot, of β; that of a θ is 1. */
const LENGTH_DEVIATION = 0.5;
const LONGEST_STEP = 2;
const SMALLEST_STEP = 1e-8;
/** Six are usual, twenty with 100,000 ballots for one model. It only makes sure of an end. */
const MOST_STEPS = 100;

/** What the ballots say about the strengths: a normal distribution of them all. */
export interface Strengths {
  /** The most likely strengths θ, by model. */
  theta: Float64Array;
  /** Their covariance V, row after row. With β it has one more row and column than there are models. */
  covariance: Float64Array;
  /** How many rows it has. */
  size: number;
  /** What one standard deviation of log words adds to a strength; null where length does not count. */
  beta: number | null;
}

/**
 * A choice model with a prior (multinomial logit; for two models it is that of Bradley and Terry). A visitor who sees the
 * answers S chooses w with probability e^θ_w ÷ Σ e^θ_i over S; the chosen ones T share one vote. Before any ballot each θ
 * is normal with deviation 1, so few ballots say little. Minimises
 *
 *     loss(θ) = − Σ_b (1/|T|) Σ_{w∈T} [θ_w − log Σ_{i∈S} e^θ_i] + ½ Σ θ_i²
 *
 * by Newton's method from 0. V is the inverse of the second derivative there (Laplace's approximation).
 *
 * @param lengths of each choice's answers, if length counts: θ_w + β · length stands for θ_w, β normal with deviation 0.5.
 */
export function fitStrengths(
  choices: readonly Choice[],
  modelCount: number,
  lengths: readonly (readonly number[])[] | null = null,
): Strengths {
  const lanes = lanesOf(choices, lengths);
  const size = modelCount + (lengths === null ? 0 : 1);
  const values = new Float64Array(size);
  for (let steps = 0; ; steps++) {
    const { gradient, curvature } = derivativesAt(values, lanes, lengths !== null);
    const factor = choleskyOf(curvature, size);
    const step = solve(factor, gradient);
    const longest = step.reduce((most, part) => Math.max(most, Math.abs(part)), 0);
    const scale = Math.min(1, LONGEST_STEP / longest);
    if (longest < SMALLEST_STEP || steps === MOST_STEPS) {
      const beta = lengths === null ? null : (values[modelCount] ?? 0);
      return { theta: values.subarray(0, modelCount), covariance: inverseOf(factor, size), size, beta };
    }
    for (let index = 0; index < size; index++) values[index] = (values[index] ?? 0) - scale * (step[index] ?? 0);
  }
}

/** The lanes of all choices, one after another: as flat lists a step over thousands of ballots takes milliseconds. */
interface Lanes {
  /** Where each choice's lanes end; they begin where those of the choice before end. */
  ends: Int32Array;
  models: Int32Array;
  votes: Float64Array;
  lengths: Float64Array;
}

function lanesOf(choices: readonly Choice[], lengths: readonly (readonly number[])[] | null): Lanes {
  const laneCount = choices.reduce((sum, choice) => sum + choice.models.length, 0);
  const lanes: Lanes = {
    ends: new Int32Array(choices.length),
    models: new Int32Array(laneCount),
    votes: new Float64Array(laneCount),
    lengths: new Float64Array(laneCount),
  };
  let end = 0;
  for (const [index, { models, votes }] of choices.entries()) {
    lanes.models.set(models, end);
    lanes.votes.set(votes, end);
    lanes.lengths.set(lengths?.[index] ?? [], end);
    end += models.length;
    lanes.ends[index] = end;
  }
  return lanes;
}

/** First and second derivative of the loss; of the second only the lower triangle. */
function derivativesAt(values: Float64Array, lanes: Lanes, hasLength: boolean) {
  const { ends, models, votes, lengths } = lanes;
  const size = values.length;
  const last = size - 1;
  const beta = hasLength ? (values[last] ?? 0) : 0;
  const gradient = Float64Array.from(values);
  const curvature = new Float64Array(size * size);
  for (let index = 0; index < size; index++) curvature[index * size + index] = 1;
  if (hasLength) {
    gradient[last] = beta / LENGTH_DEVIATION ** 2;
    curvature[size * size - 1] = 1 / LENGTH_DEVIATION ** 2;
  }
  const addTo = (sums: Float64Array, index: number, part: number) => {
    sums[index] = (sums[index] ?? 0) + part;
  };
  const chances = new Float64Array(models.length);
  let begin = 0;
  for (let choice = 0; choice < ends.length; choice++) {
    const end = ends[choice] ?? 0;
    for (let lane = begin; lane < end; lane++) {
      chances[lane] = (values[models[lane] ?? 0] ?? 0) + beta * (lengths[lane] ?? 0);
    }
    softmax(chances, begin, end);
    let meanLength = 0;
    for (let lane = begin; lane < end; lane++) meanLength += (chances[lane] ?? 0) * (lengths[lane] ?? 0);
    for (let lane = begin; lane < end; lane++) {
      const model = models[lane] ?? 0;
      const chance = chances[lane] ?? 0;
      const surprise = chance - (votes[lane] ?? 0);
      addTo(gradient, model, surprise);
      addTo(curvature, model * size + model, chance * (1 - chance));
      const row = model * size;
      for (let before = begin; before < lane; before++) {
        const cell = row + (models[before] ?? 0);
        // Two lanes of one model meet on the diagonal, which has both halves.
        const both = models[before] === model ? 2 * chance : chance;
        curvature[cell] = (curvature[cell] ?? 0) - both * (chances[before] ?? 0);
      }
      if (!hasLength) continue;
      const distance = (lengths[lane] ?? 0) - meanLength;
      addTo(gradient, last, surprise * (lengths[lane] ?? 0));
      addTo(curvature, last * size + model, chance * distance);
      addTo(curvature, size * size - 1, chance * distance * distance);
    }
    begin = end;
  }
  return { gradient, curvature };
}

/** Turns scores into chances, in place. The greatest is subtracted first, so that no exponential overflows. */
function softmax(scores: Float64Array, begin: number, end: number): void {
  let greatest = Number.NEGATIVE_INFINITY;
  for (let index = begin; index < end; index++) greatest = Math.max(greatest, scores[index] ?? 0);
  let sum = 0;
  for (let index = begin; index < end; index++) {
    const part = Math.exp((scores[index] ?? 0) - greatest);
    scores[index] = part;
    sum += part;
  }
  for (let index = begin; index < end; index++) scores[index] = (scores[index] ?? 0) / sum;
}
