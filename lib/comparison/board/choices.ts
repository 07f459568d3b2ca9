/** A lane that had an answer, as a ballot knows it. A failed lane is not among them. */
export interface BallotAnswer {
  /** What the visitor counts as one model: its id and, for instance, its reasoning effort. Two lanes may have the same. */
  key: string;
  /** Whether the visitor chose it; only the verdict `best` looks at it. */
  chosen: boolean;
  /** How long the answer is; null where that is unknown. */
  words: number | null;
}

export interface Ballot {
  answers: readonly BallotAnswer[];
  /** `equal` and `bad` choose all answers. */
  verdict: 'best' | 'equal' | 'bad';
}

/** A ballot in the numbers of the choice model. One place in each list is one lane. */
export interface Choice {
  verdict: Ballot['verdict'];
  /** Who answered, ascending: the place of its key among all keys. A model's chosen lanes follow its lanes not chosen. */
  models: readonly number[];
  /** The lane's part of the one vote: 1 ÷ the number of chosen lanes, or 0. */
  votes: readonly number[];
  /** Of each answer; null where the length of any of them is unknown. */
  words: readonly number[] | null;
}

/** @returns the keys of all answers, in the order of their characters. */
export function keysOf(ballots: readonly Ballot[]): string[] {
  const keys = new Set<string>();
  for (const { answers } of ballots) for (const { key } of answers) keys.add(key);
  return [...keys].sort();
}

/** Whether a ballot compares anything: two different models, and a choice. */
export function compares({ answers, verdict }: Ballot): boolean {
  const hasChoice = verdict !== 'best' || answers.some(({ chosen }) => chosen);
  return hasChoice && answers.some(({ key }) => key !== answers[0]?.key);
}

/**
 * A model that sits in two lanes stands twice among the answers, and has two votes where both lanes are chosen. Either of its
 * lanes may win, so chance alone makes it win more often: counted once, it would look better than it is.
 *
 * @param keys in the order that `models` counts.
 * @returns the choices in an order that does not depend on the order of the ballots or of their lanes, so that sums of them do
 * not either, to the last bit.
 */
export function choicesOf(ballots: readonly Ballot[], keys: readonly string[]): Choice[] {
  const places = new Map(keys.map((key, place) => [key, place]));
  const choices = ballots.map(({ answers, verdict }): Choice => {
    const lanes = answers
      .map(({ key, chosen, words }) => ({
        model: places.get(key) ?? 0,
        vote: verdict !== 'best' || chosen ? 1 : 0,
        words: words ?? -1,
      }))
      .sort((left, right) => left.model - right.model || left.vote - right.vote || left.words - right.words);
    const chosenCount = lanes.reduce((sum, { vote }) => sum + vote, 0);
    return {
      verdict,
      models: lanes.map(({ model }) => model),
      votes: lanes.map(({ vote }) => vote / chosenCount),
      words: lanes.every(({ words }) => words >= 0) ? lanes.map(({ words }) => words) : null,
    };
  });
  return choices.sort(
    (left, right) =>
      differenceIn(left.models, right.models) ||
      differenceIn(left.votes, right.votes) ||
      differenceIn(left.words ?? [], right.words ?? []),
  );
}

/** @returns the first difference between two lists; of lists that begin alike the shorter is less. */
function differenceIn(left: readonly number[], right: readonly number[]): number {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

/** How often models met, and how each came off; a list of pairs has them at row · size + column. */
export interface Tally {
  /** Ballots with that model. */
  ballots: Int32Array;
  /** Those that found all answers bad. */
  bad: Int32Array;
  /** Ballots with both. */
  met: Int32Array;
  /** Those that chose the model of the row and not that of the column. */
  won: Int32Array;
}

export function tallyOf(choices: readonly Choice[], size: number): Tally {
  const ballots = new Int32Array(size);
  const bad = new Int32Array(size);
  const met = new Int32Array(size * size);
  const won = new Int32Array(size * size);
  const addOne = (counts: Int32Array, index: number) => {
    counts[index] = (counts[index] ?? 0) + 1;
  };
  for (const { verdict, models, votes } of choices) {
    const last = models.length - 1;
    for (let lane = 0; lane <= last; lane++) {
      const model = models[lane] ?? 0;
      // A model's last lane stands for it: that is a chosen one if any is.
      if (lane < last && model === models[lane + 1]) continue;
      addOne(ballots, model);
      if (verdict === 'bad') addOne(bad, model);
      const isChosen = (votes[lane] ?? 0) > 0;
      for (let rivalLane = 0; rivalLane <= last; rivalLane++) {
        const rival = models[rivalLane] ?? 0;
        if (rivalLane < last && rival === models[rivalLane + 1]) continue;
        addOne(met, model * size + rival);
        if (isChosen && votes[rivalLane] === 0) addOne(won, model * size + rival);
      }
    }
  }
  return { ballots, bad, met, won };
}
