import type { Row } from './bench';
import { atMost, single } from './figure';

const TURNS = 100;

/** Row 16: a comparison of a hundred turns, three answers of two kB in each. */
export const longComparison: Row = {
  numbers: [16],
  async measure(bench) {
    const target = await bench.target('app');
    if (!target) return [];
    const { pageBytes, pageMs, firstByteMs } = await bench.load('askTurns', target, { turns: TURNS });
    const figure = { row: 16, unit: 'ms', share: 0.5 };
    return [
      { ...figure, name: 'page of 100 turns', unit: 'MB', samples: single('app', pageBytes / 1e6), goal: atMost(0.5) },
      { ...figure, name: 'page of 100 turns, p50', samples: { app: pageMs.map((ms) => [ms]) } },
      {
        ...figure,
        name: "follow-up's first byte, p50",
        samples: { app: firstByteMs.map((ms) => [ms]) },
        goal: atMost(20),
      },
    ];
  },
};
