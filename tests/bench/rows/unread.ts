import { median } from '../figures';
import type { Reading } from '../loads/read-comparison';
import { pause } from '../moment';
import { processFigures } from '../process-figures';
import type { RunningTarget } from '../targets/start-target';
import type { Bench, Row } from './bench';
import { atMost, single } from './figure';

const DUE_BYTES = 200e6;
const SETTLES_MS = 5000;

/** Row 8: 200 MB are due to readers that never read, on a process of its own. */
export const unread: Row = {
  numbers: [8],
  async measure(bench) {
    const target = await bench.fresh('app');
    const resident = () => processFigures(target.pid ?? 0)?.residentMb ?? Number.NaN;
    await readLight(bench, target);
    const [readBefore, idle] = [await readLight(bench, target), resident()];
    let peak = 0;
    const watch = setInterval(() => {
      peak = Math.max(peak, resident());
    }, 100);
    await bench.load('leaveUnread', target, { bytes: DUE_BYTES, upstream: bench.upstream });
    await pause(SETTLES_MS);
    clearInterval(watch);
    const due = resident();
    const readAfter = await readLight(bench, target);
    await target.stop();
    const added = (readings: readonly Reading[]) => readings.flatMap((reading) => reading.added);
    const slower = median(added(readAfter)) / median(added(readBefore));
    const figure = { row: 8, share: 1 };
    return [
      { ...figure, name: 'memory for 200 MB unread', unit: 'MB', samples: single('app', due - idle), goal: atMost(50) },
      { ...figure, name: 'the same, at most', unit: 'MB', samples: single('app', peak - idle) },
      { ...figure, name: "others' added token ÷ before", unit: '', samples: single('app', slower), goal: atMost(1.2) },
    ];
  },
};

async function readLight(bench: Bench, target: RunningTarget): Promise<Reading[]> {
  const options = { comparisons: 3, lanes: 3, answer: 'light', upstream: bench.upstream } as const;
  return (await bench.load('askAtOnce', target, options)).readings;
}
