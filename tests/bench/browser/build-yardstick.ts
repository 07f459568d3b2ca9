import { cpSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from 'vite';
import { ROOT } from '../children';
import { installPackages } from './install';

/** What everybody takes to draw the answers of models, and what it needs. */
const PACKAGES = {
  streamdown: '2.7.1',
  react: '19.3.1',
  'react-dom': '19.3.1',
  tailwindcss: '4.3.5',
  '@tailwindcss/postcss': '4.3.5',
};

/** Installs streamdown and bundles the page of eight panes with it. @returns the folder of its files. */
export async function buildYardstick(parent: string): Promise<string> {
  const folder = await installPackages(parent, 'streamdown', PACKAGES);
  cpSync(join(ROOT, 'tests/bench/browser/yardstick'), join(folder, 'page'), { recursive: true });
  const require = createRequire(join(folder, 'page/'));
  const tailwind = require('@tailwindcss/postcss');
  const outDir = join(folder, 'built');
  await build({
    root: join(folder, 'page'),
    configFile: false,
    logLevel: 'error',
    css: { postcss: { plugins: [tailwind()] } },
    build: { outDir, emptyOutDir: true, chunkSizeWarningLimit: 10_000 },
  });
  return outDir;
}
