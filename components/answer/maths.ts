import type { MarkdownIt, StateBlock, StateInline } from 'markdown-it';
import { closerOf, DOLLARS } from './formula-marks';
import { ParserScope } from './parser-scope';

/** What begins maths. `$$$` is money, or nothing. */
const OPENER = /\\\(|\\\[|\$\$(?!\$)|\\begin\{([a-z]+\*?)\}/iy;

/** A blank line, or one that begins code. */
const BREAK = /^[ \t]*(?:$|`{3}[^`]*$|~{3})/;

/** In columns. A line that is indented no more is in no list: their text begins further in. */
export const OUTSIDE = 1;

/** In lines. What is not closed by then is no maths. */
const LINE_LIMIT = 50;

/**
 * A markdown-it plugin: maths between `\(` and `\)`, `\[` and `\]`, `$$` and `$$`, `\begin{…}` and `\end{…}` becomes one
 * token that holds its source as it is. It is not drawn yet, and Markdown would take its backslashes away.
 */
export function maths(md: MarkdownIt): void {
  md.block.ruler.before('fence', 'maths', block, { alt: ['paragraph', 'reference', 'blockquote', 'list'] });
  md.inline.ruler.before('escape', 'maths', inline);
}

/** What would close the maths that a line begins with, if it does not end in that line. */
export function unclosedMaths(line: string): string | undefined {
  OPENER.lastIndex = line.search(/[^ \t]|$/);
  const opener = OPENER.exec(line);
  // Within a line it is part of a paragraph.
  if (!opener || opener[0] === '\\(') return undefined;
  const closer = closerOf(opener);
  return endOf(line, closer, OPENER.lastIndex) < 0 ? closer : undefined;
}

/** How lines go on with maths that is not closed yet. */
export function readMathsLine(line: string, closer: string, count: number): 'goes on' | 'ends' | 'is none' {
  if (count > LINE_LIMIT || BREAK.test(line)) return 'is none';
  const end = endOf(line, closer, 0);
  if (end < 0) return 'goes on';
  // Text behind it makes it part of a paragraph.
  return /^[\s.,;:!?)]*$/.test(line.slice(end)) ? 'ends' : 'is none';
}

function block(state: StateBlock, first: number, endLine: number, silent: boolean): boolean {
  const indent = state.sCount[first] ?? 0;
  if (indent - state.blkIndent >= 4 || (indent < state.blkIndent && indent > OUTSIDE)) return false;
  const lineOf = (line: number) =>
    state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line]);
  const closer = unclosedMaths(lineOf(first));
  if (closer === undefined) return false;

  // A line outside of this item begins maths behind the whole list.
  const least = indent < state.blkIndent ? 0 : state.blkIndent;
  let line = first + 1;
  let reading: ReturnType<typeof readMathsLine> = 'goes on';
  for (; line < endLine && reading === 'goes on'; line++) {
    const isOutside = (state.sCount[line] ?? 0) < least;
    reading = isOutside ? 'is none' : readMathsLine(lineOf(line), closer, line - first);
  }
  // The rest may be still to come.
  if (reading === 'is none' || (reading === 'goes on' && !ParserScope.of(state)?.open)) return false;
  if (silent) return true;

  const token = state.push('maths_block', 'p', 0);
  token.content = state.getLines(first, line, state.blkIndent, false);
  token.map = [first, line];
  state.line = line;
  return true;
}

function inline(state: StateInline, silent: boolean): boolean {
  const end = inlineEnd(state);
  if (end < 0) return false;
  if (!silent) state.push('maths_inline', 'span', 0).content = state.src.slice(state.pos, end);
  state.pos = end;
  return true;
}

/** Where maths that begins here ends; -1 if none does. */
function inlineEnd(state: StateInline): number {
  const { src, pos, posMax } = state;
  const first = src.charCodeAt(pos);
  if (first !== 0x5c && (first !== 0x24 || src[pos - 1] === '$')) return -1;
  DOLLARS.lastIndex = pos;
  if (DOLLARS.test(src)) return DOLLARS.lastIndex > posMax ? -1 : DOLLARS.lastIndex;
  OPENER.lastIndex = pos;
  const opener = OPENER.exec(src);
  if (!opener) return -1;

  const closer = closerOf(opener);
  const missing = missingClosers.get(state) ?? new Set();
  const begin = pos + opener[0].length;
  const end = missing.has(closer) ? -1 : endOf(src, closer, begin);
  if (end < 0) {
    missingClosers.set(state, missing.add(closer));
    return ParserScope.of(state)?.open ? posMax : -1;
  }
  const isEmpty = end - closer.length === begin;
  return isEmpty || end > posMax ? -1 : end;
}

/** What was looked for in vain in a text: to look again for each of a thousand openers would take its length squared. */
const missingClosers = new WeakMap<StateInline, Set<string>>();

/** The offset behind the first closer at or after `from` whose backslash is none that is escaped itself; -1 if none is. */
function endOf(text: string, closer: string, from: number): number {
  for (let at = text.indexOf(closer, from); at >= 0; at = text.indexOf(closer, at + 1)) {
    let before = at;
    while (before > from && text[before - 1] === '\\') before--;
    if ((at - before) % 2 === 0) return at + closer.length;
  }
  return -1;
}
