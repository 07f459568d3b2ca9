import { cpSync, existsSync, symlinkSync } from 'node:fs';
import { join, parse } from 'node:path';
import { type Children, ROOT } from '../children';

export const NEXT = join(ROOT, 'node_modules/next/dist/bin/next');

/** Builds the app, if it has not been built. */
export async function buildApp(children: Children): Promise<void> {
  if (!existsSync(join(ROOT, '.next/BUILD_ID'))) await build(children, ROOT);
}

let yardsticks: Promise<string> | undefined;

/**
 * Builds plain and floor with the app's packages. Outside of the project: inside of it, Next takes the app's own
 * `instrumentation.ts` and `proxy.ts` along.
 *
 * @returns their folder.
 */
export function buildYardsticks(children: Children): Promise<string> {
  yardsticks ??= buildIn(children, join(children.folder, 'next'));
  return yardsticks;
}

async function buildIn(children: Children, folder: string): Promise<string> {
  cpSync(join(ROOT, 'tests/bench/next'), folder, { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
  await build(children, folder);
  return folder;
}

async function build(children: Children, folder: string): Promise<void> {
  // Turbopack follows no link out of its root, and the packages are in another folder.
  const child = children.start([NEXT, 'build', folder], { BENCH_ROOT: parse(folder).root });
  if ((await child.ended()) !== 0) throw new Error(`${folder} cannot be built: ${child.output}`);
}
