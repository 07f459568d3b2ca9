import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import type { PersistencePlace } from '@/lib/persistence/open-persistence';
import type { Job, Said } from './worker';

const root = fileURLToPath(new URL('../../..', import.meta.url));

export interface Workers {
  /** Starts a process that waits to be told to go. */
  start(place: PersistencePlace, job: Job): Promise<Worker>;
  remove(): void;
}

/** Node 20 reads no TypeScript: makes one script of the worker, so that each process starts in no time. */
export async function buildWorkers(): Promise<Workers> {
  // Inside node_modules: the packages are found from there.
  const cache = join(root, 'node_modules/.cache');
  await mkdir(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'abreast-worker-'));
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    resolve: { alias: { '@': root, 'server-only': join(root, 'tests/support/server-only.ts') } },
    build: {
      ssr: join(root, 'tests/persistence/processes/worker.ts'),
      outDir: folder,
      rollupOptions: { output: { entryFileNames: 'worker.mjs' } },
    },
  });
  return {
    async start(place, job) {
      const child = fork(join(folder, 'worker.mjs'), [JSON.stringify({ place, job })], { stdio: 'inherit' });
      const worker = new Worker(child);
      await worker.until((said) => 'ready' in said);
      return worker;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** A process at work on a database, and what it says. */
export class Worker {
  /** The last sequence number that it said was kept, 0 before the first. */
  kept = 0;
  #said: Said[] = [];
  #listeners = new Set<() => void>();
  #ended: Promise<void>;

  constructor(private readonly child: ChildProcess) {
    child.on('message', (message) => {
      const said = message as Said;
      if ('kept' in said) this.kept = said.kept;
      else this.#said.push(said);
      for (const listener of this.#listeners) listener();
    });
    this.#ended = new Promise((resolve) => child.once('close', () => resolve()));
  }

  go(): void {
    this.child.send('go');
  }

  /** Resolves when it has said so. @throws when it says that it has failed. */
  until(matches: (said: Said, worker: Worker) => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const failed = this.#said.find((said) => 'failed' in said);
        if (!failed && !this.#said.some((said) => matches(said, this))) return;
        this.#listeners.delete(look);
        if (failed) reject(new Error(failed.failed));
        else resolve();
      };
      this.#listeners.add(look);
      look();
    });
  }

  /** Resolves when its job is done and it has ended. @throws when it has failed. */
  async done(): Promise<void> {
    await this.until((said) => 'done' in said);
    await this.#ended;
  }

  /** Kills it as `kill -9` does. Resolves when it is gone, and all that it had said is heard. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.#ended;
  }
}
