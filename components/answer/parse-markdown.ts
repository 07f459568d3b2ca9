import type { Token } from 'markdown-it';
import type { Definitions } from './definitions';
import { markdownParser } from './markdown-parser';
import { ParserScope } from './parser-scope';

/** More elements than any answer to be read has; fewer than freeze a tab. */
const TOKEN_LIMIT = 25_000;

export interface ParsedMarkdown {
  tokens: Token[];
  scope: ParserScope;
}

/** Markdown to markdown-it's tokens. `undefined` if it is too much of a tangle to be shown as anything but plain text. */
export function parseMarkdown(
  text: string,
  definitions: Definitions,
  key: number,
  open: boolean,
): ParsedMarkdown | undefined {
  const scope = new ParserScope(definitions, key, open);
  try {
    const tokens = markdownParser.parse(text, scope.env);
    let count = tokens.length;
    for (const token of tokens) count += token.children?.length ?? 0;
    return count > TOKEN_LIMIT ? undefined : { tokens, scope };
  } catch (error) {
    // Images within images' labels nest as deep as the text is long: markdown-it does not bound that recursion.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
