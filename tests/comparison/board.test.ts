import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { boardOf } from '@/lib/comparison/board';
import { fitStrengths } from '@/lib/comparison/board/choice-model';
import { type Ballot, type BallotAnswer, choicesOf, keysOf } from '@/lib/comparison/board/choices';
import { leadOf } from '@/lib/comparison/board/orders';
import { randomFrom } from '@/lib/models/demo/random';
import { randomBallots, type Simulation, type SimulationResult, shuffled, simulate } from '../support/random-ballots';

const answer = (key: string, chosen = false, words: number | null = null): BallotAnswer => ({ key, chosen, words });

/** A ballot between the letters; those written large are chosen. */
const ballot = (letters: string, verdict: Ballot['verdict'] = 'best'): Ballot => ({
  verdict,
  answers: [...letters].map((letter) => answer(letter.toLowerCase(), letter !== letter.toLowerCase())),
});
const times = <Item>(count: number, item: Item): Item[] => Array.from({ length: count }, () => item);
const duel = (won: number, lost: number) => [...times(won, ballot('Ab')), ...times(lost, ballot('aB'))];
const pairOf = (ballots: readonly Ballot[], above = 'a', below = 'b') =>
  boardOf(ballots).pairs.find((pair) => pair.above === above && pair.below === below);

const simulated = ({ boards = 300, ...simulation }: Partial<Simulation>): SimulationResult =>
  simulate({ seed: 14, boards, models: [2, 8], ballots: [4, 90], deviation: 0.7, ...simulation });

describe('two models', () => {
  test.each([
    [5, 0],
    [7, 1],
    [8, 2],
  ])('have an order after %i to %i', (won, lost) => {
    const board = boardOf(duel(won, lost));
    expect(board.pairs).toEqual([{ above: 'a', below: 'b', p: expect.any(Number), more: 0, won, lost }]);
    expect(board.pairs[0]?.p).toBeGreaterThanOrEqual(0.95);
    expect(board.models.map(({ key, places }) => [key, places])).toEqual([
      ['a', [1, 1]],
      ['b', [2, 2]],
    ]);
  });

  test.each([
    [4, 0, 1],
    [6, 1, 1],
    [9, 3, 2],
    [8, 6, 122],
  ])('have no order after %i to %i; %i more would do', (won, lost, more) => {
    const board = boardOf(duel(won, lost));
    expect(board.pairs[0]?.p).toBeLessThan(0.95);
    expect(board.pairs[0]?.more).toBe(more);
    expect(board.models.map(({ places }) => places)).toEqual([
      [1, 2],
      [1, 2],
    ]);
  });

  test('have an order once as many more ballots came as the board asked for, and not before', () => {
    // 8 to 6 and 122 more of the same are 136: nine times 14 is less, ten times is more.
    expect(pairOf(duel(72, 54))?.more).toBeGreaterThan(0);
    expect(pairOf(duel(80, 60))?.more).toBe(0);
  });

  test('that are as strong as each other get no advice on how many more ballots would do', () => {
    expect(pairOf(duel(5, 5))).toMatchObject({ p: 0.5, more: null, won: 5, lost: 5 });
  });

  test('are chosen as the prior and the ballots say, with an interval around it', () => {
    // θ = ½ · d, where 10 · (0.8 − p) = d/2 for p = 1 ÷ (1 + e^−d): worked out by hand.
    const { p, low, high } = boardOf(duel(8, 2)).models[0]?.chosen ?? { p: 0, low: 0, high: 0 };
    expect(10 * (0.8 - p)).toBeCloseTo(Math.log(p / (1 - p)) / 2, 8);
    const deviation = 1 / Math.sqrt(10 * p * (1 - p) + 0.5);
    expect(Math.log(high / (1 - high)) - Math.log(p / (1 - p))).toBeCloseTo(1.96 * deviation, 4);
    expect(Math.log(p / (1 - p)) - Math.log(low / (1 - low))).toBeCloseTo(1.96 * deviation, 4);
  });
});

