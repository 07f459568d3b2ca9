import { inTurn, type Row, samplesOf, waiting } from './bench';
import { atMost } from './figure';

const READERS = 1000;
const CROWD_ROUNDS = 3;

/** Row 9: a reader that comes back, and a thousand that come at once. */
export const reading: Row = {
  numbers: [9],
  async measure(bench) {
    const resumed = await inTurn(bench, ['app'], (target) =>
      bench.load('readResumed', target, { times: 10, behind: 40_000 }),
    );
    const crowd = (of: 'live' | 'ended') =>
      inTurn(bench, ['app'], (target) => bench.load('readAtOnce', target, { readers: READERS, of }), CROWD_ROUNDS);
    const [live, ended] = [await crowd('live'), await crowd('ended')];
    const faults = [live, ended].flatMap((rounds) => rounds.app ?? []).flatMap(({ result }) => result.faults);
    if (faults.length > 0) bench.note(`Row 9: ${faults.length} faults, such as “${faults[0]}”`);
    const backlog = samplesOf(resumed, ({ result }) => result);
    const crowdFigure = { row: 9, unit: 'ms', share: 0.5, goal: atMost(1000) };
    return [
      { row: 9, name: 'resume 40 kB behind, p50', unit: 'ms', share: 0.5, samples: backlog, goal: atMost(5) },
      { row: 9, name: 'resume 40 kB behind, p99', unit: 'ms', share: 0.99, samples: backlog },
      { ...crowdFigure, name: '1000 readers of a live run', samples: samplesOf(live, ({ result }) => [result.ms]) },
      { ...crowdFigure, name: '1000 readers of an ended run', samples: samplesOf(ended, ({ result }) => [result.ms]) },
      { row: 9, name: 'their errors', unit: '', share: 1, samples: { app: [[faults.length]] }, goal: atMost(0) },
      waiting(9, live),
    ];
  },
};
