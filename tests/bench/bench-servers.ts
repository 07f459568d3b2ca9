import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The built app on a database of its own, and the OpenRouter stand-in, each in its own process. */
export interface BenchServers {
  appOrigin: string;
  appPid: number;
  standInOrigin: string;
  /** Ends both and removes the database. */
  close(): void;
}

/** @throws when the app is not built, or one of them does not start. */
export async function startBenchServers(): Promise<BenchServers> {
  if (!existsSync('.next/BUILD_ID')) throw new Error('The app is not built: run npm run build first.');
  const folder = mkdtempSync(join(tmpdir(), 'abreast-bench-'));
  const children: ChildProcess[] = [];
  const close = () => {
    process.off('exit', close);
    for (const child of children) child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  process.once('exit', close);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  const start = async (script: string, args: string[], env: Record<string, string>, url: string) => {
    const child = spawn(process.execPath, [script, ...args], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    children.push(child);
    let errors = '';
    child.stderr.on('data', (text) => {
      errors += text;
    });
    await untilUp(url, child, () => errors);
    return child.pid ?? 0;
  };
  try {
    const [appPort, standInPort] = [await freePort(), await freePort()];
    const standInOrigin = `http://127.0.0.1:${standInPort}`;
    const standInEnv = { OPENROUTER_STAND_IN_PORT: String(standInPort) };
    await start('tests/support/openrouter/serve.mjs', [], standInEnv, `${standInOrigin}/requests`);
    const appOrigin = `http://127.0.0.1:${appPort}`;
    const appEnv = {
      HOST: '',
      PORT: String(appPort),
      DATABASE_URL: '',
      DATA_DIR: folder,
      OPENROUTER_BASE_URL: `${standInOrigin}/api/v1`,
      OPENROUTER_API_KEY: 'sk-or-v1-bench',
    };
    const appPid = await start('serve.mjs', ['start'], appEnv, `${appOrigin}/api/health`);
    return { appOrigin, appPid, standInOrigin, close };
  } catch (error) {
    close();
    throw error;
  }
}

async function untilUp(url: string, child: ChildProcess, errors: () => string): Promise<void> {
  while (child.exitCode === null) {
    const up = await fetch(url).then(
      (response) => response.ok,
      () => false,
    );
    if (up) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`A server did not start: ${errors()}`);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(address !== null && typeof address === 'object' ? address.port : 0));
    });
  });
}
