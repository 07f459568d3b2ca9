import { inTurn, type Row, samplesOf, waiting } from './bench';
import { atMost } from './figure';

/** Row 6: from Stop to the closing of the upstream's connection. */
export const stopping: Row = {
  numbers: [6],
  async measure(bench) {
    const rounds = await inTurn(bench, ['pipe', 'plain', 'app'], (target) =>
      bench.load('stopAnswers', target, { times: 8, lanes: 3, upstream: bench.upstream }),
    );
    const samples = samplesOf(rounds, ({ result }) => result);
    return [
      { row: 6, name: 'Stop → upstream closed, p50', unit: 'ms', share: 0.5, samples, goal: atMost(3.4) },
      { row: 6, name: 'Stop → upstream closed, p99', unit: 'ms', share: 0.99, samples, goal: atMost(10.9) },
      waiting(6, rounds),
    ];
  },
};
