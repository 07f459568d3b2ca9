import type { ReactNode } from 'react';
import type { ParserScope } from './parser-scope';

/** What tokens need to become elements, besides themselves. */
export interface TokenContext {
  /** Unique on the page; goes before every id. */
  idPrefix: string;
  /** Key of the block the tokens are from. */
  block: number;
  /** What they were parsed in. */
  scope: ParserScope;
  /** See Block. */
  listFrom?: number | undefined;
  /** More text is expected at the end of these tokens. */
  open: boolean;
  /** Shown right after the last character, a caret for instance. */
  after?: ReactNode;
}
