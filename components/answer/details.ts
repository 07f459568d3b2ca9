import type { MarkdownIt, StateBlock, Token } from 'markdown-it';
import { type DetailsState, NO_DETAILS, opensDetails, readDetailsLine } from './details-lines';
import { ParserScope } from './parser-scope';
import { outdented } from './read-line';

/** Details within details; deeper ones stay text. Each is read again for those around it. */
const DEPTH_LIMIT = 4;

/** Depth of lists and quotes below which none may start; see limits.ts. */
const NESTING_LIMIT = 24;

/** In characters. What is longer is no summary but a tag that nobody closed. */
const SUMMARY_LIMIT = 1000;

const OPENER = /^<details([ \t][^<>\n]{0,200})?>/i;
const SUMMARY = /^\s*<summary(?:[ \t][^<>\n]{0,200})?>/i;
const SUMMARY_END = /<\/summary>|\n[ \t]*\n/i;
const HEADING_TAG = /<\/?h[1-6]>/gi;
/** The beginning of a tag whose rest has not come yet. */
const PARTIAL_TAG = /<\/?[a-z]{0,7}$/i;

/**
 * A markdown-it plugin: `<details>` at the beginning of a line, up to `</details>` at the end of another one, becomes
 * `details_open summary_open inline summary_close … details_close`, with Markdown inside. Of its attributes only `open` is
 * read. Without its end it goes on to the end of what it is in, and is open.
 */
export function details(md: MarkdownIt): void {
  md.block.ruler.before('reference', 'details', rule, { alt: ['paragraph', 'reference', 'blockquote', 'list'] });
}

function rule(state: StateBlock, line: number, endLine: number, silent: boolean): boolean {
  const depth = Number(state.env.details ?? 0);
  const isDeep = depth >= DEPTH_LIMIT || state.level >= NESTING_LIMIT;
  if (isDeep || (state.sCount[line] ?? 0) - state.blkIndent >= 4 || !opensDetails(sourceOf(state, line))) return false;
  if (silent) return true;

  const { end, isClosed } = findEnd(state, line, endLine);
  const source = state.getLines(line, end, state.blkIndent, false).trim();
  const read = readDetails(source, isClosed, ParserScope.of(state)?.open ?? false);

  const opening = state.push('details_open', 'details', 1);
  opening.meta = { open: read.isOpen };
  opening.map = [line, end];
  state.push('summary_open', 'summary', 1);
  const summary = state.push('inline', '', 0);
  summary.content = read.summary;
  summary.children = [];
  state.push('summary_close', 'summary', -1);
  for (const token of parseInner(state, read.body, depth + 1)) {
    token.level += state.level;
    token.map = null;
    state.tokens.push(token);
  }
  state.push('details_close', 'details', -1);
  state.line = end;
  return true;
}

function sourceOf(state: StateBlock, line: number): string {
  return state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line]);
}

function findEnd(state: StateBlock, line: number, endLine: number): { end: number; isClosed: boolean } {
  let read: DetailsState = readDetailsLine(NO_DETAILS, sourceOf(state, line));
  let end = line + 1;
  while (read.depth > 0 && end < endLine) {
    const isOutside = !state.isEmpty(end) && (state.sCount[end] ?? 0) < state.blkIndent;
    if (isOutside) break;
    read = readDetailsLine(read, sourceOf(state, end));
    end++;
  }
  return { end, isClosed: read.depth === 0 };
}

function parseInner(state: StateBlock, body: string, depth: number): Token[] {
  const tokens: Token[] = [];
  const { details: before } = state.env;
  state.env.details = depth;
  state.md.block.parse(body, state.md, state.env, tokens);
  state.env.details = before;
  return tokens;
}

interface ReadDetails {
  isOpen: boolean;
  summary: string;
  body: string;
}

function readDetails(source: string, isClosed: boolean, isGrowing: boolean): ReadDetails {
  const [opener = '', attributes = ''] = OPENER.exec(source) ?? [];
  const isOpen = !isClosed || /\sopen(?=[\s=]|$)/i.test(attributes);
  const content = source.slice(opener.length, isClosed ? -'</details>'.length : undefined);
  const partial = isGrowing && !isClosed ? PARTIAL_TAG.exec(content.slice(-10))?.[0].length : undefined;
  const rest = partial ? content.slice(0, -partial) : content;
  const [tag = ''] = SUMMARY.exec(rest) ?? [];
  const inside = rest.slice(tag.length, tag.length + SUMMARY_LIMIT);
  const found = tag === '' ? null : SUMMARY_END.exec(inside);
  const firstLine = inside.indexOf('\n');
  // Without its end a summary is all that there is, or its first line.
  const isAll = rest.length < tag.length + SUMMARY_LIMIT || firstLine < 0;
  const length = tag === '' ? 0 : (found?.index ?? (isAll ? inside.length : firstLine));
  const summary = inside.slice(0, length).replace(HEADING_TAG, '').replace(/\s+/g, ' ').trim();
  const body = rest.slice(tag.length + length + (found?.[0].trim().length ?? 0));
  return { isOpen, summary: summary || 'Details', body: outdented(body.replace(/^(?:[ \t]*\n)+/, '')) };
}
