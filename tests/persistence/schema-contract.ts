import { expect, test } from 'vitest';
import { migrate } from '@/lib/persistence/migrate';
import { MIGRATIONS } from '@/lib/persistence/migrations';
import type { Sql } from '@/lib/persistence/sql';
import { openSqlPersistence } from '@/lib/persistence/sql-persistence';
import { comparisonRecord } from './records';

/** How tables are made and brought up to date. @param make gives a way to open an empty database, again and again. */
export function schemaContract(make: () => Promise<() => Promise<Sql>>): void {
  const versionIn = async (sql: Sql) =>
    (await sql.query('SELECT MAX(version) AS version FROM schema_version'))[0]?.version;

  test('makes the tables once, and finds them made', async () => {
    const open = await make();
    const first = await openSqlPersistence(await open());
    await first.createComparison(comparisonRecord('c', 'r'));
    await first.close();
    const second = await openSqlPersistence(await open());
    expect(await second.findComparison('c')).toEqual(comparisonRecord('c', 'r'));
    await second.close();
  });

  test('brings an older database up to date, step by step', async () => {
    const sql = await (await make())();
    await migrate(sql);
    await sql.query('INSERT INTO settings (name, value) VALUES (?, ?)', ['kept', 'yes']);
    const added = [['ALTER TABLE settings ADD COLUMN note TEXT'], ["UPDATE settings SET note = 'new'", 'SELECT 1']];
    await migrate(sql, [...MIGRATIONS, ...added]);
    expect(await versionIn(sql)).toBe(MIGRATIONS.length + 2);
    expect(await sql.query('SELECT name, value, note FROM settings')).toEqual([
      { name: 'kept', value: 'yes', note: 'new' },
    ]);
    await sql.close();
  });

  test('leaves a database as it was when a step fails', async () => {
    const sql = await (await make())();
    await migrate(sql);
    const broken = ['CREATE TABLE half (id TEXT)', 'CREATE TABLE settings (id TEXT)'];
    await expect(migrate(sql, [...MIGRATIONS, broken])).rejects.toThrow();
    expect(await versionIn(sql)).toBe(MIGRATIONS.length);
    await expect(sql.query('SELECT * FROM half')).rejects.toThrow();
    await sql.close();
  });

  test('refuses a database that a newer version wrote, and changes nothing in it', async () => {
    const open = await make();
    const sql = await open();
    await migrate(sql, [...MIGRATIONS, ['CREATE TABLE of_the_future (id TEXT)']]);
    await expect(openSqlPersistence(await open())).rejects.toThrow(
      `The database was written by a newer version of Abreast (its schema is ${MIGRATIONS.length + 1}, this version knows ${MIGRATIONS.length}).`,
    );
    expect(await sql.query('SELECT * FROM of_the_future')).toEqual([]);
    expect(await versionIn(sql)).toBe(MIGRATIONS.length + 1);
    await sql.close();
  });
}
