import type { Definitions } from './definitions';
import { type DetailsState, NO_DETAILS } from './details-lines';
import type { Line } from './read-line';

/** What the lines of an answer are part of. */
export type Mode =
  | { is: 'between' }
  /** Paragraphs, headings, quotes, rules: whatever a blank line ends. `numbered`: the last line began with a number but was none of a list. */
  | { is: 'flow'; numbered: boolean }
  /** `rows`: how many more are shown as such. */
  | { is: 'table'; rows: number }
  | { is: 'indented' }
  /** `goesOn`: the block before began with the opening line, and is not closed. */
  | { is: 'fence'; run: string; opening: string; goesOn: boolean }
  | Container
  | ({ is: 'details' } & DetailsState)
  /** What is too much to be read: the rest of a line, of a table or of the whole answer. */
  | { is: 'plain'; until: 'line' | 'blank' | 'end' };

/** A list, or a footnote's text (no `marker`). What is indented by `indent` is inside. */
export interface Container {
  is: 'container';
  marker: string | undefined;
  indent: number;
  /** Offset of the item that is open, and its number. */
  item: number;
  number: number;
  /** See Block. */
  listFrom: number | undefined;
  bare: boolean;
  blank: boolean;
  lazy: boolean;
}

/** Lines that are maths if one of the next closes it. */
export interface Maths {
  closer: string;
  lines: { from: number; to: number }[];
}

/** What the line of `text` from `from` on begins, after whatever stood before it. */
export function modeAfter(line: Line, text: string, from: number): Mode {
  if (line.indent > 3) return { is: 'indented' };
  if (line.fence) {
    const [opening = ''] = /^.{0,80}/.exec(text.slice(from, from + 80)) ?? [];
    return { is: 'fence', run: line.fence.run, opening, goesOn: false };
  }
  if (line.details) return { is: 'details', ...NO_DETAILS };
  if (!line.marker && !line.footnote) return { is: 'flow', numbered: false };
  const { kind: marker, contentIndent: indent = 4, bare = false, number = 0 } = line.marker ?? {};
  const item = { item: from, number, listFrom: undefined };
  return { is: 'container', marker, indent, ...item, bare, blank: false, lazy: false };
}

/** A stretch of an answer's source that reads the same alone as within the whole. It may hold several elements. */
export interface Block {
  /** Place in the answer, from 0; a block keeps it for ever. */
  readonly key: number;
  /** A fence is one code block; a table holds nothing but its rows; plain is shown as it is; text is everything else. */
  readonly kind: 'text' | 'fence' | 'table' | 'plain';
  readonly text: string;
  /** True for the last block while more text is expected. */
  readonly open: boolean;
  /** Set where the block goes on with the list of the block before: the number of its first item. */
  readonly listFrom?: number;
  /** Known when the block was finished, its own among them; for a finished answer, all. */
  readonly definitions: Definitions;
}
