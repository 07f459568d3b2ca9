import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A part of Playwright's `launchOptions`; `env` is there only when the browser needs more than this process has. */
export interface Chromium {
  executablePath: string;
  args: string[];
  env?: Record<string, string>;
}

/** Nothing that calls home, and nothing that QUIC would hide from a test's routes. */
const ARGS = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
];

const SYSTEM_PATHS: Partial<Record<NodeJS.Platform, string[]>> = {
  linux: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
    '/snap/bin/chromium',
  ],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
    .filter((folder) => folder !== undefined)
    .flatMap((folder) => [
      join(folder, 'Google/Chrome/Application/chrome.exe'),
      join(folder, 'Microsoft/Edge/Application/msedge.exe'),
    ]),
};

/**
 * Finds a Chromium to test with: `CHROMIUM_PATH`, Playwright's own, the system's, or on 64-bit Linux the one in the
 * package `@sparticuz/chromium`.
 * @throws {Error} when there is none, saying what to install
 */
export async function findChromium(): Promise<Chromium> {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (!existsSync(named)) throw new Error(`CHROMIUM_PATH names ${named}, where there is no file`);
    return withArgs(named);
  }
  const { chromium } = await import('playwright');
  const candidates = [chromium.executablePath(), ...(SYSTEM_PATHS[process.platform] ?? [])];
  const found = candidates.find((path) => existsSync(path));
  if (found) return withArgs(found);
  if (process.platform === 'linux' && process.arch === 'x64') return unpackedChromium();
  throw new Error('No Chromium found: run "npx playwright install chromium", or set CHROMIUM_PATH to a browser');
}

function withArgs(executablePath: string): Chromium {
  // Chromium refuses to start its sandbox as root.
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
  return { executablePath, args: isRoot ? ['--no-sandbox', ...ARGS] : ARGS };
}

/**
 * The package's browser, unpacked once. It is made for AWS Lambda: its own `args` (`--single-process` and no web
 * security among them) would break tests with several contexts, so they are left, and `--headless` is Playwright's.
 */
async function unpackedChromium(): Promise<Chromium> {
  const folder = join(tmpdir(), `abreast-chromium-${packageVersion()}`);
  const executablePath = join(folder, 'chromium');
  if (!existsSync(executablePath)) await unpackInto(folder);
  const { args } = withArgs(executablePath);
  const env = missingPieces(folder, executablePath);
  // It brings no setuid sandbox; without user namespaces it could not start with the other one.
  return { executablePath, args: [...new Set(['--no-sandbox', ...args])], ...(env && { env }) };
}

function packageVersion(): string {
  const require = createRequire(import.meta.url);
  const file = join(dirname(require.resolve('@sparticuz/chromium')), '../../package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

/** The package takes half a file for a whole one, so it unpacks apart, and the whole folder is renamed. */
async function unpackInto(folder: string): Promise<void> {
  const { default: chromium } = await import('@sparticuz/chromium');
  const apart = `${folder}-${process.pid}`;
  await mkdir(apart, { recursive: true });
  try {
    // It unpacks into the temporary folder, and NSS only if it believes to be in AWS Lambda.
    await withEnvironment({ TMPDIR: apart, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' }, () =>
      chromium.executablePath(),
    );
    await writeFile(
      join(apart, 'fonts', 'fonts.conf'),
      `<fontconfig><dir>${folder}/fonts</dir><cachedir>${folder}/fonts-cache</cachedir></fontconfig>`,
    );
    await rename(apart, folder);
  } catch (error) {
    await rm(apart, { recursive: true, force: true });
    // Another process was faster.
    if (!existsSync(join(folder, 'chromium'))) throw error;
  }
}

async function withEnvironment<T>(different: Record<string, string>, act: () => Promise<T>): Promise<T> {
  const before = Object.keys(different).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, different);
  try {
    return await act();
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}

/** Libraries and fonts out of the package, for a bare container that lacks NSS or has no fonts at all. */
function missingPieces(folder: string, executablePath: string): Record<string, string> | undefined {
  const env: Record<string, string> = {};
  if (execFileSync('ldd', [executablePath], { encoding: 'utf8' }).includes('not found')) {
    env.LD_LIBRARY_PATH = [join(folder, 'al2023', 'lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':');
  }
  if (!existsSync('/etc/fonts/fonts.conf')) env.FONTCONFIG_PATH = join(folder, 'fonts');
  if (Object.keys(env).length === 0) return undefined;
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { ...Object.fromEntries(inherited), ...env };
}