describe('on simulated visitors', () => {
  test('the 95 % intervals hold the truth, and at most 5 % of the stated orders are wrong', () => {
    const { pairs, covered, stated, wrong } = simulated({});
    expect(stated).toBeGreaterThan(500);
    expect(covered / pairs).toBeGreaterThanOrEqual(0.94);
    expect(wrong / stated).toBeLessThanOrEqual(0.05);
  });

  test.each([2, 3, 4, 5, 6, 7, 8])('the same holds with %i models', (count) => {
    const { pairs, covered, stated, wrong } = simulated({ models: [count, count], boards: count === 2 ? 1500 : 150 });
    expect(covered / pairs).toBeGreaterThanOrEqual(0.94);
    expect(wrong / stated).toBeLessThanOrEqual(0.05);
  });

  test('twelve votes on pairs of four models are enough for honest intervals', () => {
    const { pairs, covered, stated, wrong } = simulated({ models: [4, 4], ballots: [12, 12], lanes: 2, boards: 1000 });
    expect(covered / pairs).toBeGreaterThanOrEqual(0.94);
    expect(wrong / stated).toBeLessThanOrEqual(0.05);
  });

  test.each<{ lanes: string; simulation: Partial<Simulation> }>([
    { lanes: 'any lanes', simulation: {} },
    { lanes: 'eight lanes with one best', simulation: { models: [8, 8], lanes: 8 } },
  ])('up to 20 ballots on $lanes give an order to at most 4 % of equal models', ({ simulation }) => {
    const { listed, stated } = simulated({ deviation: 0, ballots: [4, 20], ...simulation });
    expect(stated / listed).toBeLessThanOrEqual(0.04);
  });

  test('more ballots give an order to at most the 10 % of equal models that a chance of 95 % allows', () => {
    const { listed, stated } = simulated({ deviation: 0, ballots: [4, 90] });
    expect(stated / listed).toBeLessThanOrEqual(0.08);
    const many = simulated({ deviation: 0, ballots: [90, 400], boards: 60 });
    expect(many.stated / many.listed).toBeLessThanOrEqual(0.1);
  });
});

describe('the choice model', () => {
  const truth = [0.9, 0.4, 0, -0.2, -1.1];
  const ballots = randomBallots(randomFrom(14), truth, 80);
  const choices = choicesOf(ballots, keysOf(ballots));
  const strengths = fitStrengths(choices, truth.length);

  test('finds the strengths at which the loss has no slope', () => {
    const lossAt = (theta: readonly number[]) =>
      choices.reduce(
        (sum, { models, votes }) => {
          const total = Math.log(models.reduce((part, model) => part + Math.exp(theta[model] ?? 0), 0));
          return (
            sum - models.reduce((part, model, lane) => part + (votes[lane] ?? 0) * ((theta[model] ?? 0) - total), 0)
          );
        },
        theta.reduce((sum, value) => sum + value ** 2 / 2, 0),
      );
    const theta = [...strengths.theta];
    for (const model of theta.keys()) {
      const slope =
        (lossAt(theta.with(model, (theta[model] ?? 0) + 1e-4)) -
          lossAt(theta.with(model, (theta[model] ?? 0) - 1e-4))) /
        2e-4;
      expect(slope).toBeCloseTo(0, 5);
    }
  });

  test('tells how far a model leads the mean of the rest', () => {
    for (const model of truth.keys()) {
      const weights = truth.map((_, rival) => (rival === model ? 1 : -1 / (truth.length - 1)));
      const mean = weights.reduce((sum, weight, row) => sum + weight * (strengths.theta[row] ?? 0), 0);
      const variance = weights.reduce(
        (sum, left, row) =>
          weights.reduce(
            (part, right, column) => part + left * right * (strengths.covariance[row * truth.length + column] ?? 0),
            sum,
          ),
        0,
      );
      const lead = leadOf(strengths, model);
      expect(lead.mean).toBeCloseTo(mean, 9);
      expect(lead.deviation).toBeCloseTo(Math.sqrt(variance), 9);
    }
  });
});

