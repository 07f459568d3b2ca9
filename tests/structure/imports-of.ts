import { posix } from 'node:path';
import type { Source } from './source';
import { withoutComments } from './without-comments';

/** What a file imports, and whether as a type alone. */
export interface Import {
  imported: string;
  typeOnly: boolean;
}

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
export function importsOf({ path, text }: Source): Import[] {
  const code = withoutComments(text);
  const found = SPECIFIERS.flatMap((pattern) =>
    [...code.matchAll(pattern)].map(([all, , name = '']) => [all, name] as const),
  );
  return found.map(([all, name]) => ({
    imported: placeOf(name, path),
    typeOnly: /^\s*(?:import|export)\s+type\b/.test(all),
  }));
}

function placeOf(specifier: string, path: string): string {
  if (specifier.startsWith('@/')) return posix.normalize(specifier.slice(2));
  return specifier.startsWith('.') ? posix.join(posix.dirname(path), specifier) : specifier;
}
