import { join } from 'node:path';
import { type Client, createClient } from '@libsql/client';
import { gramsOf } from '@/lib/persistence/grams';
import { openPersistence } from '@/lib/persistence/open-persistence';
import { firstPlace, slotOf } from '@/lib/persistence/search-places';
import { searchText } from '@/lib/persistence/search-text';

/** What names a row, or the row of another table. */
const IDS = ['slug', 'comparison', 'run'];
const AT_ONCE = 5000;
/** A word of one answer of a copy. */
export const RARE_WORD = 'Zweiundvierzig';
/** Each copy is so much older than the one before, ms. */
const OLDER_MS = 60_000;

/**
 * Copies all that a database of SQLite has of comparisons until there are so many: with other ids, and each older than
 * the one before. The logs inside still name the first ids, so only the originals are good to read.
 */
export async function copyComparisons(folder: string, count: number): Promise<void> {
  await indexAll(folder);
  const database = createClient({ url: `file:${join(folder, 'abreast.db')}` });
  try {
    await database.execute('PRAGMA foreign_keys = OFF');
    const originals = Number((await database.execute('SELECT COUNT(*) AS n FROM comparisons')).rows[0]?.n);
    const copies = Math.ceil(count / originals);
    for (const { name, columns } of await tablesOf(database)) {
      const values = columns.map((column) => copiedValue(name, column));
      for (let from = 1; from < copies; from += AT_ONCE) {
        const to = Math.min(copies, from + AT_ONCE) - 1;
        // The originals have no `~` in their ids.
        await database.execute(
          `WITH RECURSIVE copy(n) AS (SELECT ${from} UNION ALL SELECT n + 1 FROM copy WHERE n < ${to})
           INSERT INTO ${name} (${columns.join(', ')})
           SELECT ${values.join(', ')} FROM ${name} AS o, copy WHERE o.${idOf(name, columns)} NOT LIKE '%~%'`,
        );
      }
    }
    await indexCopies(database, copies);
  } finally {
    database.close();
  }
}

/** @returns the tables of comparisons and what belongs to them. */
async function tablesOf(database: Client): Promise<{ name: string; columns: string[] }[]> {
  const { rows } = await database.execute(
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'",
  );
  const tables = [];
  for (const { name } of rows) {
    const info = await database.execute(`PRAGMA table_info(${name})`);
    tables.push({ name: String(name), columns: info.rows.map((row) => String(row.name)) });
  }
  return tables.filter(({ name, columns }) => idOf(name, columns) !== undefined);
}

function idOf(table: string, columns: readonly string[]): string | undefined {
  if (table === 'comparisons') return 'id';
  return IDS.find((id) => columns.includes(id));
}

function copiedValue(table: string, column: string): string {
  if (column === 'place' && table === 'search_fragments') return `o.place + n * ${placesOf(OLDER_MS)}`;
  const isId = IDS.includes(column) || (column === 'id' && ['comparisons', 'runs'].includes(table));
  if (isId) return `o.${column} || '~' || n`;
  return column === 'created_at' || column === 'updated_at' ? `o.${column} - n * ${OLDER_MS}` : `o.${column}`;
}

/** By how much the places of fragments differ when their comparisons were made so many ms apart. */
function placesOf(ms: number): bigint {
  const place = (at: number) => BigInt(firstPlace('', slotOf(at)));
  const now = Date.now();
  return place(now - ms) - place(now);
}

/** What the app that made the comparisons has left to do. */
async function indexAll(folder: string): Promise<void> {
  const persistence = await openPersistence({ databaseUrl: null, folder });
  while (await persistence.indexNext(async () => {}));
  await persistence.close();
}

/** The copies of a fragment have its grams. One of them, in the middle, has a word that no other has. */
async function indexCopies(database: Client, copies: number): Promise<void> {
  const { rows } = await database.execute(
    "SELECT comparison, name, text FROM search_fragments WHERE comparison NOT LIKE '%~%'",
  );
  for (const { comparison, name, text } of rows) {
    const grams = gramsOf(searchText(String(text)));
    await database.execute({
      sql: `INSERT INTO search_index (rowid, grams) SELECT place, ? FROM search_fragments
        WHERE comparison LIKE ? AND comparison <> ? AND name = ? ORDER BY place`,
      args: [grams, `${comparison}%`, comparison, name] as string[],
    });
  }
  const { rows: found } = await database.execute({
    sql: "SELECT CAST(place AS TEXT) AS place, text FROM search_fragments WHERE name LIKE 'answer %' AND comparison LIKE ? LIMIT 1",
    args: [`%~${Math.floor(copies / 2)}`],
  });
  const text = `${found[0]?.text} ${RARE_WORD}`;
  const place = String(found[0]?.place);
  const ofFragment = 'CAST(? AS BIGINT)';
  await database.execute({
    sql: `UPDATE search_fragments SET text = ? WHERE place = ${ofFragment}`,
    args: [text, place],
  });
  await database.execute({ sql: `DELETE FROM search_index WHERE rowid = ${ofFragment}`, args: [place] });
  await database.execute({
    sql: `INSERT INTO search_index (rowid, grams) VALUES (${ofFragment}, ?)`,
    args: [place, gramsOf(searchText(text))],
  });
  await database.execute("INSERT INTO search_index (search_index) VALUES ('optimize')");
}
