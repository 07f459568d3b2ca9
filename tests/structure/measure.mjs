/**
 * Prints files, lines and imports of each folder, to see whether the tree gets better or worse:
 * `node tests/structure/measure.mjs` for the files as they are, `… measure.mjs <commit>` for a commit.
 *
 * "Arrows" are imports of one file of the folder by another, subfolders included.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const commit = process.argv[2] ?? null;
const git = (...args) => execFileSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26 });

const paths = (
  commit === null ? git('ls-files', '-co', '--exclude-standard') : git('ls-tree', '-r', '--name-only', commit)
)
  .split('\n')
  .filter((path) => /^(app|components|lib)\/.*\.tsx?$/.test(path) && !path.endsWith('.d.ts'));
const files = new Map(paths.flatMap((path) => readText(path)));
const specifiers = /\bfrom\s*['"]([^'"]+)['"]|\bimport\s*\(?\s*['"]([^'"]+)['"]/g;

const rows = [['whole tree', ''], ...foldersOf(['components', 'lib']), ['app', 'app/']].map(([name, prefix]) => {
  const inside = [...files.keys()].filter((path) => path.startsWith(prefix));
  const lines = inside.map((path) => files.get(path).trimEnd().split('\n').length).sort((a, b) => a - b);
  const arrows = inside.flatMap((path) => importsOf(path).filter((imported) => imported.startsWith(prefix))).length;
  return [name, inside.length, median(lines), lines.filter((count) => count < 20).length, lines.at(-1) ?? 0, arrows];
});

const head = ['folder', 'files', 'median lines', 'under 20 lines', 'longest', 'arrows'];
for (const row of [head, head.map(() => '---'), ...rows]) process.stdout.write(`| ${row.join(' | ')} |\n`);

/** A file that was deleted but not committed yet is listed, but is not there. */
function readText(path) {
  try {
    return [[path, commit === null ? readFileSync(posix.join(root, path), 'utf8') : git('show', `${commit}:${path}`)]];
  } catch {
    return [];
  }
}

function foldersOf(parts) {
  const folders = new Set([...files.keys()].map((path) => path.split('/').slice(0, 2).join('/')));
  return parts.flatMap((part) => [
    [part, `${part}/`],
    ...[...folders].filter((folder) => folder.startsWith(`${part}/`)).map((folder) => [folder, `${folder}/`]),
  ]);
}

function importsOf(path) {
  const found = [...files.get(path).matchAll(specifiers)].map(([, from, effect]) => placeOf(from ?? effect, path));
  return [...new Set(found.flatMap((place) => [`${place}.ts`, `${place}.tsx`]))].filter((file) => files.has(file));
}

function placeOf(specifier, path) {
  if (specifier.startsWith('@/')) return specifier.slice(2);
  return specifier.startsWith('.') ? posix.join(posix.dirname(path), specifier) : specifier;
}

function median(sorted) {
  const middle = sorted.length / 2;
  return sorted.length === 0 ? 0 : (sorted[Math.ceil(middle) - 1] + sorted[Math.floor(middle)]) / 2;
}
