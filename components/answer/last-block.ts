import type { Token } from 'markdown-it';
import { markdownParser } from './markdown-parser';

/** What the last top-level element of a source is: `list`, `table`, `paragraph`, `footnote` … */
export function lastBlock(source: string): string | undefined {
  const tokens: Token[] = [];
  markdownParser.block.parse(source, markdownParser, {}, tokens);
  return tokens
    .at(-1)
    ?.type.replace(/_close$/, '')
    .replace(/^(?:bullet|ordered)_/, '');
}
