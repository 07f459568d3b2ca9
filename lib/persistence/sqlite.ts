import 'server-only';
import { statSync } from 'node:fs';
import { chmod, mkdir, open, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import Database from 'libsql';
import { LRUCache } from 'lru-cache';
import { type Clock, systemClock } from '../time/clock';
import { asDatabaseAway, DatabaseAway } from './database-away';
import { retryWhileBusy } from './retry-while-busy';
import { ConstraintViolation, type Row, type Sql, type SqlValue, type Statement } from './sql';

const FILE = 'abreast.db';
/** With the files that SQLite keeps beside it, which get the permissions of the database file. */
const FILES = [FILE, `${FILE}-wal`, `${FILE}-shm`, `${FILE}-journal`];
/** How often to check that the file still exists, ms, while it is used. */
const FILE_LOOK_MS = 1000;

/** How many prepared statements are kept. Their texts differ in how many values a list has. */
const KEPT_STATEMENTS = 200;

/** Another connection holds the lock. `SQLITE_PROTOCOL` is a race for the write-ahead log's own locks. */
const BUSY = /^SQLITE_(BUSY|PROTOCOL)/;

/**
 * Readers and a writer do not block each other, and a commit survives the end of the process without a sync to disk.
 */
const PRAGMAS = 'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON';

/**
 * Opens or creates the SQLite file in that folder.
 *
 * The driver is synchronous: with a busy time-out it would block the event loop while another process holds the write
 * lock. So there is none, and a statement that finds the lock taken is retried asynchronously.
 *
 * @throws when the folder cannot be created or written, or the file is not a database.
 */
export async function openSqlite(folder: string, clock: Clock = systemClock): Promise<Sql> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await closeToOthers(folder);
  // One connection: pragmas are per connection, and all calls are synchronous anyway.
  const path = join(resolve(folder), FILE);
  const connection = openFile(path);
  const run = statementsOf(connection);
  let attempts: Promise<unknown> = Promise.resolve();
  let file: string | null = null;
  let lookedAt = Number.NEGATIVE_INFINITY;
  try {
    await patiently(() => connection.exec(PRAGMAS));
    file = identityOf(path);
  } catch (error) {
    connection.close();
    throw error;
  }

  return {
    kind: 'sqlite',
    migrationLock: null,
    now: null,
    async query<T>(sql: string, params: readonly SqlValue[] = []) {
      const isRead = /^\s*SELECT\b/i.test(sql);
      const [rows = []] = await patiently(() =>
        isRead ? [run({ sql, params })] : write(connection, run, [{ sql, params }]),
      );
      return rows as readonly T[];
    },
    batch: (statements) => patiently(() => write(connection, run, statements)),
    async close() {
      await attempts;
      connection.close();
    },
  };

  function patiently<T>(attempt: () => T): Promise<T> {
    return retryWhileBusy(() => alone(attempt), isBusy, clock).catch(rethrow);
  }

  /** One after another, since there is one connection; but not during the pauses between attempts, so reads go on. */
  function alone<T>(attempt: () => T): Promise<T> {
    const made = attempts.then(() => {
      if (!connection.open) throw new DatabaseAway('unreachable', 'The SQLite database was closed.');
      requireFile();
      return attempt();
    });
    attempts = made.catch(() => {});
    return made;
  }

  /** SQLite goes on with a file that was removed or replaced, and loses its writes when the process ends. */
  function requireFile(): void {
    if (file === null || clock.now() - lookedAt < FILE_LOOK_MS) return;
    if (identityOf(path) !== file) {
      throw new DatabaseAway('removed', 'The file of the SQLite database was removed or replaced since it was opened.');
    }
    lookedAt = clock.now();
  }
}

/** @returns what identifies a file; null where the system cannot tell, '' without a file. */
function identityOf(path: string): string | null {
  if (process.platform === 'win32') return null;
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat ? `${stat.dev}/${stat.ino}` : '';
}

/** Lets no other user of this machine read what is stored, even if folder and files were created by hand. */
async function closeToOthers(folder: string): Promise<void> {
  await (await open(join(folder, FILE), 'a', 0o600)).close();
  const found = await readdir(folder);
  // A folder with other files may be in use by other people.
  const closed = found.every((name) => FILES.includes(name)) ? [chmod(folder, 0o700)] : [];
  const files = found.filter((name) => FILES.includes(name)).map((name) => chmod(join(folder, name), 0o600));
  // Files of another owner, or on a disk without permissions, stay as they are.
  await Promise.allSettled([...closed, ...files]);
}

type Connection = InstanceType<typeof Database>;

function openFile(path: string): Connection {
  try {
    return new Database(path);
  } catch (error) {
    return rethrow(error);
  }
}

/** Executes one statement. @returns its rows. */
type Run = (statement: Statement) => readonly Row[];

/** Keeps prepared statements: to prepare one takes longer than to execute it. */
function statementsOf(connection: Connection): Run {
  const prepared = new LRUCache<string, ReturnType<Connection['prepare']>>({ max: KEPT_STATEMENTS });
  return ({ sql, params = [] }) => {
    const statement = prepared.get(sql) ?? connection.prepare(sql);
    // One that fails is not kept: it stays unfinished in the driver until it is garbage-collected.
    prepared.delete(sql);
    const rows = statement.reader ? (statement.all([...params]) as Row[]) : [];
    if (!statement.reader) statement.run([...params]);
    prepared.set(sql, statement);
    return rows;
  };
}

/**
 * A statement that finds the lock taken stays unfinished, with an old snapshot of the database, and meanwhile all writes on
 * its connection fail. Only `exec` finishes its statements, so it takes the lock. With the lock, no later statement can
 * find it taken.
 */
function write(connection: Connection, run: Run, statements: readonly Statement[]): (readonly Row[])[] {
  connection.exec('BEGIN IMMEDIATE');
  try {
    const results = statements.map(run);
    connection.exec('COMMIT');
    return results;
  } catch (error) {
    // SQLite itself rolls back after some errors.
    if (connection.inTransaction) connection.exec('ROLLBACK');
    throw error;
  }
}

function isBusy(error: unknown): boolean {
  return BUSY.test(codeOf(error));
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function rethrow(error: unknown): never {
  if (codeOf(error).startsWith('SQLITE_CONSTRAINT')) {
    throw new ConstraintViolation(error instanceof Error ? error.message : '', { cause: error });
  }
  throw asDatabaseAway('sqlite', error);
}
