import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import Database from 'libsql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPersistence } from '@/lib/persistence/open-persistence';
import type { Persistence } from '@/lib/persistence/persistence';
import type { Sql } from '@/lib/persistence/sql';
import { openSqlPersistence } from '@/lib/persistence/sql-persistence';
import { openSqlite } from '@/lib/persistence/sqlite';
import { newId } from '@/lib/run/new-id';
import { persistenceContract } from './persistence-contract';
import { buildWorkers, type Workers } from './processes/start-worker';
import { processesContract } from './processes-contract';
import { comparisonRecord, entries } from './records';
import { schemaContract } from './schema-contract';

// A folder as people have them.
const base = mkdtempSync(join(tmpdir(), 'abreast sqlite #%41 ü?-'));
afterAll(() => rmSync(base, { recursive: true, force: true }));

/** A folder that is not there yet, inside one that is. */
function newPlace() {
  return { databaseUrl: null, folder: join(mkdtempSync(join(base, 'place-')), 'data') };
}

describe('persistence in SQLite', () => {
  const texts = new Set<string>();
  persistenceContract(async (clock) => {
    const sql = await openSqlite(newPlace().folder);
    const noted = noteTexts(sql);
    const persistence = await openSqlPersistence(noted.sql, clock);
    // A migration may go through everything.
    noted.into(texts);
    return persistence;
  });

  test('none of these statements goes through a whole table, or sorts what it has no index for', async () => {
    const place = newPlace();
    await (await openPersistence(place)).close();
    const database = new Database(join(place.folder, 'abreast.db'));
    const found: string[] = [];
    for (const text of texts) {
      if (!/^\s*(SELECT|INSERT|UPDATE|DELETE)\b/i.test(text)) continue;
      const plan = database.prepare(`EXPLAIN QUERY PLAN ${text}`).all(paramsFor(text));
      for (const { detail } of plan as { detail: string }[])
        if (isScan(detail) && !ALLOWED.test(text)) found.push(`${detail}: ${text}`);
    }
    expect(texts.size).toBeGreaterThan(50);
    expect(found).toEqual([]);
  });
});

/** Of a table whose rows become more with each comparison; not of the values that a statement brings. */
function isScan(detail: string): boolean {
  // Of the search index all is read without grams (M) or a place (=, <, >).
  if (/^SCAN \w+ VIRTUAL TABLE INDEX \d+:$/.test(detail)) return true;
  return /^SCAN (comparisons|turns|runs|run_lanes|run_entries|shares|counters|run_slots|run_facts|search_fragments|answer_figures|ballots|b|c|r|l|f)\b/.test(
    detail,
  );
}

/** The owner's list of all reports. */
const ALLOWED = /from "reports" order by/;

function paramsFor(text: string): null[] {
  return [...text.matchAll(/\?/g)].map(() => null);
}

/** Adds the text of each statement to a set, once it has one. */
function noteTexts(sql: Sql): { sql: Sql; into(set: Set<string>): void } {
  let texts = new Set<string>();
  return {
    into: (set) => {
      texts = set;
    },
    sql: {
      ...sql,
      query(text, params) {
        texts.add(text);
        return sql.query(text, params);
      },
      batch(statements) {
        for (const statement of statements) texts.add(statement.sql);
        return sql.batch(statements);
      },
    },
  };
}

describe('one SQLite file, several processes', () => {
  processesContract(async () => newPlace(), { kills: 10 });
});

describe('the tables in SQLite', () => {
  schemaContract(async () => {
    const { folder } = newPlace();
    return () => openSqlite(folder);
  });
});

describe('a SQLite file whose write lock another process holds', () => {
  let workers: Workers;
  beforeAll(async () => {
    workers = await buildWorkers();
  });
  afterAll(() => workers.remove());

  test('is read meanwhile and written afterwards, and the event loop never waits', async () => {
    const place = newPlace();
    const kept = await openPersistence(place);
    await kept.createComparison(comparisonRecord('c', 'r'));
    const holder = await workers.start(place, { kind: 'hold', ms: 1000 });
    holder.go();
    await holder.until((said) => 'held' in said);

    const began = performance.now();
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    let tookMs: number | null = null;
    const written = kept.appendEntries([{ run: 'r', entries: entries(1, 'a') }]).then(() => {
      tookMs = performance.now() - began;
    });
    expect(await kept.findComparison('c')).not.toBeNull();
    expect(tookMs, 'the write waits, the read does not').toBeNull();
    await written;
    expect(tookMs).toBeGreaterThan(300);
    delay.disable();
    // Below 100 ms on a machine at rest; to wait for the lock in the driver would be the whole second.
    expect(delay.max / 1e6, 'longest delay of the event loop, ms').toBeLessThan(400);

    await holder.done();
    expect(await kept.readEntries('r')).toEqual(entries(1, 'a'));
    expect(await kept.keepValue('held', 'no'), 'the other’s write').toBe('yes');
    await kept.close();
  });
});

describe('who can read what is kept', () => {
  const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);
  const modesIn = (folder: string) =>
    Object.fromEntries(readdirSync(folder).map((name) => [name, modeOf(join(folder, name))]));
  const CLOSED = { 'abreast.db': '600', 'abreast.db-wal': '600', 'abreast.db-shm': '600' };

  async function keepSomething(place: ReturnType<typeof newPlace>): Promise<Persistence> {
    const kept = await openPersistence(place);
    await kept.createComparison(comparisonRecord(newId(), newId()));
    return kept;
  }

  test('is nobody else, in a folder that was made for it', async () => {
    const place = newPlace();
    const kept = await keepSomething(place);
    expect(modeOf(place.folder)).toBe('700');
    expect(modesIn(place.folder)).toEqual(CLOSED);
    await kept.close();
  });

  test('is nobody else, in a folder that was made by hand, from the first write on', async () => {
    const place = newPlace();
    mkdirSync(place.folder, { mode: 0o755 });
    const kept = await keepSomething(place);
    expect(modeOf(place.folder)).toBe('700');
    expect(modesIn(place.folder)).toEqual(CLOSED);
    await kept.close();
  });

  test('is nobody else, after files that everybody could read were put there', async () => {
    const place = newPlace();
    const other = await keepSomething(place);
    for (const name of readdirSync(place.folder)) chmodSync(join(place.folder, name), 0o644);
    chmodSync(place.folder, 0o755);
    const kept = await keepSomething(place);
    expect(modeOf(place.folder)).toBe('700');
    expect(modesIn(place.folder)).toEqual(CLOSED);
    await Promise.all([kept.close(), other.close()]);
  });

  test('is nobody else, while a folder that holds other things, and these themselves, stay open', async () => {
    const place = newPlace();
    mkdirSync(place.folder);
    chmodSync(place.folder, 0o755);
    writeFileSync(join(place.folder, 'notes.txt'), '');
    chmodSync(join(place.folder, 'notes.txt'), 0o644);
    const kept = await keepSomething(place);
    expect(modeOf(place.folder)).toBe('755');
    expect(modesIn(place.folder)).toEqual({ ...CLOSED, 'notes.txt': '644' });
    await kept.close();
  });
});

describe('what is no SQLite database', () => {
  test('is refused with an error, and left as it was', async () => {
    const { folder } = newPlace();
    mkdirSync(folder);
    const text = 'Not a database, but somebody’s notes. '.repeat(100);
    writeFileSync(join(folder, 'abreast.db'), text);
    await expect(openSqlite(folder)).rejects.toThrow(/not a database/);
    expect(readFileSync(join(folder, 'abreast.db'), 'utf8')).toBe(text);
  });
});
