import type { Definitions } from './definitions';

/** A stretch of an answer's source that reads the same alone as within the whole. It may hold several elements. */
export interface Block {
  /** Place in the answer, from 0; a block keeps it for ever. */
  readonly key: number;
  /** A fence is one code block; a table holds nothing but its rows; text is everything else. */
  readonly kind: 'text' | 'fence' | 'table';
  readonly text: string;
  /** True for the last block while more text is expected. */
  readonly open: boolean;
  /** Known when the block was finished, its own among them; for a finished answer, all. */
  readonly definitions: Definitions;
}
