import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const LONGEST_INSTALL_MS = 120_000;

/**
 * Installs packages outside of the project, from the registry that npm knows, without scripts.
 *
 * @param packages versions by name.
 * @returns the folder that holds `node_modules`. @throws when there is no registry.
 */
export async function installPackages(
  parent: string,
  name: string,
  packages: Readonly<Record<string, string>>,
): Promise<string> {
  const folder = join(parent, name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: packages }));
  const args = ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--prefer-offline'];
  const windows = process.platform === 'win32';
  const options = { cwd: folder, timeout: LONGEST_INSTALL_MS, shell: windows };
  await promisify(execFile)(windows ? 'npm.cmd' : 'npm', args, options);
  return folder;
}
