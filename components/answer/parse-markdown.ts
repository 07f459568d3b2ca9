import type { Token } from 'markdown-it';
import createMarkdownIt, { type MarkdownIt } from 'markdown-it';
import cjkFriendly from 'markdown-it-cjk-friendly';
import type { Definitions } from './definitions';
import { details } from './details';
import { footnotes } from './footnotes';
import { inlineTags } from './inline-tags';
import { limits } from './limits';
import { maths } from './maths';
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

/**
 * The one configured markdown-it: CommonMark with tables, strikethrough, footnotes, bare web addresses, and a few tags of
 * HTML; all other HTML is text.
 * CommonMark wants a space where emphasis meets punctuation; Chinese, Japanese and Korean have none there.
 */
export const markdownParser: MarkdownIt = createMarkdownIt({ html: false, linkify: true })
  .use(limits)
  .use(footnotes)
  .use(details)
  .use(lineBreakTags)
  .use(inlineTags)
  .use(maths)
  .use(cjkFriendly);

// Which addresses become links is decided where the element is made (safe-link.ts). Were it decided here, a refused
// link would show its whole source, not its label.
markdownParser.validateLink = () => true;

// A bare address is shown as it was written: decoding it would let it hold what it does not show.
markdownParser.normalizeLinkText = (address) => address;

markdownParser.linkify
  .set({ fuzzyEmail: false, fuzzyLink: false })
  .add('ftp:', null)
  .add('//', null)
  .add('mailto:', null)
  .add('www.', {
    validate: lengthOfHost,
    normalize(match) {
      match.url = `https://${match.url}`;
    },
  });

/** A longer address is not a link, characters. */
const LONGEST_ADDRESS = 2000;

/** @returns how many characters after `www.` belong to the address; 0 where none begins. */
function lengthOfHost(text: string, from: number, linkify: MarkdownIt['linkify']): number {
  const rest = text.slice(from, from + LONGEST_ADDRESS);
  // Read as what it is short for.
  const length = linkify.testSchemaAt(`https://www.${rest}`, 'https:', 'https:'.length) - '//www.'.length;
  return /^[^/?#:]+\.[^/?#:]/.test(rest.slice(0, Math.max(0, length))) ? length : 0;
}

const LINE_BREAK = /<br[ \t]*\/?>/iy;

/** A markdown-it plugin: `<br>` breaks the line. Models have no other way to do so in a table. */
export function lineBreakTags(md: MarkdownIt): void {
  md.inline.ruler.before('autolink', 'line_break_tag', (state, silent) => {
    LINE_BREAK.lastIndex = state.pos;
    const match = LINE_BREAK.exec(state.src);
    if (!match) return false;
    if (!silent) state.push('hardbreak', 'br', 0);
    state.pos += match[0].length;
    return true;
  });
}
