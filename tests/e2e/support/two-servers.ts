import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@libsql/client';
import postgres from 'postgres';
import { findPostgres } from '@/tests/support/postgres/find-postgres';
import { startPostgres } from '@/tests/support/postgres/start-postgres';
import { type OwnServer, startOwnServer } from './own-server';

const programs = findPostgres();

export type DatabaseKind = 'SQLite' | 'Postgres';

/** Each kind of database that this machine has. */
export const DATABASE_KINDS: readonly DatabaseKind[] = programs ? ['SQLite', 'Postgres'] : ['SQLite'];

/** Two processes of the app on one database. */
export interface TwoServers {
  one: OwnServer;
  other: OwnServer;
  /** Carries out a statement on their database, beside them. */
  sql(statement: string): Promise<readonly Record<string, unknown>[]>;
  end(): Promise<void>;
}

/** Starts both, and has each read the list of models: without a price the house key pays for nothing. @param settings of both. */
export async function startTwoServers(kind: DatabaseKind, settings: Record<string, string>): Promise<TwoServers> {
  const folder = mkdtempSync(join(tmpdir(), 'abreast-two-'));
  const database = kind === 'Postgres' && programs ? await startPostgres(programs) : null;
  const env = { ...settings, DATA_DIR: folder, ...(database && { DATABASE_URL: database.url }) };
  const [one, other] = await Promise.all([startOwnServer(env), startOwnServer(env)]);
  await Promise.all([one, other].map((server) => server.fetch('/api/models')));
  const beside = database ? openPostgres(database.url) : openSqlite(join(folder, 'abreast.db'));
  return {
    one,
    other,
    sql: beside.sql,
    async end() {
      await Promise.all([beside.close(), one.kill(), other.kill()]);
      await database?.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface Beside {
  sql: TwoServers['sql'];
  close(): Promise<void>;
}

function openPostgres(url: string): Beside {
  const connection = postgres(url, { max: 1 });
  return { sql: (statement) => connection.unsafe(statement), close: () => connection.end() };
}

function openSqlite(file: string): Beside {
  const client = createClient({ url: `file:${file}`, timeout: 5000 });
  return {
    sql: async (statement) => (await client.execute(statement)).rows as unknown as Record<string, unknown>[],
    close: async () => client.close(),
  };
}