describe('a board', () => {
  test('of no ballots is empty', () => {
    const empty = { ballots: 0, equal: 0, bad: 0, models: [], pairs: [], length: { longest: null, longer: null } };
    expect(boardOf([])).toEqual(empty);
    expect(boardOf([ballot(''), ballot('', 'equal')])).toEqual(empty);
  });

  test('leaves out ballots that compare nothing: one lane, one model in all lanes, nothing chosen', () => {
    expect(boardOf([ballot('A'), ballot('a', 'bad'), ballot('Aaa'), ballot('abc')]).ballots).toBe(0);
    const alone = [...duel(3, 1), ...times(9, ballot('A')), ...times(9, ballot('bB'))];
    expect(boardOf(alone)).toEqual(boardOf(duel(3, 1)));
  });

  test('lists no model with fewer than three ballots, but lets it count for the rest', () => {
    const board = boardOf([ballot('Ab'), ballot('Ac'), ballot('Ac'), ballot('Ab')]);
    expect(board.models.map(({ key, n, places }) => [key, n, places])).toEqual([['a', 4, [1, 1]]]);
    expect(board.models[0]?.chosen.p).toBeGreaterThan(0.7);
    expect(board.pairs).toEqual([]);
  });

  test('finds nobody stronger where all answers were equal or bad, and is the surer of it', () => {
    const all = boardOf([...times(6, ballot('abc', 'equal')), ...times(3, ballot('abc', 'bad'))]);
    expect(all).toMatchObject({ ballots: 9, equal: 6, bad: 3 });
    for (const { chosen, n, bad, places } of all.models) {
      expect([chosen.p, n, bad, places]).toEqual([0.5, 9, 3, [1, 3]]);
    }
    const widthOf = (ballots: Ballot[]) => {
      const { low, high } = boardOf(ballots).models[0]?.chosen ?? { low: 0, high: 0 };
      return high - low;
    };
    expect(widthOf(times(9, ballot('abc', 'equal')))).toBeLessThan(widthOf(times(3, ballot('abc', 'equal'))));
    expect(boardOf(times(4, ballot('AB')))).toMatchObject({ equal: 0, pairs: [{ p: 0.5, won: 0, lost: 0 }] });
  });

  test('shares one vote among several winners', () => {
    const { pairs } = boardOf(times(12, ballot('ABc')));
    expect(pairs.map(({ above, below, more, won }) => [above, below, more, won])).toEqual([
      ['a', 'b', null, 0],
      ['a', 'c', 0, 12],
      ['b', 'c', 0, 12],
    ]);
    expect(pairs[0]?.p).toBeCloseTo(0.5, 6);
  });

  test('gives a model in two lanes no credit for the second', () => {
    // Who chooses at random chooses the model with two of three lanes twice as often.
    const atRandom = [...times(8, ballot('Aab')), ...times(4, ballot('aaB'))];
    expect(pairOf(atRandom)?.p).toBeCloseTo(0.5, 6);
    expect(pairOf(times(6, ballot('aab', 'equal')))).toMatchObject({ p: 0.5, won: 0, lost: 0 });
    expect(boardOf(atRandom).models.map(({ n }) => n)).toEqual([12, 12]);
    expect(pairOf(atRandom)).toMatchObject({ won: 8, lost: 4 });
  });

  test('knows an order between models that never met, and gives no number of ballots for it', () => {
    const chain = [...times(3, ballot('Ab')), ...times(3, ballot('aB')), ...times(4, ballot('Bc'))];
    expect(pairOf(chain, 'a', 'c')).toMatchObject({ won: 0, lost: 0, more: null });
    const longer = [...times(12, ballot('Ab')), ...times(12, ballot('Bc'))];
    expect(pairOf(longer, 'a', 'c')).toMatchObject({ won: 0, lost: 0, more: 0 });
  });

  test('is finite where one model always wins, and with a hundred thousand ballots', () => {
    const boards = [duel(40, 0), duel(100_000, 0), times(20_000, ballot('Abcdefgh'))].map(boardOf);
    for (const { models, pairs } of boards) {
      for (const { low, p, high } of models.map(({ chosen }) => chosen)) {
        expect([low, p, high].every(Number.isFinite)).toBe(true);
        expect([0 < low, low < p, p < high, high < 1]).toEqual([true, true, true, true]);
      }
      expect(pairs.every(({ p }) => p >= 0.5 && p <= 1)).toBe(true);
    }
    expect(boards.map(({ models }) => models[0]?.places)).toEqual(times(3, [1, 1]));
  });
});

/** Ballots of any kind on few models, some with two lanes of one, with and without lengths. */
const ballotsArbitrary = fc.array(
  fc.record({
    verdict: fc.constantFrom<Ballot['verdict']>('best', 'best', 'best', 'equal', 'bad'),
    answers: fc.array(
      fc.record({
        key: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
        chosen: fc.boolean(),
        words: fc.oneof({ arbitrary: fc.nat(900), weight: 9 }, { arbitrary: fc.constant(null), weight: 1 }),
      }),
      { maxLength: 8 },
    ),
  }),
  { maxLength: 120, size: 'max' },
);

