import type { Token } from 'markdown-it';
import { markdownParser } from './parse-markdown';

/** Longest source, in characters, that is parsed for one unclear line. Beyond it the likelier reading holds. */
const UNCLEAR_LIMIT = 2000;

/** How many times its length an answer may be parsed for such lines. */
const SHARE = 2;

/** Settles by parsing what lines are that the reader of an answer cannot tell. */
export class UnclearLines {
  /** How much was parsed, in characters. */
  #parsed: number;

  constructor(parsed = 0) {
    this.#parsed = parsed;
  }

  clone(): UnclearLines {
    return new UnclearLines(this.#parsed);
  }

  /**
   * What the last element of a block is (`list`, `table`, `paragraph`, `footnote` …), once the line from `line` to `to`
   * belongs to it; `undefined` if that is not worth it.
   */
  lastElement(text: string, from: number, line: number, to: number): string | undefined {
    const length = line - from;
    if (length > UNCLEAR_LIMIT || this.#parsed > UNCLEAR_LIMIT + SHARE * line) return undefined;
    this.#parsed += length;
    const tokens: Token[] = [];
    markdownParser.block.parse(text.slice(from, to), markdownParser, {}, tokens);
    return tokens
      .at(-1)
      ?.type.replace(/_close$/, '')
      .replace(/^(?:bullet|ordered)_/, '');
  }
}
