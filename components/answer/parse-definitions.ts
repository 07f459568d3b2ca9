import type { Definitions } from './definitions';
import { markdownParser } from './markdown-parser';
import { ParserScope } from './parser-scope';

/** The definitions known after a block. The same object when the block defines nothing new; the first definition wins. */
export function parseDefinitions(source: string, known: Definitions, key: number): Definitions {
  // No definition without it, and hardly any other text has it.
  if (known.room === 0 || !source.includes(']:')) return known;
  const scope = new ParserScope(known, key);
  markdownParser.block.parse(source, markdownParser, scope.env, []);
  return scope.definitions();
}
