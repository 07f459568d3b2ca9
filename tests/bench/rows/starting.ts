import { pause } from '../moment';
import { processFigures } from '../process-figures';
import type { TargetName } from '../targets/target';
import type { Bench, Row } from './bench';

const MOST_ROUNDS = 3;
const RESTS_MS = 3000;
const TARGETS: readonly TargetName[] = ['plain', 'app'];

interface Start {
  name: TargetName;
  startedInMs: number;
  /** MB, when it has had nothing to do for a while. */
  residentMb: number;
}

/** Row 13: how long a server needs from its start to its first page, and its memory at rest. */
export const starting: Row = {
  numbers: [13],
  async measure(bench) {
    const starts: Start[] = [];
    for (let round = 0; round <= Math.min(MOST_ROUNDS, bench.rounds); round += 1) {
      for (const name of TARGETS) {
        const start = await startOnce(bench, name);
        if (round > 0) starts.push(start);
      }
    }
    const samples = (pick: (start: Start) => number) =>
      Object.fromEntries(
        TARGETS.map((name) => [name, starts.filter((start) => start.name === name).map((start) => [pick(start)])]),
      );
    return [
      {
        row: 13,
        name: 'start to first page',
        unit: 'ms',
        share: 0.5,
        samples: samples(({ startedInMs }) => startedInMs),
        goal: { text: '≤ 1.4 × plain', limit: (of) => 1.4 * of('plain') },
      },
      {
        row: 13,
        name: 'memory at rest',
        unit: 'MB',
        share: 0.5,
        samples: samples(({ residentMb }) => residentMb),
        goal: { text: '≤ plain + 45', limit: (of) => of('plain') + 45 },
      },
    ];
  },
};

async function startOnce(bench: Bench, name: TargetName): Promise<Start> {
  const target = await bench.fresh(name);
  await pause(RESTS_MS);
  const residentMb = processFigures(target.pid ?? 0)?.residentMb ?? Number.NaN;
  await target.stop();
  return { name, startedInMs: target.startedInMs, residentMb };
}
