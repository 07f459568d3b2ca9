import createMarkdownIt, { type MarkdownIt } from 'markdown-it';
import cjkFriendly from 'markdown-it-cjk-friendly';
import { footnotes } from './footnotes';
import { limits } from './limits';
import { lineBreakTags } from './line-break-tags';
import { maths } from './maths';

/**
 * The one configured markdown-it: CommonMark with tables, strikethrough, footnotes and bare web addresses; no HTML.
 * CommonMark wants a space where emphasis meets punctuation; Chinese, Japanese and Korean have none there.
 */
export const markdownParser: MarkdownIt = createMarkdownIt({ html: false, linkify: true })
  .use(limits)
  .use(footnotes)
  .use(lineBreakTags)
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
  .add('mailto:', null);
