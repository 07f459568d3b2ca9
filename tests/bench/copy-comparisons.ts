import { join } from 'node:path';
import { type Client, createClient } from '@libsql/client';

/** What names a row, or the row of another table. */
const IDS = ['slug', 'comparison', 'run'];
const AT_ONCE = 5000;

/**
 * Copies all that a database of SQLite has of comparisons until there are so many: with other ids, and each older than
 * the one before. The logs inside still name the first ids, so only the originals are good to read.
 */
export async function copyComparisons(folder: string, count: number): Promise<void> {
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
  const isId = IDS.includes(column) || (column === 'id' && ['comparisons', 'runs'].includes(table));
  if (isId) return `o.${column} || '~' || n`;
  return column === 'created_at' || column === 'updated_at' ? `o.${column} - n * 60000` : `o.${column}`;
}
