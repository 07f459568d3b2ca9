import { ANSWERS } from '../answers';
import type { TargetName } from '../targets/target';
import { inTurn, type Row, samplesOf, waiting } from './bench';
import { noteFaults } from './note-faults';

const COMPARISONS = 4;
const LANES = 8;
const TOKENS = COMPARISONS * LANES * ANSWERS.busy.tokens;
const TARGETS: readonly TargetName[] = ['pipe', 'floor', 'plain', 'portkey', 'app'];

/** Row 3: four comparisons of eight models at once, 200 tokens a second each. */
export const busy: Row = {
  numbers: [3],
  async measure(bench) {
    const rounds = await inTurn(bench, TARGETS, (target) =>
      bench.load('askAtOnce', target, {
        comparisons: COMPARISONS,
        lanes: LANES,
        answer: 'busy',
        upstream: bench.upstream,
      }),
    );
    noteFaults(bench, rounds);
    return [
      {
        row: 3,
        name: 'processor time for a million tokens',
        unit: 's',
        share: 0.5,
        // ms for a thousand tokens are s for a million.
        samples: samplesOf(rounds, ({ used }) => (used ? [(used.cpuMs / TOKENS) * 1000] : [])),
        goal: { text: '≤ 0.3 × plain (aim 1.5 × pipe)', limit: (of) => 0.3 * of('plain') },
      },
      {
        row: 3,
        name: 'added token, p50',
        unit: 'ms',
        share: 0.5,
        samples: samplesOf(rounds, ({ result }) => result.readings.flatMap(({ added }) => added)),
      },
      waiting(3, rounds),
    ];
  },
};
