import type { Definitions } from './definitions';
import { markdownParser } from './markdown-parser';
import { parserEnv } from './parser-env';

/** The definitions known after a block. The same object when the block defines nothing new; the first definition wins. */
export function parseDefinitions(source: string, known: Definitions, key: number): Definitions {
  // No definition without it, and hardly any other text has it.
  if (!source.includes(']:')) return known;
  const env = parserEnv(known, key);
  markdownParser.block.parse(source, markdownParser, env, []);
  const isNew = Object.keys(env.references).length > 0 || env.footnotes.size > known.footnotes.size;
  return isNew ? { references: env.references, footnotes: env.footnotes } : known;
}
