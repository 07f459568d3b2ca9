import type { Block } from './block';
import type { Definitions } from './definitions';
import { endsTable } from './ends-table';
import { lastBlock } from './last-block';
import { OUTSIDE, readMathsLine, unclosedMaths } from './maths';
import { parseDefinitions } from './parse-definitions';
import { type Line, readLine } from './read-line';

/** Longest source, in characters, for which an unclear line is settled by parsing. Beyond it the likelier reading holds. */
const UNCLEAR_LIMIT = 2000;

type Mode =
  | { is: 'between' }
  /** Paragraphs, headings, quotes, rules: whatever a blank line ends. `numbered`: the last line began with a number but was none of a list. */
  | { is: 'flow'; numbered: boolean }
  | { is: 'table' }
  | { is: 'indented' }
  | { is: 'fence'; run: string }
  /** A list, or a footnote's text (no `marker`). What is indented by `indent` is inside. */
  | { is: 'container'; marker?: string; indent: number; item: number; bare: boolean; blank: boolean; lazy: boolean };

interface Maths {
  closer: string;
  lines: { from: number; to: number }[];
}

/**
 * Reads an answer's lines once each and cuts it where a block certainly ends, so that what is cut off never has to be
 * looked at again. It never cuts where it is not sure; a block may then hold more than one element, which does no harm.
 */
export class BlockScanner {
  /** Finished blocks; only ever appended to. */
  readonly blocks: Block[] = [];
  /** Offset of the open block. */
  start = 0;
  definitions: Definitions;
  #mode: Mode = { is: 'between' };
  /** Offset of the line before. */
  #previous = 0;
  /** Lines that are maths if one of the next closes it, and else are what they look like. */
  #maths: Maths | undefined;

  constructor(definitions: Definitions) {
    this.definitions = definitions;
  }

  clone(): BlockScanner {
    const copy = new BlockScanner(this.definitions);
    copy.blocks.push(...this.blocks);
    copy.start = this.start;
    copy.#mode = { ...this.#mode };
    copy.#previous = this.#previous;
    copy.#maths = this.#maths && { ...this.#maths, lines: [...this.#maths.lines] };
    return copy;
  }

  get kind(): Block['kind'] {
    const { is } = this.#mode;
    return is === 'fence' || is === 'table' ? is : 'text';
  }

  /** The end of a line says whether it closes maths, so its start tells nothing. */
  get needsWholeLines(): boolean {
    return this.#maths !== undefined;
  }

  /** Takes the line of `text` between two offsets (without its line end). */
  line(text: string, from: number, to: number): void {
    const closer = this.#maths ? undefined : this.#mathsCloser(text.slice(from, to));
    if (this.#maths) this.#mathsLine(this.#maths, text, from, to);
    else if (closer === undefined) this.#line(text, from, to);
    else this.#maths = { closer, lines: [{ from, to }] };
  }

  #line(text: string, from: number, to: number): void {
    const line = readLine(text.slice(from, to));
    const mode = this.#mode;
    switch (mode.is) {
      case 'between':
        if (!line.blank) this.#open(line, from);
        break;
      case 'fence':
        if (line.fence?.closes && line.fence.run.startsWith(mode.run)) this.#finish(text, to);
        break;
      case 'indented':
        if (!line.blank && line.indent < 4) this.#cut(text, line, from);
        break;
      case 'table':
        if (line.blank) this.#finish(text, from);
        else if (endsTable(line)) this.#cut(text, line, from);
        break;
      case 'flow':
        this.#flow(mode, text, line, from, to);
        break;
      case 'container':
        this.#container(mode, text, line, from, to);
        break;
      default:
        mode satisfies never;
    }
    this.#previous = from;
  }

