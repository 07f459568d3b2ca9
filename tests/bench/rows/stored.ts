import { join } from 'node:path';
import { copyComparisons, RARE_WORD } from '../copy-comparisons';
import { Readers } from '../readers';
import type { RunningTarget } from '../targets/start-target';
import type { Bench, Row } from './bench';
import { type Figure, single } from './figure';

const STORED = 100_000;
/** Made by the app itself; the others are copies. */
const ORIGINALS = 50;
const REQUESTS = 200;
/** Each kind of search takes its turn. */
const SEARCHES = {
  'a rare word of an answer': RARE_WORD,
  'a word that is nowhere': 'nowhere',
  'eight words': 'which number is 37 and colour has it',
  'eight words, one nowhere': 'which number is and colour has it nowhere',
  'a common word': 'colour',
  'a word of two characters': 'it',
};

/** Row 14: a visitor with 100,000 comparisons. */
export const stored: Row = {
  numbers: [14],
  async measure(bench) {
    const dataFolder = join(bench.children.folder, 'stored');
    const maker = await bench.fresh('app', { dataFolder });
    const { headers, comparisons, slugs } = await bench.load('makeComparisons', maker, { count: ORIGINALS });
    await maker.stop();
    await copyComparisons(dataFolder, STORED);
    const target = { ...(await bench.fresh('app', { dataFolder })), headers };
    const request = (path: (nth: number) => string) =>
      bench.load(
        'requestPages',
        target,
        Array.from({ length: REQUESTS }, (_, nth) => path(nth)),
      );
    const kinds = Object.keys(SEARCHES);
    const words = Object.values(SEARCHES);
    const search = (nth: number) => `/api/comparisons?search=${encodeURIComponent(words[nth % words.length] ?? '')}`;
    const figures = [
      ...timesOf('history', await request(() => '/api/comparisons'), 5),
      ...timesOf('share page', await request((nth) => `/s/${slugs[nth % ORIGINALS]}`), 6),
      ...timesOf('comparison', await request((nth) => `/c/${comparisons[nth % ORIGINALS]}`), 8),
    ];
    const held = await longestHold(
      bench,
      target,
      Array.from({ length: REQUESTS }, (_, nth) => search(nth)),
    );
    const most = { text: '≤ quiet + 20', limit: () => held.quiet + 20 };
    return [
      ...figures,
      ...timesOf('search while answers stream', held.searches, 20, 100),
      ...kinds.flatMap((kind, at) =>
        timesOf(
          kind,
          held.searches.filter((_, nth) => nth % kinds.length === at),
        ),
      ),
      { row: 14, name: 'longest hold of a token', unit: 'ms', share: 1, samples: single('app', held.quiet) },
      {
        row: 14,
        name: 'the same during searches',
        unit: 'ms',
        share: 1,
        samples: single('app', held.busy),
        goal: most,
      },
    ];
  },
};

/** @param p50 and @param p99 the most that is good, ms. */
function timesOf(name: string, times: readonly number[], p50 = Number.NaN, p99 = Number.NaN): Figure[] {
  const figure = { row: 14, unit: 'ms', samples: { app: [times] } };
  const goal = (most: number) => (Number.isNaN(most) ? undefined : { text: `≤ ${most}`, limit: () => most });
  return [
    { ...figure, name: `${name}, p50`, share: 0.5, goal: goal(p50) },
    { ...figure, name: `${name}, p99`, share: 0.99, goal: goal(p99) },
  ];
}

/** Reads answers, first alone and then while another process searches. @returns the latest arrival of a token after its writing, ms. */
async function longestHold(bench: Bench, target: RunningTarget, searches: readonly string[]) {
  const searchers = await Readers.start(bench.children);
  const read = async () => {
    const options = { comparisons: 3, lanes: 3, answer: 'light', upstream: bench.upstream } as const;
    const { readings } = await bench.load('askAtOnce', target, options);
    return readings.flatMap(({ added }) => added).reduce((most, ms) => Math.max(most, ms), 0);
  };
  await read();
  const quiet = await read();
  const [busy, times] = await Promise.all([read(), searchers.load('requestPages', target, searches)]);
  return { quiet, busy, searches: times as number[] };
}
