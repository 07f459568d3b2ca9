import { posix } from 'node:path';
import type { Source } from './source';
import { withoutComments } from './without-comments';

/** Import and export-from with all that may stand between, an import for its effect alone, `import()` and `require()`. */
const SPECIFIERS = [
  /^[ \t]*(?:import|export)\b[^'"`;]*?\bfrom\s*(['"])(.+?)\1/gm,
  /^[ \t]*import\s*(['"])(.+?)\1/gm,
  /\b(?:import|require)\s*\(\s*(['"`])(.+?)\1/g,
];

/**
 * @returns what a file imports, types too: a path from the root of the project when it is a file of ours, else the
 * name as it stands there (`node:fs`, `react/jsx-runtime`).
 */
export function importsOf({ path, text }: Source): string[] {
  const code = withoutComments(text);
  const found = SPECIFIERS.flatMap((pattern) => [...code.matchAll(pattern)].map((match) => match[2] ?? ''));
  return found.map((specifier) => {
    if (specifier.startsWith('@/')) return posix.normalize(specifier.slice(2));
    return specifier.startsWith('.') ? posix.join(posix.dirname(path), specifier) : specifier;
  });
}
