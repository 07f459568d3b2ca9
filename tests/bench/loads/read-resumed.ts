import { moment, pause } from '../moment';
import type { Target } from '../targets/target';
import { type OpenStream, openStream } from './open-stream';
import { startRun, stopRun } from './start-run';
import { asVisitor } from './visitor';

export interface ResumeOptions {
  times: number;
  /** How far behind a reader connects again, bytes. */
  behind: number;
}

/** Connects again to a run that writes, so far behind. @returns ms until each reader had what was there when it came. */
export async function readResumed(target: Target, { times, behind }: ResumeOptions): Promise<number[]> {
  const visitor = await asVisitor(target);
  /** What the first reader has: the sequence numbers, and the bytes up to each. */
  const seen: { id: number; bytes: number }[] = [];
  let bytes = 0;
  const { run, stream } = await startRun(visitor, { prompt: 'Go on', answer: 'flowing', lanes: 3 }, ({ id, data }) => {
    bytes += data.length;
    if (id !== null) seen.push({ id: Number(id), bytes });
  });
  const delays: number[] = [];
  while (delays.length < times) {
    await pause(20);
    const after = seen.findLast((entry) => entry.bytes <= bytes - behind)?.id;
    const last = seen.at(-1)?.id;
    if (after === undefined || last === undefined) continue;
    delays.push(await catchUp(visitor, run, after, last));
  }
  stream.close();
  await stopRun(visitor, run);
  return delays;
}

async function catchUp({ origin, headers }: Target, run: string, after: number, last: number): Promise<number> {
  const began = moment();
  let stream: OpenStream | undefined;
  await new Promise<void>((resolve, reject) => {
    const url = `${origin}/api/runs/${run}/events?after=${after}`;
    stream = openStream({ url, method: 'GET', headers }, ({ id }) => {
      if (Number(id) >= last) resolve();
    });
    stream.ended.catch(reject);
  });
  const ms = moment() - began;
  stream?.close();
  return ms;
}
