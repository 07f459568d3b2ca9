import type { Asked } from '../asked';
import { describeTalk } from '../describe-talk';
import { LONG_PARTS } from './long-parts';

/** About 900 tokens: headings, two tables, code in two languages. */
export function writeLong(asked: Asked): string {
  const opening = asked.pick([
    `You asked ${asked.prompt}, and you will get more than you asked for. This is a **canned demo answer**, long on purpose, so that you can see headings, tables and code arrive while other panes are already done. ${describeTalk(asked)}`,
    `${asked.prompt} calls for a long answer. Here is one, though a **canned demo answer** and about another matter: how several answers can be streamed side by side without getting in each other's way. ${describeTalk(asked)}`,
  ]);
  const { title, reader, figures, fanOut, closing } = LONG_PARTS;
  return [asked.pick(title), opening, ...reader, ...figures, ...fanOut, asked.pick(closing)].join('\n\n');
}
