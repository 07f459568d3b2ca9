import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { STAND_IN_BASE_URL } from '@/tests/support/openrouter/address';
import { HOUSE_KEY, NO_OWN_SETTINGS, SESSION_SECRET, VISITOR_COOKIE } from './app';
import type { Image } from './image';
import { childOf } from './own-process-table';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** A built app that a test starts and ends by itself, beside the one that all tests share. */
export interface OwnServer {
  origin: string;
  /** Asks it as the tests' visitor. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** SIGKILL: no handler runs, nothing is flushed. Resolves when the process is gone. */
  kill(): Promise<void>;
  signal(signal: NodeJS.Signals): void;
  /** Resolves when the process is gone, with its status. */
  gone: Promise<number | null>;
  /** What it has written to its console so far. */
  said(): string;
}

interface Launch {
  /** Where it listens; on a free port without. */
  port?: number;
  /** What stands before its program, and has it as its child. */
  prefix?: string[];
  /** What stands before its program, and becomes it. */
  become?: string[];
  /** As `npm start` starts it; signals go to npm. */
  npm?: boolean;
  /** What is started instead, with nothing of the environment of the tests. */
  image?: Image;
}

/**
 * Starts one and resolves once it answers.
 *
 * @param env its settings, `DATA_DIR` or `DATABASE_URL` among them.
 */
export async function startOwnServer(env: Record<string, string>, how: Launch = {}): Promise<OwnServer> {
  const { origin, server, gone, said } = await launch(env, how);
  await answers(origin, server, said);
  return {
    origin,
    gone,
    said,
    signal: (signal) => void process.kill(how.prefix && server.pid ? childOf(server.pid) : (server.pid ?? 0), signal),
    fetch: (path, init = {}) => {
      const headers = new Headers(init.headers);
      if (!headers.has('cookie')) headers.set('cookie', VISITOR_COOKIE);
      return fetch(origin + path, { ...init, headers });
    },
    kill: async () => {
      server.kill('SIGKILL');
      await gone;
    },
  };
}

/** Starts one that cannot start. @returns with which status it ended, and what it said. */
export async function startInVain(env: Record<string, string>): Promise<{ status: number | null; said: string }> {
  const { gone, said } = await launch(env);
  return { status: await gone, said: said() };
}

async function launch(env: Record<string, string>, { port: given, prefix = [], become = [], npm, image }: Launch = {}) {
  const port = given ?? (await freePort());
  const own = npm ? ['npm', 'start'] : [process.execPath, 'serve.mjs', 'start'];
  const [program = '', ...rest] = [...prefix, ...become, ...(image?.command ?? own)];
  const settings = {
    ...NO_OWN_SETTINGS,
    OPENROUTER_BASE_URL: STAND_IN_BASE_URL,
    OPENROUTER_API_KEY: HOUSE_KEY,
    SESSION_SECRET,
  };
  const server = spawn(program, rest, {
    cwd: image?.folder ?? root,
    env: { ...(image?.env ?? { ...process.env, ...settings }), PORT: String(port), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const output of [server.stdout, server.stderr]) output.on('data', (text) => (said += text));
  const gone = new Promise<number | null>((resolve) => server.once('close', resolve));
  return { origin: `http://127.0.0.1:${port}`, server, gone, said: () => said };
}

async function answers(origin: string, server: ChildProcess, said: () => string): Promise<void> {
  while (server.exitCode === null) {
    const up = await fetch(`${origin}/api/health`).then(
      (response) => response.ok,
      () => false,
    );
    if (up) return;
    // Asked without a pause it would have less of the machine for its start.
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`the server ended before it answered: ${said()}`);
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
