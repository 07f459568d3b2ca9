import { type Block, type Container, type Maths, type Mode, modeAfter } from './block-mode';
import { type Definitions, parseDefinitions } from './definitions';
import { readDetailsLine } from './details-lines';
import { OUTSIDE, readMathsLine, unclosedMaths } from './maths';
import { endsItem, endsTable, type Line, readLine } from './read-line';
import { UnclearLines } from './unclear-lines';

/** In characters. A block that is longer is cut where its reader hardly sees it, so that no more than this is read again. */
const LONG = { list: 3000, flow: 4000, fence: 100_000, details: 100_000, plain: 4000 };

/** The most cells of a table ever shown as such; rows beyond follow as they were written. */
const CELL_LIMIT = 10_000;

/** More than any answer to be read has, in blocks and in characters. What follows is shown as it was written. */
const ANSWER_LIMIT = { blocks: 10_000, length: 1_000_000 };

/**
 * Reads an answer's lines once each and cuts it where a block certainly ends, so that what is cut off never has to be
 * looked at again. It never cuts where it is not sure, unless a block is very long; a block may hold several elements.
 */
export class BlockScanner {
  /** Finished blocks; only ever appended to. */
  readonly blocks: Block[] = [];
  definitions: Definitions;
  /** Offset of the open block. */
  #start = 0;
  #mode: Mode = { is: 'between' };
  /** Offset of the line before. */
  #previous = 0;
  /** What comes goes on with a line that is too long to be read as one. */
  #within = false;
  #maths: Maths | undefined;
  #unclear = new UnclearLines();

  constructor(definitions: Definitions) {
    this.definitions = definitions;
  }

  clone(): BlockScanner {
    const copy = new BlockScanner(this.definitions);
    copy.blocks.push(...this.blocks);
    copy.#start = this.#start;
    copy.#mode = { ...this.#mode };
    copy.#previous = this.#previous;
    copy.#within = this.#within;
    copy.#maths = this.#maths && { ...this.#maths, lines: [...this.#maths.lines] };
    copy.#unclear = this.#unclear.clone();
    return copy;
  }

  /** The end of a line says whether it closes maths or details, so its start tells nothing. */
  get needsWholeLines(): boolean {
    return this.#maths !== undefined || this.#mode.is === 'details';
  }

  /** The block that is not finished, as far as `text` goes. */
  openBlock(text: string): Block {
    return this.#block(text.slice(this.#start), true);
  }

