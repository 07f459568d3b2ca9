import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Child, type Children, freePort } from '../children';
import { buildYardsticks, NEXT } from './build-next';
import type { Target, TargetName } from './target';

/** Its answers cannot be changed behind a newer `@hono/node-server`, and it answers 500. */
const PORTKEY = {
  private: true,
  dependencies: { '@portkey-ai/gateway': '1.15.2' },
  overrides: { '@hono/node-server': '1.13.7' },
};
const KEY = 'Bearer sk-or-v1-bench';

export interface RunningTarget extends Target {
  /** ms from the start of its process to its first answer of 200. */
  startedInMs: number;
  stop(): Promise<void>;
}

export interface TargetOptions {
  /** Of the upstream, without a path. */
  upstream: string;
  /** Of the app's database; one of its own by default. */
  dataFolder?: string;
  env?: Record<string, string>;
}

/** @throws what says why it cannot run here. */
export async function startTarget(
  children: Children,
  name: TargetName,
  options: TargetOptions,
): Promise<RunningTarget> {
  const { upstream } = options;
  const direct: Target = {
    name,
    origin: upstream,
    path: '/api/v1/chat/completions',
    wire: 'single',
    headers: { authorization: KEY },
    pid: null,
  };
  if (name === 'direct') return { ...direct, startedInMs: 0, stop: async () => {} };
  const origin = `http://127.0.0.1:${await freePort()}`;
  const env = { PORT: new URL(origin).port, OPENROUTER_BASE_URL: `${upstream}/api/v1` };
  const run = async (target: Target, args: readonly string[], more: Record<string, string>, page: string) => {
    const began = performance.now();
    const child: Child = children.start(args, { ...env, ...more });
    await child.until(`${origin}${page}`, 20);
    return { ...target, pid: child.pid, startedInMs: performance.now() - began, stop: () => child.stop() };
  };
  switch (name) {
    case 'pipe':
      return run({ ...direct, origin }, ['tests/bench/run.mjs', 'targets/pipe.ts'], {}, '/api/v1/models');
    case 'portkey': {
      const headers = {
        authorization: KEY,
        'x-portkey-provider': 'openrouter',
        'x-portkey-custom-host': `${upstream}/api`,
      };
      const args = [await installPortkey(children.folder), `--port=${env.PORT}`, '--headless'];
      return run({ ...direct, origin, path: '/v1/chat/completions', headers }, args, {}, '/');
    }
    case 'plain':
    case 'floor': {
      const args = [NEXT, 'start', await buildYardsticks(children), '--hostname', '127.0.0.1'];
      return run({ ...direct, origin, path: `/${name}`, wire: 'merged', headers: {} }, args, {}, '/');
    }
    case 'app': {
      const folder = options.dataFolder ?? join(children.folder, `data-${env.PORT}`);
      const target: Target = { ...direct, origin, path: '/api/compare', wire: 'merged', headers: {} };
      return run(target, ['serve.mjs', 'start'], { ...everythingOn(folder), ...options.env }, '/');
    }
  }
}

/** Sessions, storage, limits and budgets work as they do by default; limits are only too high to refuse a load. */
function everythingOn(folder: string): Record<string, string> {
  return {
    HOST: '',
    SOURCES: '[]',
    DATABASE_URL: '',
    POSTGRES_URL: '',
    DATA_DIR: folder,
    SITE_URL: '',
    ACCESS_PASSWORD: '',
    SESSION_SECRET: 'a secret of the benchmark that anybody may know',
    OPENROUTER_API_KEY: 'sk-or-v1-bench',
    BUDGET_USD_PER_DAY: '1000000',
    BUDGET_USD_PER_VISITOR_PER_DAY: '1000000',
    COMPARISONS_PER_MINUTE: '1000000',
    RUNS_AT_ONCE_PER_VISITOR: '1000000',
  };
}

/** From the registry that npm knows, without scripts. @returns the script that starts it. */
async function installPortkey(folder: string): Promise<string> {
  const scratch = join(folder, 'portkey');
  mkdirSync(scratch, { recursive: true });
  writeFileSync(join(scratch, 'package.json'), JSON.stringify(PORTKEY));
  const args = ['install', '--no-audit', '--no-fund', '--ignore-scripts'];
  const windows = process.platform === 'win32';
  await promisify(execFile)(windows ? 'npm.cmd' : 'npm', args, { cwd: scratch, timeout: 60_000, shell: windows });
  return join(scratch, 'node_modules/@portkey-ai/gateway/build/start-server.js');
}
