import { moment, pause } from '../moment';
import type { Target } from '../targets/target';
import { send } from './open-stream';
import { openStreams } from './read-comparison';
import { startRun, stopRun } from './start-run';
import { asVisitor } from './visitor';

export interface StopOptions {
  times: number;
  lanes: number;
  upstream: string;
}

/** So that each has a prompt of its own. */
let prompts = 0;

/**
 * Stops comparisons, one after another, when all their lanes write. The app has a request for it; a reader of the others goes.
 *
 * @returns ms from then until the upstream saw each answer's connection close; Infinity for one that it never saw.
 */
export async function stopAnswers(target: Target, { times, lanes, upstream }: StopOptions): Promise<number[]> {
  const visitor = await asVisitor(target);
  const delays: number[] = [];
  for (let nth = 0; nth < times; nth += 1) {
    prompts += 1;
    const prompt = `Stop ${prompts}`;
    const stop = await (visitor.name === 'app' ? runOfApp : streamsOf)(visitor, prompt, lanes);
    const began = moment();
    await stop();
    delays.push(...(await closingsOf(upstream, prompt, lanes)).map((at) => at - began));
  }
  return delays;
}

async function runOfApp(target: Target, prompt: string, lanes: number): Promise<() => Promise<void>> {
  const writing = new Set<string>();
  const { run } = await startRun(target, { prompt, lanes, answer: 'endless' }, ({ data }) => {
    const { type, lane } = JSON.parse(data);
    if (type === 'chunk') writing.add(lane);
  });
  while (writing.size < lanes) await pause(5);
  return () => stopRun(target, run);
}

async function streamsOf(target: Target, prompt: string, lanes: number): Promise<() => Promise<void>> {
  const writing = new Set<string>();
  const streams = openStreams(target, { prompt, lanes, answer: 'endless' }, (lane) => writing.add(lane));
  while (writing.size < lanes) await pause(5);
  return async () => {
    for (const stream of streams) stream.close();
  };
}

/** @returns the moments, once there is one for each lane; Infinity in place of those that lack after a second. */
async function closingsOf(upstream: string, prompt: string, lanes: number): Promise<number[]> {
  const url = `${upstream}/closings?prompt=${encodeURIComponent(prompt)}`;
  for (let looks = 0; ; looks += 1) {
    const moments: number[] = JSON.parse((await send({ url })).text);
    if (moments.length >= lanes) return moments;
    if (looks === 50) return [...moments, ...Array(lanes - moments.length).fill(Number.POSITIVE_INFINITY)];
    await pause(20);
  }
}
