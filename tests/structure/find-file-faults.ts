import { importsOf } from './imports-of';
import type { Source } from './source';

const LONGEST_FILE = 250;
/** A shorter file is a noun only if two others need it, or if it is a component. */
const SHORTEST_FILE = 20;
const NAMELESS = /(^|\/)(utils?|helpers?|misc)(\.|\/)/;

/** @returns one line for each file that is no room of its own: the file, and why. `importers` are files that may use it. */
export function findFileFaults(sources: readonly Source[], importers: readonly Source[] = sources): string[] {
  const importCounts = countImporters(importers);
  return sources.flatMap((source) =>
    [
      tooLong(source),
      NAMELESS.test(source.path) ? 'has a name that says nothing' : null,
      climbs(source),
      passesOn(source),
      tooShort(source, importCounts.get(withoutExtension(source.path)) ?? 0),
    ].flatMap((fault) => (fault === null ? [] : [`${source.path} ${fault}`])),
  );
}

function countImporters(sources: readonly Source[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const source of sources) {
    for (const path of new Set(importsOf(source).map(({ imported }) => withoutExtension(imported)))) {
      counts.set(path, (counts.get(path) ?? 0) + 1);
    }
  }
  return counts;
}

function linesOf({ text }: Source): number {
  return text.trimEnd().split('\n').length;
}

function tooLong(source: Source): string | null {
  if (source.path.startsWith('tests/')) return null;
  const lines = linesOf(source);
  return lines > LONGEST_FILE ? `has ${lines} lines, over ${LONGEST_FILE}` : null;
}

/** Routes and pages stand where Next looks for them, so only `lib` and `components` are asked. */
function tooShort(source: Source, importerCount: number): string | null {
  if (!/^(lib|components)\//.test(source.path) || source.path.endsWith('.d.ts')) return null;
  if (importerCount === 0) return 'is imported by nothing';
  const lines = linesOf(source);
  if (lines >= SHORTEST_FILE || importerCount > 1 || isComponent(source)) return null;
  return `has ${lines} lines and one importer: put it there`;
}

/** Whether it exports a component with the name of its file: `step-button.tsx` and `StepButton`. */
function isComponent({ path, text }: Source): boolean {
  const file = path.match(/([^/]+)\.tsx$/)?.[1];
  const name = file?.replace(/(^|-)(\w)/g, (_, _dash, letter: string) => letter.toUpperCase());
  return name !== undefined && new RegExp(`\\bexport (default )?(function|const) ${name}\\b`).test(text);
}

function climbs({ text }: Source): string | null {
  const specifier = text.match(/(?:\bfrom|\bimport|\bimport\(|\bmock\()\s*['"]((?:\.\.\/){2}[^'"]*)['"]/)?.[1];
  return specifier === undefined ? null : `imports ${specifier}: use @/ over more than one folder`;
}

function passesOn({ text }: Source): string | null {
  const statements = text
    .replace(/\/\/.*|\/\*[\s\S]*?\*\//g, '')
    .split(';')
    .filter((statement) => statement.trim() !== '');
  const isExportFrom = (statement: string) => /^\s*export\b[^;]*\bfrom\s*['"]/.test(statement);
  return statements.length > 0 && statements.every(isExportFrom) ? 'only passes on what another file exports' : null;
}

function withoutExtension(path: string): string {
  return path.replace(/\.(tsx?|mjs)$/, '');
}
