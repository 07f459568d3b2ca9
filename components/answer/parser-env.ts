import type { Env } from 'markdown-it';
import type { Definitions } from './definitions';

/** markdown-it's environment with what this app keeps in it. */
export interface ParserEnv extends Env {
  references: Record<string, { href: string; title: string }>;
  footnotes: Map<string, number>;
  /** Key of the block being parsed. */
  block: number;
}

/** An environment in which a block sees all earlier definitions, and its own are own properties of `references`. */
export function parserEnv(known: Definitions, block: number): ParserEnv {
  return { references: Object.create(known.references), footnotes: new Map(known.footnotes), block };
}
