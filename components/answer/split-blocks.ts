import type { Block } from './block-mode';
import { BlockScanner } from './block-scanner';
import { Definitions } from './definitions';

/** What a caller keeps between two calls so that the second reads only what was added. */
export interface SplitMemory {
  /** The text of the last call, `blocks` its answer. */
  text: string;
  streaming: boolean;
  blocks: readonly Block[];
  scanner: BlockScanner;
  /** Offset of the first line that the scanner has not seen whole. */
  line: number;
  /** The scanner has had the start of that line, and more of it would tell it nothing new. */
  settled: boolean;
}

/** However such a line goes on, it is text: no list item, fence, heading, quote, table row or underline starts so. */
const SETTLED_LINE = /^ {0,3}(?:[^\s\d*+\-_#>~`|[=:\\<$]|\*\*[^\s*]|\d+[^\d.)])/;

/** In characters. A longer line is read in parts. */
const LONG_LINE = 8000;

export function createSplitMemory(): SplitMemory {
  const scanner = new BlockScanner(Definitions.none());
  return { text: '', streaming: true, blocks: [], scanner, line: 0, settled: false };
}

/**
 * Splits Markdown into blocks that can be parsed and rendered each on its own.
 *
 * The answer depends on `text` and `streaming` alone; `memory` (changed in place) only saves the work of reading the
 * same lines again when `text` grew. While streaming, all blocks but the last are final: they are the same objects in
 * every later answer until the text is complete. Then blocks that may refer to definitions further down are renewed.
 */
export function splitBlocks(text: string, streaming: boolean, memory: SplitMemory): readonly Block[] {
  const source = readableSource(text, streaming);
  if (source === memory.text && streaming === memory.streaming) return memory.blocks;
  if (!source.startsWith(memory.text)) Object.assign(memory, createSplitMemory());

  readLines(source, memory);
  memory.text = source;
  memory.streaming = streaming;
  memory.blocks = streaming ? withOpenBlock(source, memory.scanner) : complete(source, memory);
  return memory.blocks;
}

/** With one kind of line end and no half of a character; while streaming the other half of the last may still come. */
function readableSource(text: string, streaming: boolean): string {
  const whole = streaming && /^[\ud800-\udbff]/.test(text.slice(-1)) ? text.slice(0, -1) : text;
  const formed = whole.toWellFormed();
  return formed.includes('\r') ? formed.replace(/\r\n?/g, '\n') : formed;
}

function readLines(source: string, memory: SplitMemory): void {
  const { scanner } = memory;
  for (let end = lineEnd(source, memory.line); end !== undefined; end = lineEnd(source, memory.line)) {
    const whole = source[end] === '\n';
    if (!memory.settled) scanner.line(source, memory.line, end);
    scanner.endLine(source, end, whole);
    memory.line = whole ? end + 1 : end;
    memory.settled = false;
  }
  if (memory.settled || scanner.needsWholeLines) return;
  if (SETTLED_LINE.test(source.slice(memory.line, memory.line + 80))) {
    scanner.line(source, memory.line, source.length);
    memory.settled = true;
  }
}

/** Where the line from `from` on ends, or where a long one may be cut; `undefined` if that is not known yet. */
function lineEnd(source: string, from: number): number | undefined {
  const line = source.slice(from, from + LONG_LINE);
  const newline = line.indexOf('\n');
  if (newline >= 0) return from + newline;
  if (source.length <= from + LONG_LINE) return undefined;
  const space = line.lastIndexOf(' ') + 1;
  if (space > LONG_LINE / 2) return from + space;
  return from + LONG_LINE - (/[\ud800-\udbff]$/.test(line.slice(-1)) ? 1 : 0);
}

function withOpenBlock(source: string, scanner: BlockScanner): readonly Block[] {
  const block = scanner.openBlock(source);
  const text = hideUnfinished(block.text, block.kind);
  return text.trim() === '' ? scanner.blocks.slice() : [...scanner.blocks, { ...block, text }];
}

function complete(source: string, memory: SplitMemory): readonly Block[] {
  // A copy: should the text grow after all, its last line was not the end of anything.
  const scanner = memory.scanner.clone();
  if (!memory.settled && memory.line < source.length) scanner.line(source, memory.line, source.length);
  scanner.end(source);
  const { definitions } = scanner;
  return scanner.blocks.map((block) =>
    block.definitions === definitions || block.kind === 'fence' || !block.text.includes('[')
      ? block
      : { ...block, definitions },
  );
}

const PARTIAL_FENCE = /\n {0,3}(?:`+|~+)$/;
/** A tag that may become `<details>`, or its end. */
const PARTIAL_DETAILS = /\n[ \t]*<\/?(?:d|de|det|deta|detai|detail|details(?:[ \t][^<>\n]*)?)?$/i;
const PARTIAL_MARKER = /\n[ \t>]*(?:[-=]+|[*+]|\d{1,9}[.)]?|#{1,6}|`{1,2}|~{1,2})[ \t]*$/;

/**
 * Leaves out the start of a last line whose meaning is still open: the `-` of a list's first item would underline a
 * heading for a frame, and a closing fence would be code. The next characters bring it back.
 */
export function hideUnfinished(text: string, kind: Block['kind']): string {
  // Either is short, and a regular expression would look at every line of a long block.
  const from = Math.max(0, text.length - 80);
  const end = text.slice(from);
  if (kind === 'text' && from === 0 && PARTIAL_DETAILS.exec(`\n${end}`)?.index === 0) return '';
  const match = kind === 'fence' ? PARTIAL_FENCE.exec(end) : (PARTIAL_MARKER.exec(end) ?? PARTIAL_DETAILS.exec(end));
  return match ? text.slice(0, from + match.index + 1) : text;
}