  /** Takes the line of `text` between two offsets, or as much of its start as tells what it is. */
  line(text: string, from: number, to: number): void {
    if (this.#within) return;
    const closer = this.#maths ? undefined : this.#mathsCloser(text.slice(from, to));
    if (this.#maths) this.#mathsLine(this.#maths, text, from, to);
    else if (closer === undefined) this.#line(text, from, to);
    else this.#maths = { closer, lines: [{ from, to }] };
  }

  /** A line ended there, or (not `whole`) is so long that it may be cut there. */
  endLine(text: string, to: number, whole: boolean): void {
    this.#within = !whole;
    if (!whole) while (this.#maths) this.#takeBack(this.#maths.lines, text);
    const mode = this.#mode;
    const length = to - this.#start;
    if (mode.is === 'fence' && length > LONG.fence) this.#goOn(text, to, { ...mode, goesOn: true });
    else if (mode.is === 'flow' && !whole) this.#goOn(text, to, { is: 'plain', until: 'line' });
    else if (mode.is === 'details' && length > LONG.details) this.#finish(text, to);
    else if (mode.is === 'plain' && mode.until === 'line' && whole) this.#finish(text, to);
    else if (mode.is === 'plain' && length > LONG.plain) this.#goOn(text, to, mode);
  }

  /** The text is complete. */
  end(text: string): void {
    while (this.#maths) this.#takeBack(this.#maths.lines, text);
    if (this.#mode.is !== 'between' && this.#start < text.length) this.#finish(text, text.length);
  }

  /** What would close the maths that a line may begin. Inside code or a container it is part of that. */
  #mathsCloser(source: string): string | undefined {
    const mode = this.#mode;
    const closer = ['fence', 'details', 'plain'].includes(mode.is) ? undefined : unclosedMaths(source);
    if (closer === undefined) return undefined;
    const least = mode.is !== 'container' ? 4 : mode.blank ? mode.indent : OUTSIDE + 1;
    return readLine(source).indent < Math.min(least, 4) ? closer : undefined;
  }

  #mathsLine({ closer, lines }: Maths, text: string, from: number, to: number): void {
    const reading = readMathsLine(text.slice(from, to), closer, lines.length);
    lines.push({ from, to });
    if (reading === 'is none') this.#takeBack(lines, text);
    if (reading !== 'ends') return;
    this.#maths = undefined;
    const begin = lines[0]?.from ?? from;
    if (this.#mode.is !== 'flow' && this.#mode.is !== 'between') this.#finish(text, begin);
    if (this.#mode.is === 'plain') return;
    if (this.#mode.is === 'between') this.#start = begin;
    this.#mode = { is: 'flow', numbered: false };
    this.#previous = from;
  }

  /** The lines were not maths. The first is read again for what else it is, and so are the others. */
  #takeBack([first, ...rest]: Maths['lines'], text: string): void {
    this.#maths = undefined;
    if (first) this.#line(text, first.from, first.to);
    for (const { from, to } of rest) this.line(text, from, to);
  }

  #line(text: string, from: number, to: number): void {
    const line = readLine(text.slice(from, to));
    const mode = this.#mode;
    switch (mode.is) {
      case 'between':
        if (!line.blank) this.#open(text, line, from);
        break;
      case 'fence':
        if (line.fence?.closes && line.fence.run.startsWith(mode.run)) this.#finish(text, to);
        break;
      case 'indented':
        if (!line.blank && (line.indent < 4 || from - this.#start > LONG.flow)) this.#cut(text, line, from);
        break;
      case 'table':
        if (line.blank) this.#finish(text, from);
        else if (endsTable(line)) this.#cut(text, line, from);
        else if (mode.rows-- === 0) this.#goOn(text, from, { is: 'plain', until: 'blank' });
        break;
      case 'flow':
        this.#flow(mode, text, line, from, to);
        break;
      case 'container':
        this.#container(mode, text, line, from, to);
        break;
      case 'details':
        break;
      case 'plain':
        if (line.blank && mode.until === 'blank') this.#finish(text, from);
        break;
      default:
        mode satisfies never;
    }
    this.#previous = from;
    if (this.#mode.is !== 'details') return;
    this.#mode = { is: 'details', ...readDetailsLine(this.#mode, text.slice(from, to)) };
    if (this.#mode.depth === 0) this.#finish(text, to);
  }

  #flow(mode: Mode & { is: 'flow' }, text: string, line: Line, from: number, to: number): void {
    const { marker } = line;
    const inParagraph = mode.numbered && marker?.bare === false;
    mode.numbered = inParagraph;
    if (line.blank) this.#finish(text, from);
    else if (line.fence || line.heading || line.footnote || line.details || marker?.interrupts)
      this.#cut(text, line, from);
    else if (marker && !inParagraph) {
      const last = this.#unclear.lastElement(text, this.#start, from, to);
      if (last === 'list') this.#cut(text, line, from);
      else mode.numbered = last === 'paragraph' && !marker.bare;
    } else if (line.indent > 3) {
      // More of a paragraph, but code below a heading.
      if (this.#unclear.lastElement(text, this.#start, from, to) === 'code_block') this.#cut(text, line, from);
    } else if (line.delimiterRow && text.slice(this.#previous, from).includes('|')) {
      if (this.#unclear.lastElement(text, this.#start, from, to) === 'table')
        this.#beginTable(text, text.slice(from, to));
    } else if (from - this.#start > LONG.flow && !line.quote && !marker) this.#cut(text, line, from);
  }

  /** The row above, the table's head, looked like a paragraph until now. */
  #beginTable(text: string, delimiterRow: string): void {
    if (this.#previous > this.#start) this.#finish(text, this.#previous);
    const columns = delimiterRow.split('|').filter((cell) => cell.includes('-')).length;
    if (this.#mode.is === 'plain') return;
    this.#start = this.#previous;
    this.#mode = { is: 'table', rows: Math.floor(CELL_LIMIT / columns) };
  }

  #container(mode: Container, text: string, line: Line, from: number, to: number): void {
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
      this.#nextItem(mode, line.marker, text, from);
    } else if (afterBlank || endsItem(line)) {
      this.#cut(text, line, from);
    } else if (!mode.lazy) {
      // Goes on with the item's paragraph if there is one; after a nested fence, for example, it starts again outside.
      const last = this.#unclear.lastElement(text, mode.item, from, to);
      if (last === undefined || last === 'list' || last === 'footnote') mode.lazy = true;
      else this.#cut(text, line, from);
    }
  }

  #nextItem(mode: Container, { contentIndent: indent, bare }: NonNullable<Line['marker']>, text: string, from: number) {
    const next = { ...mode, indent, bare, item: from, number: mode.number + 1, lazy: false };
    if (from - this.#start > LONG.list) this.#goOn(text, from, { ...next, listFrom: next.number });
    else this.#mode = next;
  }

  #open(text: string, line: Line, from: number): void {
    this.#start = from;
    this.#mode = modeAfter(line, text, from);
  }

  #cut(text: string, line: Line, from: number): void {
    this.#finish(text, from);
    if (this.#mode.is === 'between') this.#open(text, line, from);
  }

  /** Cuts a block in two. */
  #goOn(text: string, end: number, mode: Mode): void {
    this.#finish(text, end);
    if (this.#mode.is === 'between') this.#mode = mode;
  }

  #finish(text: string, end: number): void {
    // A part of a string keeps all of it in memory: a copy does not.
    const block = this.#block(` ${text.slice(this.#start, end)}`.slice(1), false);
    if (block.kind === 'text') this.definitions = parseDefinitions(block.text, this.definitions, block.key);
    this.blocks.push({ ...block, definitions: this.definitions });
    this.#start = end;
    const isLong = this.blocks.length >= ANSWER_LIMIT.blocks || end >= ANSWER_LIMIT.length;
    this.#mode = isLong ? { is: 'plain', until: 'end' } : { is: 'between' };
  }

  #block(source: string, open: boolean): Block {
    const mode = this.#mode;
    const { definitions } = this;
    const kind = mode.is === 'fence' || mode.is === 'table' || mode.is === 'plain' ? mode.is : 'text';
    const listFrom = mode.is === 'container' ? mode.listFrom : undefined;
    const text = mode.is === 'fence' && mode.goesOn ? `${mode.opening}\n${source.replace(/^\n/, '')}` : source;
    return { key: this.blocks.length, kind, text, open, ...(listFrom !== undefined && { listFrom }), definitions };
  }
}
