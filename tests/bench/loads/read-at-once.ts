import { moment, pause } from '../moment';
import type { Target } from '../targets/target';
import { openStream } from './open-stream';
import { askToEnd, startRun, stopRun } from './start-run';
import { asVisitor } from './visitor';

export interface CrowdReport {
  /** ms until the last reader had what was there when it came. */
  ms: number;
  faults: string[];
}

/** Lets so many readers come at the same moment to a run that writes, or to one that has ended. */
export async function readAtOnce(
  target: Target,
  { readers, of }: { readers: number; of: 'live' | 'ended' },
): Promise<CrowdReport> {
  const visitor = await asVisitor(target);
  if (of === 'ended') {
    const { run } = await askToEnd(visitor, { prompt: 'Read me', answer: 'flown', lanes: 3 });
    return crowd(visitor, run, readers, null);
  }
  let last = 0;
  const started = await startRun(visitor, { prompt: 'Read me', answer: 'flowing', lanes: 3 }, ({ id }) => {
    last = Number(id ?? last);
  });
  await pause(1500);
  const report = await crowd(visitor, started.run, readers, last);
  started.stream.close();
  await stopRun(visitor, started.run);
  return report;
}

/** @param last the sequence number that each reader wants; null for the end. */
async function crowd(
  { origin, headers }: Target,
  run: string,
  readers: number,
  last: number | null,
): Promise<CrowdReport> {
  const faults: string[] = [];
  const url = `${origin}/api/runs/${run}/events`;
  const began = moment();
  const reads = Array.from({ length: readers }, async () => {
    let expected = 1;
    await new Promise<void>((resolve) => {
      const stream = openStream({ url, method: 'GET', headers }, ({ id }) => {
        if (Number(id) !== expected) faults.push(`${id} came in place of ${expected}`);
        expected += 1;
        if (Number(id) !== last) return;
        stream.close();
        resolve();
      });
      stream.ended.then(
        () => resolve(),
        (error) => {
          if (expected <= (last ?? Number.POSITIVE_INFINITY)) faults.push(String(error));
          resolve();
        },
      );
    });
  });
  await Promise.all(reads);
  return { ms: moment() - began, faults };
}
