import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createClient } from '@libsql/client';
import { unpackLog } from '@/lib/persistence/pack-log';
import type { Output } from './canaries';
import { openRequest } from './open-request';

/** A visitor whose browser keeps its cookies. Collects everything that the server answers. */
export class CollectingVisitor {
  #cookies = new Map<string, string>();

  constructor(
    private readonly port: number,
    private readonly outputs: Output[],
  ) {}

  /** @param body text as it is, anything else as JSON. @returns the body of the response. */
  async send(method: string, path: string, body?: unknown): Promise<string> {
    const json = typeof body === 'string' ? body : JSON.stringify(body);
    const type: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
    const cookie = [...this.#cookies].map((pair) => pair.join('=')).join('; ');
    const response = await openRequest({ port: this.port, method, path, headers: { ...type, cookie }, body: json });
    for (const set of response.headers['set-cookie'] ?? []) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      this.#cookies.set(name, value);
    }
    const bytes = Buffer.concat(await response.toArray());
    const head = Buffer.from([response.statusMessage, ...response.rawHeaders].join('\n'));
    this.outputs.push({ where: `${response.statusCode} ${method} ${path}`, bytes: Buffer.concat([head, bytes]) });
    return bytes.toString();
  }
}

/** The files of a folder and of those in it. @param since only those that were changed after that, ms since 1970. */
export function filesIn(folder: string, since = 0): Output[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((path) => statSync(path).mtimeMs >= since)
    .map((path) => ({ where: path.slice(folder.length + 1), bytes: readFileSync(path) }));
}

/** The logs of the runs, which are deflated in their table. Moves what the -wal file holds into the database file. */
export async function logsIn(databaseFile: string): Promise<Output[]> {
  const database = createClient({ url: `file:${databaseFile}` });
  const { rows } = await database.execute('SELECT form, entries FROM run_entries');
  await database.execute('PRAGMA wal_checkpoint(TRUNCATE)');
  database.close();
  const logs = rows.map(({ form, entries }) => unpackLog({ form: String(form), entries: String(entries) }));
  return (await Promise.all(logs)).map((lines) => ({ where: 'run_entries', bytes: Buffer.from(lines.join('\n')) }));
}
