import type { Asked } from '../loads/ask-at-once';
import { TARGET_NAMES } from '../targets/target';
import { type Bench, inTurn, type Rounds, type Row, samplesOf, waiting } from './bench';
import { atMost, type Figure, leastOf } from './figure';
import { noteFaults } from './note-faults';

/** Rows 1, 2 and 7: three comparisons of three models at once, at a usual pace. */
export const light: Row = {
  numbers: [1, 2, 7],
  async measure(bench) {
    await warmUp(bench);
    const rounds = await inTurn(bench, TARGET_NAMES, (target) =>
      bench.load('askAtOnce', target, { comparisons: 3, lanes: 3, answer: 'light', upstream: bench.upstream }),
    );
    noteFaults(bench, rounds);
    const ratios = samplesOf(rounds, ({ result }) => result.readings.map(({ ratio }) => ratio));
    const addedFirst = samplesOf(rounds, ({ result }) => result.readings.flatMap((reading) => reading.addedFirst));
    const ratio = { row: 1, unit: '', samples: ratios };
    return [
      {
        ...ratio,
        name: 'total ÷ slowest, p50',
        share: 0.5,
        goal: { text: '≤ 1.005, ≤ plain', limit: (of) => leastOf(1.005, of('plain')) },
      },
      {
        ...ratio,
        name: 'total ÷ slowest, p99',
        share: 0.99,
        goal: { text: '≤ 1.015, ≤ plain', limit: (of) => leastOf(1.015, of('plain')) },
      },
      waiting(1, rounds),
      {
        row: 2,
        name: 'added first token, p50',
        unit: 'ms',
        share: 0.5,
        samples: addedFirst,
        goal: {
          text: '≤ 0.75 × plain, 0.25 × Portkey, floor + 4',
          limit: (of) => leastOf(0.75 * of('plain'), 0.25 * of('portkey'), of('floor') + 4),
        },
      },
      { row: 2, name: 'added first token, p99', unit: 'ms', share: 0.99, samples: addedFirst },
      { ...bytesFigure('answers of 100 tokens', rounds), goal: atMost(0.3) },
      { ...bytesFigure('answers of 10 tokens', await shortRounds(bench)), goal: atMost(0.6) },
    ];
  },
};

/** A server that has answered a hundred questions runs compiled code; three at a time never get it there. */
async function warmUp(bench: Bench): Promise<void> {
  for (const name of TARGET_NAMES) {
    const target = await bench.target(name);
    const load = { comparisons: 100, lanes: 3, answer: 'short', everyMs: 30, upstream: bench.upstream } as const;
    if (target) await bench.load('askAtOnce', target, load);
  }
}

function shortRounds(bench: Bench): Promise<Rounds<Asked>> {
  return inTurn(bench, ['direct', 'floor', 'plain', 'app'], (target) =>
    bench.load('askAtOnce', target, { comparisons: 3, lanes: 3, answer: 'short', upstream: bench.upstream }),
  );
}

function bytesFigure(name: string, rounds: Rounds<Asked>): Figure {
  const samples = samplesOf(rounds, ({ result }) => [
    result.readings.reduce((sum, { bytes }) => sum + bytes, 0) / result.upstreamBytes,
  ]);
  return { row: 7, name: `bytes ÷ upstream's bytes, ${name}`, unit: '', share: 0.5, samples };
}
