import { once } from 'node:events';
import { mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@libsql/client';
import postgres from 'postgres';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { asDatabaseAway, DatabaseAway, isDatabaseAway } from '@/lib/persistence/database-away';
import { openPersistence } from '@/lib/persistence/open-persistence';
import { openPostgres } from '@/lib/persistence/postgres';
import type { Sql } from '@/lib/persistence/sql';
import { watchSql } from '@/lib/persistence/sql';
import { openSqlite } from '@/lib/persistence/sqlite';
import { systemClock } from '@/lib/time/clock';
import { findPostgres } from '../support/postgres/find-postgres';
import { startPostgres } from '../support/postgres/start-postgres';

async function troubleOf(asked: Promise<unknown>): Promise<string> {
  const error = await asked.then(
    () => null,
    (reason) => reason,
  );
  return isDatabaseAway(error) ? error.trouble : String(error);
}

const withCode = (code: string, message = 'no') => Object.assign(new Error(message), { code });

describe('an error of a driver', () => {
  test.each([
    ['postgres', 'ECONNREFUSED', 'unreachable'],
    ['postgres', 'ENOTFOUND', 'unreachable'],
    ['postgres', 'CONNECTION_CLOSED', 'unreachable'],
    ['postgres', '57P03', 'unreachable'],
    ['postgres', '08006', 'unreachable'],
    ['postgres', 'CONNECT_TIMEOUT', 'silent'],
    ['postgres', '28P01', 'forbidden'],
    ['postgres', '42501', 'forbidden'],
    ['postgres', '3D000', 'missing'],
    ['postgres', '42P01', 'missing'],
    ['postgres', '53300', 'busy'],
    ['postgres', '53100', 'full'],
    ['postgres', '25006', 'read-only'],
    ['sqlite', 'SQLITE_BUSY', 'busy'],
    ['sqlite', 'SQLITE_READONLY', 'read-only'],
    ['sqlite', 'SQLITE_FULL', 'full'],
    ['sqlite', 'SQLITE_IOERR_WRITE', 'full'],
    ['sqlite', 'SQLITE_CANTOPEN', 'forbidden'],
    ['sqlite', 'SQLITE_CORRUPT', 'damaged'],
    ['sqlite', 'SQLITE_NOTADB', 'damaged'],
  ] as const)('of %s, %s, says that the database is away: %s', (kind, code, trouble) => {
    const error = asDatabaseAway(kind, withCode(code));
    expect(isDatabaseAway(error) && error.trouble).toBe(trouble);
  });

  test.each([
    ['postgres', withCode('22003')],
    ['postgres', withCode('42601')],
    ['postgres', new TypeError('a fault of ours')],
    ['sqlite', withCode('SQLITE_ERROR', 'near "SELEC": syntax error')],
    ['sqlite', withCode('SQLITE_MISMATCH')],
  ] as const)('of %s that tells of a fault of ours stays what it is', (kind, error) => {
    expect(asDatabaseAway(kind, error)).toBe(error);
  });
});

describe('a SQLite file', () => {
  let folder: string;
  let sql: Sql;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'abreast-away-'));
    sql = await openSqlite(folder, { ...systemClock, now: () => now });
    now += 1000;
    await sql.query('CREATE TABLE t (x TEXT)');
  });
  afterEach(async () => {
    await sql.close();
    rmSync(folder, { recursive: true, force: true });
  });
  let now = 0;

  test('that is removed while it is open is used no more, and is used again when it is put back', async () => {
    const files = readdirSync(folder);
    const away = join(folder, '..', `${folder.split('/').at(-1)}-put-away`);
    renameSync(folder, away);
    now += 1000;
    expect(await troubleOf(sql.query('SELECT x FROM t'))).toBe('removed');
    expect(await troubleOf(sql.query("INSERT INTO t VALUES ('lost')"))).toBe('removed');
    renameSync(away, folder);
    expect(readdirSync(folder)).toEqual(files);
    await sql.query("INSERT INTO t VALUES ('kept')");
    expect(await sql.query('SELECT x FROM t')).toEqual([{ x: 'kept' }]);
  });

  test('that another one stands in the place of is not written to as if it were the first', async () => {
    rmSync(folder, { recursive: true });
    const other = await openSqlite(folder);
    await other.close();
    now += 1000;
    expect(await troubleOf(sql.query('SELECT x FROM t'))).toBe('removed');
  });

  test('that is full takes no more, and can still be read', async () => {
    await sql.query('PRAGMA max_page_count = 3');
    const full = sql.query('INSERT INTO t VALUES (?)', ['x'.repeat(100_000)]);
    expect(await troubleOf(full)).toBe('full');
    expect(await sql.query('SELECT x FROM t')).toEqual([]);
  });

  test('that may only be read takes no write', async () => {
    await sql.query('PRAGMA query_only = ON');
    expect(await troubleOf(sql.query("INSERT INTO t VALUES ('x')"))).toBe('read-only');
    expect(await sql.query('SELECT x FROM t')).toEqual([]);
  });

  test('that is locked for longer than can be waited for is busy', async () => {
    const intruder = createClient({ url: `file:${join(folder, 'abreast.db')}` });
    const lock = await intruder.transaction('write');
    const waiting = troubleOf(sql.query("INSERT INTO t VALUES ('x')"));
    now += 6000;
    expect(await waiting).toBe('busy');
    await lock.rollback();
    intruder.close();
  });
});

