import type { MarkdownIt, StateBlock, StateInline } from 'markdown-it';
import { ParserScope } from './parser-scope';

const DEFINITION = /^\[\^([^\]\s]+)\]:/;
const REFERENCE = /\[\^([^\]\s]+)\]/y;

/** Depth below which a footnote may not start; see limits.ts. */
const NESTING_LIMIT = 24;

/**
 * A markdown-it plugin: `[^label]: text` becomes `footnote_open … footnote_close` in place, and `[^label]` a
 * `footnote_ref` if such a definition is known. Without one it stays text, as a character class in prose should.
 */
export function footnotes(md: MarkdownIt): void {
  md.block.ruler.before('reference', 'footnote', definition, { alt: ['paragraph', 'reference', 'blockquote', 'list'] });
  md.inline.ruler.before('link', 'footnote_ref', reference);
}

function definition(state: StateBlock, line: number, endLine: number, silent: boolean): boolean {
  const begin = (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0);
  const indent = state.sCount[line] ?? 0;
  if (indent - state.blkIndent >= 4 || state.level >= NESTING_LIMIT || state.src.charCodeAt(begin) !== 0x5b)
    return false;
  const match = DEFINITION.exec(state.src.slice(begin, state.eMarks[line]));
  if (!match?.[1]) return false;
  if (silent) return true;

  ParserScope.of(state)?.defineFootnote(match[1]);

  const open = state.push('footnote_open', 'div', 1);
  open.meta = { label: match[1] };
  open.map = [line, line];

  // The text goes on as in a list item: what is indented by four columns belongs to it.
  const { parentType, blkIndent } = state;
  const [bMark, tShift, sCount] = [state.bMarks[line] ?? 0, state.tShift[line] ?? 0, indent];
  const content = state.skipSpaces(begin + match[0].length);
  state.bMarks[line] = content;
  state.tShift[line] = 0;
  state.blkIndent += 4;
  state.sCount[line] = state.blkIndent;
  state.parentType = 'footnote';
  if (content < (state.eMarks[line] ?? 0)) state.md.block.tokenize(state, line, endLine);
  else state.line = line + 1;
  state.parentType = parentType;
  state.blkIndent = blkIndent;
  state.bMarks[line] = bMark;
  state.tShift[line] = tShift;
  state.sCount[line] = sCount;

  open.map[1] = state.line;
  state.push('footnote_close', 'div', -1);
  return true;
}

function reference(state: StateInline, silent: boolean): boolean {
  if (state.src.charCodeAt(state.pos) !== 0x5b || state.src.charCodeAt(state.pos + 1) !== 0x5e) return false;
  REFERENCE.lastIndex = state.pos;
  const match = REFERENCE.exec(state.src);
  if (!match?.[1] || ParserScope.of(state)?.footnote(match[1]) === undefined) return false;
  if (!silent) state.push('footnote_ref', 'sup', 0).meta = { label: match[1] };
  state.pos += match[0].length;
  return true;
}

/** The id of a footnote: any label, also one with spaces or quotes in it, gives a plain identifier of its own. */
export function footnoteId(idPrefix: string, label: string): string {
  return `${idPrefix}-fn-${label.replace(/[^a-z0-9-]/gi, (char) => `_${char.charCodeAt(0).toString(16)}`)}`;
}
