import 'server-only';
import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../time/clock';
import type { Persistence } from './persistence';
import { purgeComparisons } from './purge';
import type { Sql } from './sql';
import { openSqlPersistence } from './sql-persistence';
import { openSqlite } from './sqlite';

/** The most that is stored, bytes of the database. */
const LARGEST_TOTAL = 256 * 1024 * 1024;

/** Rows of deleted comparisons leave free pages, which later rows fill: only pages in use count. */
const USED_BYTES = `
  SELECT (page_count - freelist_count) * page_size AS bytes
  FROM pragma_page_count(), pragma_freelist_count(), pragma_page_size()`;

/** The comparison whose last run ended first, of those that have no run under way. */
const OLDEST_ENDED = `
  SELECT comparison FROM runs GROUP BY comparison HAVING COUNT(*) = COUNT(ended_at)
  ORDER BY MAX(ended_at), MAX(rowid) LIMIT 1`;

/** Merges the search index where much of it is of deleted comparisons, so that it gives its room back. */
const DROP_GRAMS = "INSERT INTO search_index (search_index, rank) VALUES ('merge', 200)";

/** Folders to remove when the process exits. */
const folders = new Set<string>();

/**
 * Where nothing is kept: SQLite in a folder of its own in the system's temporary directory, which is removed when
 * it is closed or the process exits. Beyond a size the comparisons that ended first are deleted.
 *
 * @param largestTotal bytes of the database.
 */
export async function openTemporary(clock?: Clock, largestTotal = LARGEST_TOTAL): Promise<Persistence> {
  const folder = await mkdtemp(join(tmpdir(), `abreast-${process.pid}-`));
  if (folders.size === 0) process.once('exit', removeFolders);
  folders.add(folder);
  const sql = await openSqlite(folder);
  const persistence = await openSqlPersistence(sql, clock);
  const room = new Room(sql, largestTotal);
  return {
    ...persistence,
    kind: 'temporary',
    get trouble() {
      return persistence.trouble;
    },
    async createComparison(...comparison) {
      await persistence.createComparison(...comparison);
      await room.make();
    },
    async appendEntries(...entries) {
      await persistence.appendEntries(...entries);
      await room.make();
    },
    async endRun(...ending) {
      await persistence.endRun(...ending);
      await room.make();
    },
    async close() {
      await persistence.close();
      await rm(folder, { recursive: true, force: true });
      folders.delete(folder);
      if (folders.size === 0) process.off('exit', removeFolders);
    },
  };
}

/** Keeps a database within a size. */
class Room {
  #making: Promise<void> | null = null;

  constructor(
    private readonly sql: Sql,
    private readonly largestTotal: number,
  ) {}

  make(): Promise<void> {
    this.#making ??= this.#purge().finally(() => {
      this.#making = null;
    });
    return this.#making;
  }

  async #purge(): Promise<void> {
    while ((await this.#used()) > this.largestTotal) {
      const [oldest] = await this.sql.query<{ comparison: string }>(OLDEST_ENDED);
      if (!oldest) return;
      await purgeComparisons(this.sql, [oldest.comparison]);
      await this.sql.query(DROP_GRAMS);
    }
  }

  async #used(): Promise<number> {
    const [row] = await this.sql.query<{ bytes: number }>(USED_BYTES);
    return row?.bytes ?? 0;
  }
}

/** A killed process leaves its folder to the system, which clears its temporary directory. */
function removeFolders(): void {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}
