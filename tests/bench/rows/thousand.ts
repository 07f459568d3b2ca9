import type { Asked } from '../loads/ask-at-once';
import { pause } from '../moment';
import { processFigures } from '../process-figures';
import type { RunningTarget } from '../targets/start-target';
import type { TargetName } from '../targets/target';
import { type Bench, measureOnce, type Round, type Rounds, type Row, samplesOf, waiting } from './bench';
import { atMost, type Figure, type Samples, single } from './figure';
import { noteFaults } from './note-faults';

const COMPARISONS = 1000;
const LANES = 4;
/** One comparison begins in 20 ms, so after 20 s all are open, and each answer lasts 24 s. */
const EVERY_MS = 20;
const REST_MS = 60_000;
/** The app first: while the others are measured, it rests. */
const TARGETS: readonly TargetName[] = ['app', 'floor', 'plain'];

interface Loaded extends Asked {
  /** MB. */
  memory: { idle: number; peak: number };
}

/** Rows 4 and 5: a thousand comparisons of four models on one process, each target with a new one. */
export const thousand: Row = {
  numbers: [4, 5],
  async measure(bench) {
    const rounds: Rounds<Loaded> = {};
    let rested: Promise<number> | null = null;
    for (const name of TARGETS) {
      const target = await bench.fresh(name);
      rounds[name] = [await loadOnce(bench, target)];
      rested ??= pause(REST_MS).then(() => residentOf(target));
      if (name !== 'app') await target.stop();
    }
    noteFaults(bench, rounds);
    const idle = rounds.app?.[0]?.result.memory.idle ?? Number.NaN;
    const rest = single('app', ((await rested) ?? Number.NaN) / idle);
    return [...figuresOf(rounds), ...memoryOf(rounds, rest)];
  },
};

async function loadOnce(bench: Bench, target: RunningTarget): Promise<Round<Loaded>> {
  const { upstream } = bench;
  await bench.load('askAtOnce', target, { comparisons: 3, lanes: LANES, answer: 'short', upstream });
  const memory = { idle: residentOf(target), peak: 0 };
  const watch = setInterval(() => {
    memory.peak = Math.max(memory.peak, residentOf(target));
  }, 250);
  const options = { comparisons: COMPARISONS, lanes: LANES, everyMs: EVERY_MS, answer: 'slow', upstream } as const;
  const { result, used } = await measureOnce(target, () => bench.load('askAtOnce', target, options));
  clearInterval(watch);
  return { result: { ...result, memory }, used };
}

/** @returns MB; NaN where the system does not tell it. */
function residentOf({ pid }: RunningTarget): number {
  return (pid === null ? null : processFigures(pid))?.residentMb ?? Number.NaN;
}

function figuresOf(rounds: Rounds<Loaded>): Figure[] {
  const pick = (of: (reading: Asked['readings'][number]) => readonly number[]) =>
    samplesOf(rounds, ({ result }) => result.readings.flatMap(of));
  const [added, ratio, first] = [
    pick((reading) => reading.added),
    pick((reading) => [reading.ratio]),
    pick((reading) => reading.addedFirst),
  ];
  const faults = samplesOf(rounds, ({ result }) => [result.readings.flatMap((reading) => reading.faults).length]);
  const cpu = samplesOf(rounds, ({ used }) => (used ? [used.cpuMs / 1000] : []));
  const tenth = { text: '≤ 0.1 × plain', limit: (of: (name: TargetName) => number) => 0.1 * of('plain') };
  const figure = { row: 4, unit: 'ms' };
  return [
    { ...figure, name: 'lost, doubled, reordered', unit: '', share: 1, samples: faults, goal: atMost(0) },
    { ...figure, name: 'added token, p50', share: 0.5, samples: added, goal: atMost(10) },
    { ...figure, name: 'added token, p99', share: 0.99, samples: added, goal: atMost(150) },
    { ...figure, name: 'total ÷ slowest, p99', unit: '', share: 0.99, samples: ratio, goal: atMost(1.01) },
    { ...figure, name: 'added first token, p50', share: 0.5, samples: first, goal: tenth },
    { ...figure, name: 'added first token, p99', share: 0.99, samples: first },
    { ...figure, name: 'processor time', unit: 's', share: 0.5, samples: cpu },
    waiting(4, rounds),
  ];
}

function memoryOf(rounds: Rounds<Loaded>, rest: Samples): Figure[] {
  const stream = samplesOf(rounds, ({ result: { memory } }) => [
    ((memory.peak - memory.idle) * 1024) / (COMPARISONS * LANES),
  ]);
  const peak = samplesOf(rounds, ({ result }) => [result.memory.peak]);
  return [
    { row: 5, name: 'memory of an open stream', unit: 'KB', share: 1, samples: stream, goal: atMost(110) },
    { row: 5, name: 'most memory', unit: 'MB', share: 1, samples: peak },
    { row: 5, name: 'memory 60 s later ÷ idle', unit: '', share: 1, samples: rest, goal: atMost(2) },
  ];
}
