import type { Ballot } from '@/lib/protocol/ballot';
import { LANE_LETTERS, type Lane } from '@/lib/protocol/lane';
import type { PollCounts, Proportion } from '@/lib/protocol/poll-counts';

interface CountedBallot extends Pick<Ballot, 'verdict' | 'best'> {
  /** What could be chosen. */
  readonly answers: readonly { readonly lane: Lane }[];
}

/** @returns what the ballots of a turn say, by lane. */
export function countBallots(ballots: readonly CountedBallot[]): PollCounts {
  const judged = LANE_LETTERS.filter((letter) =>
    ballots.some(({ answers }) => answers.some(({ lane }) => lane === letter)),
  );
  const counts = judged.map((lane) => ({ lane, count: ballots.filter(({ best }) => best.includes(lane)).length }));
  return {
    ballots: ballots.length,
    best: Object.fromEntries(counts.map(({ lane, count }) => [lane, count])),
    equal: ballots.filter(({ verdict }) => verdict === 'equal').length,
    bad: ballots.filter(({ verdict }) => verdict === 'bad').length,
    chosen: Object.fromEntries(counts.map(({ lane, count }) => [lane, proportionOf(count, ballots.length)])),
  };
}

/** The normal distribution has 95 % of its mass within as many standard deviations of its mean. */
const Z = 1.959964;

/**
 * A proportion with its 95 % interval, Wilson's score interval: it stays within 0 and 1, and is honest of few ballots.
 * https://doi.org/10.1080/01621459.1927.10502953
 *
 * @param all at least 1.
 */
export function proportionOf(count: number, all: number): Proportion {
  const p = count / all;
  const weight = 1 + Z ** 2 / all;
  const middle = (p + Z ** 2 / (2 * all)) / weight;
  const half = (Z * Math.sqrt((p * (1 - p)) / all + Z ** 2 / (4 * all ** 2))) / weight;
  // Rounding must not put the ends past 0 and 1.
  return { p, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}
