/** The fence of code that a Markdown text leaves open. */
export interface OpenFence {
  /** What it began with, which ends it, too; null where none is open. */
  marker: string | null;
  /** The same of all that may be open, where only a parser that reads lists as a whole can tell. */
  doubtful: readonly string[];
}

const FENCE = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})/;
const HEADING_OR_RULE = /^ {0,3}(?:#{1,6}(?:[ \t]|$)|([-*_])[ \t]*(?:\1[ \t]*){2,}$)/;
const UNDERLINE = /^ {0,3}(?:=+|-+)[ \t]*$/;
const ITEM = /^( {0,3})([-+*]|(\d{1,9})[.)])(?:([ \t]+)(?=\S)|[ \t]*$)/;
const QUOTE = /^ {0,3}>/;
const BLANK = /^[ \t]*$/;
/** Of a link; parsers differ in whether what follows goes on with a paragraph. */
const DEFINITION = /^ {0,3}\[[^\]]*\]:/;

/** HTML, in which a fence is none: how it begins, and the line that ends it (CommonMark 0.31, 4.6). */
const HTML: readonly [begins: RegExp, ends: RegExp][] = [
  [/^ {0,3}<(?:script|pre|style|textarea)(?:[ \t>]|$)/i, /<\/(?:script|pre|style|textarea)>/i],
  [/^ {0,3}<!--/, /-->/],
  [/^ {0,3}<\?/, /\?>/],
  [/^ {0,3}<![a-z]/i, />/],
  [/^ {0,3}<!\[CDATA\[/, /\]\]>/],
  [
    /^ {0,3}<\/?(?:address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul)(?:[ \t]|\/?>|$)/i,
    BLANK,
  ],
];
/** A tag alone on its line, which is HTML where no paragraph goes on. */
const LONE_TAG =
  /^ {0,3}<(?:[a-z][a-z0-9-]*(?:\s+[a-z_:][\w.:-]*(?:\s*=\s*(?:[^\s"'=<>`]+|'[^']*'|"[^"]*"))?)*\s*\/?|\/[a-z][a-z0-9-]*\s*)>[ \t]*$/i;

/**
 * Reads lines as CommonMark's blocks, outside of lists and quotes: what begins in there ends with them.
 *
 * @param onText called with the number of each line that is in no such fence, from 0.
 */
export function findOpenFence(lines: readonly string[], onText: (index: number) => void): OpenFence {
  let fence: string | null = null;
  let html: RegExp | null = null;
  /** The item of a list, which holds what begins at that column or behind. */
  let item: { column: number; empty: boolean } | null = null;
  let paragraph = false;
  /** The line before stands in a list or a quote: a paragraph in there may go on without being set in. */
  let contained = false;
  /** It may have: since then it depends on that whether a line is in the item of a list, or in HTML. */
  let unclear: 'item' | 'html' | null = null;
  /** What begins a fence or HTML came while it was: from here on the reading may be wrong. */
  let lost = false;
  let afterBlank = true;

  for (const [index, line] of lines.entries()) {
    if (fence !== null) {
      if (endsFence(line, fence)) fence = null;
      continue;
    }
    readLine(line);
    if (fence === null) onText(index);
    afterBlank = BLANK.test(line);
  }
  return lost ? { marker: null, doubtful: longestMarkers(lines) } : { marker: fence, doubtful: [] };

  function readLine(line: string): void {
    if (html) {
      if (html.test(line)) html = null;
    } else if (BLANK.test(line)) {
      paragraph = false;
      contained = false;
      if (item?.empty) item = null;
    } else {
      const opened = FENCE.exec(line)?.[1];
      if (isUnclear(line) && (opened || HTML.some(([begins]) => begins.test(line)) || LONE_TAG.test(line))) lost = true;
      if (item && columnOf(line) >= item.column) {
        item.empty = false;
        contained = true;
      } else readOutside(line, opened);
    }
  }

  /** Nothing at the very beginning of a line is in an item. */
  function isUnclear(line: string): boolean {
    return unclear === 'html' || (unclear === 'item' && columnOf(line) > 1);
  }

  function readOutside(line: string, opened: string | undefined): void {
    const before = { item, paragraph, contained };
    const began = itemIn(line, paragraph);
    item = null;
    paragraph = false;
    contained = false;
    if (afterBlank && !began) unclear = null;
    if (opened) fence = opened;
    else if (HEADING_OR_RULE.test(line)) return;
    else if (QUOTE.test(line)) contained = true;
    else if (began) {
      item = began;
      contained = true;
    } else if (beginsHtml(line, before.paragraph || before.contained)) return;
    else if (before.paragraph && UNDERLINE.test(line)) return;
    else if (before.contained) {
      item = before.item;
      contained = true;
      unclear = unclear === 'html' || LONE_TAG.test(line) ? 'html' : 'item';
    } else {
      paragraph = before.paragraph || columnOf(line) < 4;
      if (DEFINITION.test(line)) unclear = 'html';
    }
  }

  function beginsHtml(line: string, mayGoOn: boolean): boolean {
    const ends = HTML.find(([begins]) => begins.test(line))?.[1] ?? (!mayGoOn && LONE_TAG.test(line) ? BLANK : null);
    html = ends?.test(line) ? null : ends;
    return ends !== null;
  }
}

function longestMarkers(lines: readonly string[]): string[] {
  const longest = { '`': '', '~': '' };
  for (const line of lines) {
    const marker = FENCE.exec(line)?.[1] ?? '';
    const kind = marker.startsWith('~') ? '~' : '`';
    if (marker.length > longest[kind].length) longest[kind] = marker;
  }
  return Object.values(longest).filter((marker) => marker !== '');
}

function endsFence(line: string, marker: string): boolean {
  const found = /^ {0,3}(`{3,}|~{3,})[ \t]*$/.exec(line)?.[1];
  return found !== undefined && found[0] === marker[0] && found.length >= marker.length;
}

/** One without text, or with a number other than 1, begins no list where a paragraph goes on. */
function itemIn(line: string, paragraph: boolean): { column: number; empty: boolean } | null {
  const found = ITEM.exec(line);
  if (!found) return null;
  const [, indent = '', marker = '', number = '1', space] = found;
  if (paragraph && (space === undefined || Number(number) !== 1)) return null;
  const before = indent.length + marker.length;
  const width = columnOf(`${' '.repeat(before)}${space ?? ''}`) - before;
  // More than that, and the item begins with indented code.
  return { column: before + (width >= 1 && width <= 4 ? width : 1), empty: space === undefined };
}

/** @returns the column of the first character that is not white space. */
function columnOf(line: string): number {
  let column = 0;
  for (const character of line) {
    if (character === ' ') column += 1;
    else if (character === '\t') column += 4 - (column % 4);
    else break;
  }
  return column;
}
