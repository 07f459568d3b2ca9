import type { AnswerName } from '../answers';
import { pause } from '../moment';
import type { Target } from '../targets/target';
import { send } from './open-stream';
import { type Reading, readComparison } from './read-comparison';
import { asVisitor } from './visitor';

export interface AskOptions {
  comparisons: number;
  lanes: number;
  answer: AnswerName;
  /** Between the beginnings of two comparisons, ms; 0 for all at once. */
  everyMs?: number;
  upstream: string;
}

export interface Asked {
  readings: Reading[];
  /** Of the bodies of the upstream's answers meanwhile. */
  upstreamBytes: number;
}

/** Asks so many comparisons and reads all of them. */
export async function askAtOnce(target: Target, options: AskOptions): Promise<Asked> {
  const { comparisons, lanes, answer, everyMs = 0, upstream } = options;
  const visitor = await asVisitor(target);
  const before = await bytesOf(upstream);
  const readings: Promise<Reading>[] = [];
  for (let nth = 0; nth < comparisons; nth += 1) {
    readings.push(readComparison(visitor, { answer, lanes, prompt: `Why is ${nth} a number?` }));
    if (everyMs > 0) await pause(everyMs);
  }
  return { readings: await Promise.all(readings), upstreamBytes: (await bytesOf(upstream)) - before };
}

async function bytesOf(upstream: string): Promise<number> {
  return JSON.parse((await send({ url: `${upstream}/sent` })).text).bytes;
}
