import { moment } from '../moment';
import type { Target } from '../targets/target';
import { send } from './open-stream';
import { askToEnd, startRun } from './start-run';
import { asVisitor } from './visitor';

const LANES = 3;
const FOLLOW_UPS = 5;

export interface TurnsReport {
  /** Of the page of the comparison, without compression. */
  pageBytes: number;
  pageMs: number[];
  /** ms from a follow-up's request to the first byte of its stream. */
  firstByteMs: number[];
}

/** Makes a comparison of so many turns, opens its page and asks on. */
export async function askTurns(target: Target, { turns }: { turns: number }): Promise<TurnsReport> {
  const visitor = await asVisitor(target);
  const question = { answer: 'page', lanes: LANES } as const;
  const { comparison } = await askToEnd(visitor, { prompt: 'Turn 1', ...question });
  for (let turn = 2; turn <= turns; turn += 1) {
    await askToEnd(visitor, { prompt: `Turn ${turn}`, comparison, ...question });
  }
  const report: TurnsReport = { pageBytes: 0, pageMs: [], firstByteMs: [] };
  for (let nth = 0; nth < FOLLOW_UPS; nth += 1) {
    const opened = moment();
    const { status, text } = await send({ url: `${visitor.origin}/c/${comparison}`, headers: visitor.headers });
    if (status !== 200) throw new Error(`The page answered ${status}`);
    report.pageMs.push(moment() - opened);
    report.pageBytes = Buffer.byteLength(text);
    const began = moment();
    const { stream } = await startRun(visitor, { prompt: `Follow-up ${nth}`, comparison, ...question });
    await stream.ended;
    report.firstByteMs.push((stream.firstByteAt() ?? Number.NaN) - began);
  }
  return report;
}
