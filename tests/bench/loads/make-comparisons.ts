import type { Target } from '../targets/target';
import { send } from './open-stream';
import { askToEnd } from './start-run';
import { asVisitor } from './visitor';

export interface MadeComparisons {
  /** Of the visitor who has them. */
  headers: Record<string, string>;
  comparisons: string[];
  /** A link to each. */
  slugs: string[];
}

/** Asks so many comparisons, one after another, and makes a link to each. */
export async function makeComparisons(target: Target, { count }: { count: number }): Promise<MadeComparisons> {
  const visitor = await asVisitor(target);
  const { origin, headers } = visitor;
  const made: MadeComparisons = { headers, comparisons: [], slugs: [] };
  for (let nth = 0; nth < count; nth += 1) {
    const prompt = `Which number is ${nth}, and which colour has it?`;
    const { comparison } = await askToEnd(visitor, { prompt, answer: 'page', lanes: 3 });
    const url = `${origin}/api/comparisons/${comparison}/share`;
    const { status, text } = await send({ url, method: 'POST', headers, body: {} });
    if (status !== 201) throw new Error(`The link answered ${status}: ${text}`);
    made.comparisons.push(comparison);
    made.slugs.push(JSON.parse(text).slug);
  }
  return made;
}
