import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Source {
  /** From the root of the project, with `/` on every system: `lib/service/ask.ts`. */
  path: string;
  text: string;
}

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** @returns every file of code below these folders of the project. */
export function readSources(folders: readonly string[]): Source[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(ts|tsx|mjs|cjs|js)$/.test(file))
      .map((file) => `${folder}/${file.replaceAll('\\', '/')}`)
      .sort()
      .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') })),
  );
}

/** @returns the files of code that stand in the root itself. */
export function readRootSources(): Source[] {
  return readdirSync(root)
    .filter((file) => /\.(ts|mjs)$/.test(file) && file !== 'next-env.d.ts')
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

/** @returns every Markdown file of the project. */
export function readTexts(): Source[] {
  const folders = ['docs', '.github'].filter((folder) => existsSync(join(root, folder)));
  const inFolders = folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map(
      (file) => `${folder}/${file.replaceAll('\\', '/')}`,
    ),
  );
  return [...readdirSync(root), ...inFolders]
    .filter((path) => path.endsWith('.md'))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}
