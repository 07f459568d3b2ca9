import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { pause } from './moment';

const PRELOAD = pathToFileURL(fileURLToPath(new URL('child.mjs', import.meta.url))).href;
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const LONGEST_START_MS = 60_000;

/** The processes of a benchmark and a temporary folder for what they write. Nothing is left of them when this process ends. */
export class Children {
  readonly folder = mkdtempSync(join(tmpdir(), 'abreast-bench-'));
  readonly #children = new Set<ChildProcess>();
  readonly #close = () => this.close();

  constructor() {
    process.once('exit', this.#close);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(130));
  }

  /** Starts a script with Node, in the root of the project. Its output is kept for {@link Child.until}'s error. */
  start(args: readonly string[], env: Record<string, string> = {}, ipc = false): Child {
    const process_ = spawn(process.execPath, ['--import', PRELOAD, ...args], {
      cwd: ROOT,
      // Vite has set NODE_ENV here.
      env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', ...env },
      stdio: ['ignore', 'pipe', 'pipe', ...(ipc ? ['ipc' as const] : [])],
      serialization: 'advanced',
    });
    this.#children.add(process_);
    process_.once('exit', () => this.#children.delete(process_));
    return new Child(process_);
  }

  close(): void {
    process.off('exit', this.#close);
    for (const child of this.#children) child.kill('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

export class Child {
  #output = '';

  constructor(readonly process: ChildProcess) {
    const keep = (text: Buffer) => {
      this.#output = (this.#output + text).slice(-2000);
    };
    process.stdout?.on('data', keep);
    process.stderr?.on('data', keep);
  }

  get pid(): number {
    return this.process.pid ?? 0;
  }

  /** @throws when the process ends, or does not answer 200 there within a minute. */
  async until(url: string, everyMs = 50): Promise<void> {
    const deadline = performance.now() + LONGEST_START_MS;
    while (this.process.exitCode === null && performance.now() < deadline) {
      const up = await fetch(url).then(
        (response) => response.ok,
        () => false,
      );
      if (up) return;
      await pause(everyMs);
    }
    throw new Error(`${this.process.spawnargs.slice(3).join(' ')} did not start: ${this.#output}`);
  }

  /** @returns its exit code, once it has ended. */
  ended(): Promise<number | null> {
    return new Promise((resolve) => {
      if (this.process.exitCode !== null || this.process.signalCode !== null) resolve(this.process.exitCode);
      else this.process.once('exit', resolve);
    });
  }

  get output(): string {
    return this.#output;
  }

  async stop(): Promise<void> {
    this.process.kill('SIGKILL');
    await this.ended();
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(address !== null && typeof address === 'object' ? address.port : 0));
    });
  });
}