describe('any ballots', () => {
  test('give the same board, bit by bit, in whatever order they and their lanes come', () => {
    fc.assert(
      fc.property(ballotsArbitrary, fc.nat(), (ballots, seed) => {
        const random = randomFrom(seed);
        const mixed = shuffled(random, ballots).map(({ verdict, answers }) => ({
          verdict,
          answers: shuffled(random, answers),
        }));
        expect(boardOf(mixed)).toEqual(boardOf(ballots));
      }),
      { seed: 14, numRuns: 60 },
    );
  });

  test('give places that follow from the stated orders, the stronger first', () => {
    fc.assert(
      fc.property(ballotsArbitrary, (ballots) => {
        const { models, pairs } = boardOf(ballots);
        const stated = pairs.filter(({ more }) => more === 0);
        expect(stated).toEqual(pairs.filter(({ p }) => p >= 0.95));
        for (const [index, { key, places, chosen }] of models.entries()) {
          const above = stated.filter(({ below }) => below === key).length;
          const below = stated.filter(({ above }) => above === key).length;
          expect(places).toEqual([above + 1, models.length - below]);
          expect(chosen.p).toBeLessThanOrEqual((models[index - 1]?.chosen.p ?? 1) + 1e-9);
        }
        expect(pairs).toHaveLength((models.length * (models.length - 1)) / 2);
      }),
      { seed: 14, numRuns: 60 },
    );
  });
});

/** Ballots in which answer lengths are known; the one written large is chosen. */
const measured = (letters: string, ...words: number[]): Ballot => ({
  verdict: 'best',
  answers: ballot(letters).answers.map((given, index) => ({ ...given, words: words[index] ?? null })),
});

describe('length', () => {
  test('says from twelve ballots how often the longest answer was chosen, beside chance', () => {
    const ballots = [...times(9, measured('Abc', 300, 200, 100)), ...times(3, measured('aBc', 300, 200, 100))];
    // Σ_{k≥9} C(12, k) · 2^(12 − k) ÷ 3^12
    const p = (220 * 8 + 66 * 4 + 12 * 2 + 1) / 3 ** 12;
    expect(boardOf(ballots).length.longest).toEqual({
      ballots: 12,
      chosen: 9,
      byChance: expect.closeTo(4, 9),
      p: expect.closeTo(p, 9),
    });
    expect(boardOf(ballots.slice(1)).length.longest).toBeNull();
  });

  test('counts each ballot with its own chance where their lanes differ in number', () => {
    const ballots = [...times(6, measured('Ab', 300, 200)), ...times(6, measured('Abcd', 300, 200, 100, 50))];
    const { byChance, p } = boardOf(ballots).length.longest ?? { byChance: 0, p: 0 };
    expect(byChance).toBeCloseTo(6 / 2 + 6 / 4, 9);
    expect(p).toBeCloseTo((1 / 2) ** 6 * (1 / 4) ** 6, 9);
  });

  test('leaves out ballots that choose all, ties for the longest, and unknown lengths', () => {
    const ballots = times(12, measured('Ab', 300, 200));
    const silent = [
      measured('Ab', 300, 300),
      measured('AB', 300, 200),
      measured('Ab', 300),
      { ...measured('ab', 300, 200), verdict: 'bad' as const },
    ];
    expect(boardOf([...ballots, ...silent]).length.longest).toEqual(boardOf(ballots).length.longest);
  });

  test('explains from sixty ballots a model that won by its length, and leaves one that won without', () => {
    // Whoever writes more wins; a writes more than b most often.
    const byLength = [...times(45, measured('Ab', 400, 200)), ...times(25, measured('aB', 200, 400))];
    const { models, length } = boardOf(byLength);
    expect(models.map(({ places }) => places)).toEqual([
      [1, 1],
      [2, 2],
    ]);
    expect(models.map(({ placesAtSameLength }) => placesAtSameLength)).toEqual([
      [1, 2],
      [1, 2],
    ]);
    expect(length.longer?.low).toBeGreaterThan(0.6);

    const byWorth = [
      ...times(20, measured('Ab', 200, 400)),
      ...times(25, measured('Ab', 400, 200)),
      ...times(20, measured('aB', 300, 300)),
    ];
    expect(boardOf(byWorth).models.map(({ placesAtSameLength }) => placesAtSameLength)).toEqual([
      [1, 1],
      [2, 2],
    ]);
  });

  test('says nothing of places below sixty ballots of known lengths, nor where all answers are as long', () => {
    const few = [...times(59, measured('Ab', 400, 200)), ...times(30, ballot('Ab'))];
    expect(boardOf(few)).toMatchObject({ length: { longer: null }, models: times(2, { placesAtSameLength: null }) });
    const even = boardOf(times(70, measured('Ab', 300, 300)));
    expect(even.models.map(({ places }) => places)).toEqual(
      even.models.map(({ placesAtSameLength }) => placesAtSameLength),
    );
    expect(even.length.longer?.p).toBe(0.5);
  });
});
