import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import postgres from 'postgres';

/** Nobody, who owns nothing else: a Postgres server refuses to run as root. */
const UNPRIVILEGED = { uid: 65534, gid: 65534 };
const LONGEST_START_MS = 20_000;
const USER = 'abreast';

export interface PostgresServer {
  /** Of a database that is there, and empty at first. */
  url: string;
  /** @returns the URL of a new, empty one. */
  createDatabase(name: string): Promise<string>;
  /** Ends it at once, in the middle of whatever it does. @returns what starts it again, on what it has kept. */
  crash(): Promise<() => Promise<void>>;
  /** Ends it at once, and removes what it kept. */
  stop(): Promise<void>;
}

/**
 * Starts a Postgres server of its own on a free port of this machine, with its files in a temporary folder. Nothing
 * is synced to disk, so a crash of the machine loses data; a crash of the server loses nothing that it confirmed.
 *
 * @param programs the folder that `findPostgres` found.
 */
export async function startPostgres(programs: string): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), 'abreast-postgres-'));
  const asRoot = process.getuid?.() === 0;
  const asUser = asRoot ? UNPRIVILEGED : {};
  if (asRoot) chownSync(folder, UNPRIVILEGED.uid, UNPRIVILEGED.gid);
  const data = join(folder, 'data');
  const initial = ['-D', data, '-U', USER, '-E', 'UTF8', '--locale=C', '--auth=trust', '--no-sync'];
  await promisify(execFile)(join(programs, 'initdb'), initial, { ...asUser, cwd: folder });

  const port = await freePort();
  const quick = ['fsync=off', 'full_page_writes=off', 'max_connections=60'];
  const settings = [...quick, 'listen_addresses=127.0.0.1', `unix_socket_directories=${folder}`];
  const urlOf = (database: string) => `postgres://${USER}@127.0.0.1:${port}/${database}`;
  let server: ChildProcess;
  const start = () => {
    server = spawn(
      join(programs, 'postgres'),
      ['-D', data, '-p', `${port}`, ...settings.flatMap((setting) => ['-c', setting])],
      { ...asUser, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    return answering(server, urlOf('postgres'));
  };
  const end = async () => {
    const ended = once(server, 'exit');
    // Immediate: no checkpoint, no waiting for clients.
    if (server.kill('SIGQUIT')) await ended;
  };
  const endWithUs = () => server.kill('SIGKILL');
  process.once('exit', endWithUs);
  await start();

  return {
    url: urlOf('postgres'),
    async createDatabase(name) {
      const sql = postgres(urlOf('postgres'), { max: 1 });
      await sql.unsafe(`CREATE DATABASE ${name}`);
      await sql.end();
      return urlOf(name);
    },
    async crash() {
      await end();
      return start;
    },
    async stop() {
      process.off('exit', endWithUs);
      await end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function answering(server: ChildProcess, url: string): Promise<void> {
  let said = '';
  server.stderr?.on('data', (text) => {
    said += text;
  });
  const deadline = Date.now() + LONGEST_START_MS;
  for (;;) {
    const sql = postgres(url, { max: 1, connect_timeout: 2 });
    try {
      await sql`SELECT 1`;
      return;
    } catch {
      if (server.exitCode !== null || Date.now() > deadline) throw new Error(`Postgres did not start:\n${said}`);
    } finally {
      await sql.end({ timeout: 1 });
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('No free port was found.');
  return address.port;
}
