import type { Definitions } from './definitions';

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