describe('a Postgres server', () => {
  /** One that accepts connections and says nothing. */
  async function pretend() {
    const sockets: Socket[] = [];
    const server = createServer((socket) => sockets.push(socket)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const close = () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    };
    return { url: `postgres://me:secret-word@127.0.0.1:${port}/db`, close };
  }

  test('that nobody is at is unreachable', async () => {
    const sql = openPostgres('postgres://me:secret-word@127.0.0.1:1/db');
    expect(await troubleOf(sql.query('SELECT 1'))).toBe('unreachable');
    await sql.close();
  });

  test('that accepts and never answers is silent, and is not asked for long when it is opened', async () => {
    const { url, close } = await pretend();
    let limits = 0;
    // Each limit is reached at once.
    const after = (_: number, late: () => void) => {
      limits += 1;
      setImmediate(late);
      return () => {};
    };
    const opening = openPersistence({ databaseUrl: url, folder: '' }, { ...systemClock, after });
    const error = await opening.catch((reason) => reason);
    expect(error).toBeInstanceOf(DatabaseAway);
    expect(error.trouble).toBe('silent');
    expect(error.message).not.toContain('secret-word');
    expect(limits).toBe(1);
    close();
  });

  test('that is given up for one statement is silent for all that wait for it', async () => {
    const { url, close } = await pretend();
    const limits: (() => void)[] = [];
    const after = (_: number, late: () => void) => {
      limits.push(late);
      return () => {};
    };
    const sql = openPostgres(url, { ...systemClock, after });
    const waiting = [troubleOf(sql.query('SELECT 1')), troubleOf(sql.query('SELECT 2'))];
    limits[0]?.();
    expect(await Promise.all(waiting)).toEqual(['silent', 'silent']);
    close();
  });

  const programs = findPostgres();
  if (programs) {
    test('says when it lets us in nowhere, or not to write', async () => {
      const server = await startPostgres(programs);
      const admin = postgres(server.url, { max: 1, onnotice: () => {} });
      try {
        const missing = openPostgres(server.url.replace(/\/\w+$/, '/nothing'));
        expect(await troubleOf(missing.query('SELECT 1'))).toBe('missing');
        await missing.close();
        const nobody = openPostgres(server.url.replace('abreast@', 'nobody@'));
        expect(await troubleOf(nobody.query('SELECT 1'))).toBe('forbidden');
        await nobody.close();
        const kept = await openPersistence({ databaseUrl: server.url, folder: '' });
        await kept.probe();
        await admin.unsafe('ALTER ROLE abreast SET default_transaction_read_only = on');
        await kept.close();
        const readOnly = openPostgres(server.url);
        expect(await troubleOf(readOnly.query('CREATE TABLE t (x TEXT)'))).toBe('read-only');
        await readOnly.close();
      } finally {
        await admin.end();
        await server.stop();
      }
    });
  }
});

test('what is watched remembers how its last statement went', async () => {
  let next: () => Promise<[]> = async () => [];
  const asked = () => next();
  const watched = watchSql({
    kind: 'sqlite',
    migrationLock: null,
    now: null,
    query: asked,
    batch: asked,
    close: async () => {},
  });
  expect(watched.trouble).toBeNull();
  next = () => Promise.reject(new DatabaseAway('full', 'no room'));
  expect(await troubleOf(watched.query(''))).toBe('full');
  expect(watched.trouble).toBe('full');
  next = () => Promise.reject(new Error('a fault of ours'));
  await expect(watched.batch([])).rejects.toThrow('ours');
  expect(watched.trouble).toBe('full');
  next = async () => [];
  await watched.batch([]);
  expect(watched.trouble).toBeNull();
});
