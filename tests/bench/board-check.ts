import { type Board, type BoardPair, boardOf } from '@/lib/comparison/board';
import type { Ballot } from '@/lib/comparison/board/choices';
import { randomFrom } from '@/lib/models/demo/random';
import { integerFrom, normalFrom, randomBallots, type Simulation, simulate } from '../support/random-ballots';
import { median, short } from './figures';

const SEED = 14;
const ANY: Simulation = { seed: SEED, boards: 1000, models: [2, 8], ballots: [4, 90], deviation: 0.7 };
const BEST_OF_8: Simulation = { ...ANY, models: [8, 8], lanes: 8, deviation: 0 };

const DIFFERENT: readonly Simulation[] = [
  ANY,
  { ...ANY, models: [2, 2] },
  { ...ANY, models: [8, 8] },
  // So few state so little that it takes many boards to see how much of it is wrong.
  { ...ANY, ballots: [4, 4], boards: 20_000 },
  { ...ANY, ballots: [4, 12] },
  { ...ANY, ballots: [13, 30] },
  { ...ANY, ballots: [31, 90] },
  { ...ANY, models: [4, 4], ballots: [12, 12], lanes: 2 },
];
const EQUAL: readonly Simulation[] = [
  { ...ANY, deviation: 0, ballots: [4, 12] },
  { ...ANY, deviation: 0, ballots: [4, 20] },
  { ...ANY, deviation: 0, ballots: [21, 90] },
  { ...ANY, deviation: 0 },
  { ...BEST_OF_8, ballots: [4, 12] },
  { ...BEST_OF_8, ballots: [4, 20] },
  { ...BEST_OF_8, ballots: [21, 90] },
  BEST_OF_8,
];
const DUELS = ['5:0', '7:1', '8:2', '4:0', '6:1', '9:3', '11:3', '8:6'] as const;

/** `npm run board:check`: prints what `docs/board.md` claims of the board, on simulated visitors. */
export default async function checkBoard(): Promise<void> {
  print(`Seed ${SEED}.\n`);
  print(
    tableOf([
      [
        'models',
        'ballots',
        'lanes a ballot',
        'true strengths',
        'boards',
        'pairs',
        'interval holds',
        'order stated',
        'of them wrong',
      ],
      ...[...DIFFERENT, ...EQUAL].map(simulationRow),
    ]),
  );
  print(tableOf([['two models', 'chance that the order is right', 'more of the same'], ...DUELS.map(duelRow)]));
  print(repeatsText());
  print(
    tableOf([
      ['60 models, 2,000 ballots of 8 lanes', 'median of 20', 'least', 'the first'],
      ['lengths unknown', ...timesOf(false)],
      ['lengths known, so fitted twice', ...timesOf(true)],
    ]),
  );
}

function simulationRow(simulation: Simulation): string[] {
  const { models, ballots, lanes, deviation, boards } = simulation;
  const { pairs, covered, listed, stated, wrong } = simulate(simulation);
  return [
    rangeOf(models),
    rangeOf(ballots),
    lanes ? String(lanes) : rangeOf([2, models[1]]),
    deviation === 0 ? 'equal' : `normal, deviation ${deviation}`,
    String(boards),
    String(pairs),
    percent(covered / pairs),
    percent(stated / listed),
    deviation === 0 ? 'all' : percent(wrong / stated),
  ];
}

function duelRow(score: (typeof DUELS)[number]): string[] {
  const [won = 0, lost = 0] = score.split(':').map(Number);
  const [pair] = boardOf([...duels(won, true), ...duels(lost, false)]).pairs;
  return [score, percent(pair?.p ?? 0), pair?.more === 0 ? 'stated' : String(pair?.more)];
}

function duels(count: number, isWon: boolean): Ballot[] {
  const answers = [true, false].map((isFirst) => ({
    key: isFirst ? 'a' : 'b',
    chosen: isFirst === isWon,
    words: null,
  }));
  return Array.from({ length: count }, () => ({ verdict: 'best', answers }));
}

/**
 * How well the board says how many more ballots would do: all ballots of a board are repeated until a pair has an order, up to
 * ten times, and the number of repeats is compared with the announced one.
 */
function repeatsText(): string {
  const random = randomFrom(SEED);
  const misses = Array.from({ length: 150 }, () => {
    const strengths = Array.from({ length: integerFrom(random, [3, 8]) }, () => 0.7 * normalFrom(random));
    const ballots = randomBallots(random, strengths, integerFrom(random, [8, 60]));
    const repeated = Array.from({ length: 11 }, (_, times) =>
      boardOf(
        Array(times + 1)
          .fill(ballots)
          .flat(),
      ),
    );
    const isStatedIn = ({ pairs }: Board, pair: BoardPair) =>
      pairs.some(({ above, below, more }) => above === pair.above && below === pair.below && more === 0);
    return (repeated[0]?.pairs ?? []).flatMap((pair) => {
      const { above, below, more } = pair;
      const met = ballots.filter(({ answers }) => [above, below].every((key) => answers.some((a) => a.key === key)));
      const announced = Math.ceil(1 + (more ?? 0) / met.length);
      if (!more || announced > 10) return [];
      const needed = repeated.findIndex((board) => isStatedIn(board, pair)) + 1 || Number.POSITIVE_INFINITY;
      return [Math.abs(needed - announced)];
    });
  }).flat();
  const shareUpTo = (most: number) => percent(misses.filter((miss) => miss <= most).length / misses.length);
  return (
    `“More like these” on boards of 3–8 models, ${misses.length} pairs: the number of times that all ballots had to be ` +
    `repeated\nwas announced rightly for ${shareUpTo(0)}, and off by one at most for ${shareUpTo(1)}.\n`
  );
}

/** ms that a large board takes: the median and the least of 20 once the code is compiled, and the first of all. */
function timesOf(hasLengths: boolean): string[] {
  const random = randomFrom(SEED);
  const strengths = Array.from({ length: 60 }, (_, model) => (model % 7) / 4);
  const ballots = randomBallots(random, strengths, 2000, 8).map(({ verdict, answers }) => ({
    verdict,
    answers: answers.map((answer) => ({ ...answer, words: hasLengths ? integerFrom(random, [20, 900]) : null })),
  }));
  const boards: Board[] = [];
  const times = Array.from({ length: 40 }, () => {
    const start = performance.now();
    boards.push(boardOf(ballots));
    return performance.now() - start;
  });
  const warm = times.slice(-20);
  return [median(warm), Math.min(...warm), times[0] ?? 0].map((time) => `${short(Math.round(time))} ms`);
}

function rangeOf([least, most]: readonly [number, number]): string {
  return least === most ? String(least) : `${least}–${most}`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

/** A table in Markdown whose columns are as wide as their widest cell. */
function tableOf([head = [], ...rows]: readonly string[][]): string {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[], fill = ' ') =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0, fill)).join(' | ')} |\n`;
  const rule = line(
    head.map(() => ''),
    '-',
  );
  return `${line(head)}${rule}${rows.map((row) => line(row)).join('')}\n`;
}

function print(text: string): void {
  process.stdout.write(`${text}${text.endsWith('\n\n') ? '' : '\n'}`);
}
