import type { Choice } from './choices';

/** Below it a share of choices says nothing. */
const FEWEST_FOR_LONGEST = 12;

/** How often the longest answer was chosen, beside chance. */
export interface LongestChosen {
  /** Ballots with a longest answer, and with an answer that was not chosen. */
  ballots: number;
  chosen: number;
  /** How many a visitor would choose who does not read: in each ballot as many answers as were chosen, at random. */
  byChance: number;
  /** The chance that such a visitor chooses the longest as often or more often. */
  p: number;
}

/**
 * Left out are ballots that choose all answers, those where two answers are longest, and those of unknown lengths. Where the
 * chances differ between ballots, p is that of the Poisson binomial distribution, exactly; where they are the same, that is
 * the binomial one. O(ballots²).
 *
 * @returns null below 12 ballots.
 */
export function longestChosen(choices: readonly Choice[]): LongestChosen | null {
  const trials = choices.flatMap(({ models, votes, words }) => {
    if (words === null || votes.every((vote) => vote > 0)) return [];
    const most = Math.max(...words);
    const longest = words.indexOf(most);
    if (words.lastIndexOf(most) !== longest) return [];
    const chance = votes.filter((vote) => vote > 0).length / models.length;
    return [{ chance, success: (votes[longest] ?? 0) > 0 }];
  });
  if (trials.length < FEWEST_FOR_LONGEST) return null;
  const chosen = trials.filter(({ success }) => success).length;
  const chances = trials.map(({ chance }) => chance);
  return {
    ballots: trials.length,
    chosen,
    byChance: chances.reduce((sum, chance) => sum + chance, 0),
    p: chanceOfAtLeast(chosen, chances),
  };
}

/** The chance of that many successes or more in trials that each have a chance of their own. */
function chanceOfAtLeast(least: number, chances: readonly number[]): number {
  /** The chance of each number of successes below `least` so far. */
  const below = new Float64Array(least).fill(1, 0, 1);
  for (const [trial, chance] of chances.entries()) {
    let fewer = 0;
    for (let successes = 0; successes < least && successes <= trial + 1; successes++) {
      const before = below[successes] ?? 0;
      below[successes] = before * (1 - chance) + fewer * chance;
      fewer = before;
    }
  }
  return Math.max(0, 1 - below.reduce((sum, part) => sum + part, 0));
}

/** In how many ballots the length of every answer is known. */
export function measuredBallots(choices: readonly Choice[]): number {
  return choices.filter(({ words }) => words !== null).length;
}

/**
 * @returns of each answer of each choice the logarithm of its words, less the mean of all and by their standard deviation; 0
 * where the lengths of a ballot are unknown, which then says nothing about length. An answer without a word counts as one word.
 */
export function standardLengths(choices: readonly Choice[]): number[][] {
  const logs = choices.map(({ words }) => words?.map((count) => Math.log(Math.max(1, count))) ?? null);
  let known = 0;
  let mean = 0;
  let squares = 0;
  // Welford's method: the variance stays exact where all answers are about as long.
  for (const list of logs) {
    for (const log of list ?? []) {
      known += 1;
      const distance = log - mean;
      mean += distance / known;
      squares += distance * (log - mean);
    }
  }
  // Where all answers are of the same length, length explains nothing.
  const scale = squares > 1e-12 * known ? Math.sqrt(known / squares) : 0;
  return choices.map(({ models }, index) => logs[index]?.map((log) => (log - mean) * scale) ?? models.map(() => 0));
}