  /** The text is complete. */
  end(text: string): void {
    while (this.#maths) this.#takeBack(this.#maths.lines, text);
    if (this.#mode.is !== 'between') this.#finish(text, text.length);
  }

  /** What would close the maths that a line may begin. Inside code or a container it is part of that. */
  #mathsCloser(source: string): string | undefined {
    const closer = unclosedMaths(source);
    if (closer === undefined || this.#mode.is === 'fence') return undefined;
    const { indent } = readLine(source);
    const mode = this.#mode;
    const least = mode.is !== 'container' ? 4 : mode.blank ? mode.indent : OUTSIDE + 1;
    return indent < Math.min(least, 4) ? closer : undefined;
  }

  #mathsLine({ closer, lines }: Maths, text: string, from: number, to: number): void {
    const reading = readMathsLine(text.slice(from, to), closer, lines.length);
    lines.push({ from, to });
    if (reading === 'is none') this.#takeBack(lines, text);
    if (reading !== 'ends') return;
    this.#maths = undefined;
    const begin = lines[0]?.from ?? from;
    if (this.#mode.is !== 'flow' && this.#mode.is !== 'between') this.#finish(text, begin);
    if (this.#mode.is === 'between') this.start = begin;
    this.#mode = { is: 'flow', numbered: false };
    this.#previous = from;
  }

  /** The lines were not maths. The first is read again for what else it is, and so are the others. */
  #takeBack([first, ...others]: Maths['lines'], text: string): void {
    this.#maths = undefined;
    if (first) this.#line(text, first.from, first.to);
    for (const { from, to } of others) this.line(text, from, to);
  }

  #flow(mode: Mode & { is: 'flow' }, text: string, line: Line, from: number, to: number): void {
    const { marker } = line;
    const inParagraph = mode.numbered && marker?.bare === false;
    mode.numbered = inParagraph;
    if (line.blank) this.#finish(text, from);
    else if (line.fence || line.heading || line.footnote || marker?.interrupts) this.#cut(text, line, from);
    else if (marker && !inParagraph) {
      const last = this.#last(text, this.start, to);
      if (last === 'list') this.#cut(text, line, from);
      else mode.numbered = last === 'paragraph' && !marker.bare;
    } else if (line.indent > 3) {
      // More of a paragraph, but code below a heading.
      if (this.#last(text, this.start, to) === 'code_block') this.#cut(text, line, from);
    } else if (line.delimiterRow && text.slice(this.#previous, from).includes('|')) {
      if (this.#last(text, this.start, to) !== 'table') return;
      // The row above, the table's head, looked like a paragraph until now.
      if (this.#previous > this.start) this.#finish(text, this.#previous);
      this.start = this.#previous;
      this.#mode = { is: 'table' };
    }
  }

  #container(mode: Mode & { is: 'container' }, text: string, line: Line, from: number, to: number): void {
    if (line.blank) {
      // An item that starts with a blank line is empty: nothing that follows can be in it.
      if (mode.bare) mode.indent = Number.POSITIVE_INFINITY;
      mode.blank = true;
      return;
    }
    const afterBlank = mode.blank;
    mode.blank = false;
    mode.bare = false;
    if (line.indent >= mode.indent) {
      mode.lazy = false;
    } else if (line.marker && line.marker.kind === mode.marker) {
      mode.indent = line.marker.contentIndent;
      mode.bare = line.marker.bare;
      mode.item = from;
      mode.lazy = false;
    } else if (afterBlank || line.marker || line.rule || line.fence || line.heading || line.quote || line.footnote) {
      this.#cut(text, line, from);
    } else if (!mode.lazy) {
      // Goes on with the item's paragraph if there is one; after a nested fence, say, it starts anew outside.
      const last = this.#last(text, mode.item, to);
      if (last === undefined || last === 'list' || last === 'footnote') mode.lazy = true;
      else this.#cut(text, line, from);
    }
  }

  #open(line: Line, from: number): void {
    this.start = from;
    if (line.indent > 3) this.#mode = { is: 'indented' };
    else if (line.fence) this.#mode = { is: 'fence', run: line.fence.run };
    else if (line.marker || line.footnote) {
      const { kind: marker, contentIndent: indent = 4, bare = false } = line.marker ?? {};
      this.#mode = { is: 'container', marker, indent, bare, item: from, blank: false, lazy: false };
    } else this.#mode = { is: 'flow', numbered: false };
  }

  #finish(text: string, end: number): void {
    const key = this.blocks.length;
    const { kind } = this;
    const source = text.slice(this.start, end);
    if (kind === 'text') this.definitions = parseDefinitions(source, this.definitions, key);
    this.blocks.push({ key, kind, text: source, open: false, definitions: this.definitions });
    this.start = end;
    this.#mode = { is: 'between' };
  }

  #cut(text: string, line: Line, from: number): void {
    this.#finish(text, from);
    this.#open(line, from);
  }

  #last(text: string, from: number, to: number) {
    return to - from > UNCLEAR_LIMIT ? undefined : lastBlock(text.slice(from, to));
  }
}
