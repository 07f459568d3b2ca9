import { opensDetails } from './details-lines';

const FENCE = /^(`{3,})[^`]*$|^(~{3,})/;
const HEADING = /^#{1,6}(?:[ \t]|$)/;
const RULE = /^(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$/;
const MARKER = /^(?:([-+*])|(\d{1,9})([.)]))(?=[ \t]|$)/;
const FOOTNOTE = /^\[\^[^\]\s]+\]:/;
const DELIMITER_ROW = /^(?=[^-]*-)[|:-][-:| \t]*$/;

export interface ListMarker {
  /** `-`, `+`, `*`, `.` or `)`: items with different ones belong to different lists. */
  kind: string;
  /** 0 for a bullet. */
  number: number;
  /** Column where the item's content starts; what is indented less is outside the item. */
  contentIndent: number;
  /** Nothing follows the marker. */
  bare: boolean;
  /** By CommonMark only some markers may interrupt a paragraph: not a bare one, nor a number other than 1. */
  interrupts: boolean;
}

/** What a line could begin, were it at the top level. Everything but `indent` and `blank` needs an indent below 4. */
export interface Line {
  blank: boolean;
  /** In columns; a tab goes to the next multiple of 4. */
  indent: number;
  /** The run that opens or closes a fence, such as three backticks; `closes` when nothing follows it. */
  fence?: { run: string; closes: boolean };
  heading: boolean;
  /** A thematic break, or what underlines a heading. */
  rule: boolean;
  quote: boolean;
  footnote: boolean;
  /** Begins `<details>`. */
  details: boolean;
  /** Could be the second row of a table. */
  delimiterRow: boolean;
  marker?: ListMarker;
}

/** Reads one line of Markdown (without its line end) by CommonMark's and GFM's rules for the start of a block. */
export function readLine(source: string): Line {
  let indent = 0;
  let at = 0;
  for (; source[at] === ' ' || source[at] === '\t'; at++) indent = nextColumn(source[at], indent);

  const text = source.slice(at);
  const line: Line = {
    blank: text === '',
    indent,
    heading: false,
    rule: false,
    quote: false,
    footnote: false,
    details: false,
    delimiterRow: false,
  };
  if (line.blank || indent > 3) return line;

  const first = text[0] ?? '';
  // Most lines start with a letter, and then none of the rest can be.
  if (!'`~#*-_+>[|:<0123456789'.includes(first)) return line;

  const fence = FENCE.exec(text);
  const run = fence?.[1] ?? fence?.[2];
  if (run !== undefined) line.fence = { run, closes: text.slice(run.length).trim() === '' };
  line.heading = HEADING.test(text);
  line.rule = RULE.test(text);
  line.quote = first === '>';
  line.footnote = FOOTNOTE.test(text);
  line.details = opensDetails(text);
  line.delimiterRow = DELIMITER_ROW.test(text);
  if (!line.rule) line.marker = readMarker(text, indent);
  return line;
}

function readMarker(text: string, indent: number): ListMarker | undefined {
  const match = MARKER.exec(text);
  if (!match) return undefined;
  const [marker, bullet, number, delimiter] = match;
  const afterMarker = indent + marker.length;
  let column = afterMarker;
  let at = marker.length;
  for (; text[at] === ' ' || text[at] === '\t'; at++) column = nextColumn(text[at], column);

  const bare = at >= text.length;
  // Five or more spaces after the marker are one space and the start of indented code.
  const padding = bare || column - afterMarker > 4 ? 1 : column - afterMarker;
  return {
    kind: bullet ?? delimiter ?? '',
    number: Number(number ?? 0),
    contentIndent: afterMarker + padding,
    bare,
    interrupts: !bare && (number === undefined || Number(number) === 1),
  };
}

function nextColumn(char: string | undefined, column: number): number {
  return char === '\t' ? column + 4 - (column % 4) : column + 1;
}

/** Whether a line below a table's rows is none of them, though no blank line came between. */
export function endsTable(line: Line): boolean {
  return line.indent > 3 || endsItem(line);
}

/** Whether a line that is not indented as far as a list's item is outside, though no blank line came between. */
export function endsItem(line: Line): boolean {
  return Boolean(line.marker || line.rule || line.fence || line.heading || line.quote || line.footnote || line.details);
}

/** What the model wrote after a fence, if that begins with a language's name. */
export function languageOf(info: string): string {
  return /^\s*([\w+#.-]{1,30})/.exec(info)?.[1] ?? '';
}

/** A text without the columns by which its first line is indented: else it could be code. */
export function outdented(text: string): string {
  const [indent = ''] = /^ */.exec(text) ?? [];
  return indent === '' ? text : text.replace(new RegExp(`^ {1,${indent.length}}`, 'gm'), '');
}
