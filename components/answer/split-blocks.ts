import type { Block } from './block';
import { BlockScanner } from './block-scanner';
import { Definitions } from './definitions';
import { hideUnfinished } from './hide-unfinished';

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
  for (let end = source.indexOf('\n', memory.line); end >= 0; end = source.indexOf('\n', memory.line)) {
    if (!memory.settled) memory.scanner.line(source, memory.line, end);
    memory.line = end + 1;
    memory.settled = false;
  }
  if (
    !memory.settled &&
    !memory.scanner.needsWholeLines &&
    SETTLED_LINE.test(source.slice(memory.line, memory.line + 80))
  ) {
    memory.scanner.line(source, memory.line, source.length);
    memory.settled = true;
  }
}

function withOpenBlock(source: string, { blocks, start, kind, definitions }: BlockScanner): readonly Block[] {
  const text = hideUnfinished(source.slice(start), kind);
  if (text.trim() === '') return blocks.slice();
  return [...blocks, { key: blocks.length, kind, text, open: true, definitions }];
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
