import { expect, test } from 'vitest';
import { migrate } from '@/lib/persistence/migrate';
import { MIGRATIONS } from '@/lib/persistence/migrations';
import type { Sql } from '@/lib/persistence/sql';
import { openSqlPersistence } from '@/lib/persistence/sql-persistence';
import { textContent } from '@/lib/protocol/comparison';
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
    await sql.query('INSERT INTO instance_values (name, value) VALUES (?, ?)', ['kept', 'yes']);
    const added = [
      ['ALTER TABLE instance_values ADD COLUMN note TEXT'],
      ["UPDATE instance_values SET note = 'new'", 'SELECT 1'],
    ];
    await migrate(sql, [...MIGRATIONS, ...added]);
    expect(await versionIn(sql)).toBe(MIGRATIONS.length + 2);
    expect(await sql.query('SELECT name, value, note FROM instance_values')).toEqual([
      { name: 'kept', value: 'yes', note: 'new' },
    ]);
    await sql.close();
  });

  test('takes what answered in a lane from its comparison to each of its attempts', async () => {
    const open = await make();
    const sql = await open();
    await migrate(sql, MIGRATIONS.slice(0, 2));
    const lanes = [
      { lane: 'B', model: 'demo/quick', name: 'Demo', vendor: 'D', usdPerMillion: { input: 0, output: 0 }, demo: true },
      { lane: 'A', model: 'v/a', name: 'nul \0 \ud83d \\ "?" 語', vendor: '', usdPerMillion: null, demo: false },
    ].map((lane) => ({ ...lane, settings: { temperature: 0.5 } }));
    // Its name up to schema 2.
    const PLACE = 'seat';
    const insert = (table: string, row: Record<string, string | number>) =>
      sql.query(
        `INSERT INTO ${table} (${Object.keys(row).join(', ')}) VALUES (${Object.keys(row).map(() => '?')})`,
        Object.values(row),
      );
    const texts = { title_text: '', opening: '""', models_text: '', created_at: 0, updated_at: 0 };
    await insert('comparisons', { id: 'c', ...texts, lanes: JSON.stringify(lanes) });
    await insert('turns', { comparison: 'c', turn: 1, prompt: JSON.stringify('a "\0" \\ b'), prompt_text: '' });
    for (const [place, run, lane] of [
      [1, 'r1', 'B'],
      [2, 'r2', 'A'],
    ] as const) {
      await insert('runs', { id: run, comparison: 'c', turn: 1, place, heartbeat_at: 0 });
      await insert('seats', { run, [PLACE]: 1, comparison: 'c', turn: 1, lane, attempt: 1 });
    }
    await migrate(sql);
    expect(await sql.query('SELECT kind FROM runs ORDER BY place')).toEqual([{ kind: 'turn' }, { kind: 'retry' }]);
    expect(await sql.query('SELECT lane, source, system FROM run_lanes ORDER BY run')).toEqual([
      { lane: 'B', source: 'demo', system: null },
      { lane: 'A', source: 'openrouter', system: null },
    ]);
    await sql.close();
    const persistence = await openSqlPersistence(await open());
    const record = await persistence.findComparison('c');
    expect(record?.turns[0]?.runs.flatMap((run) => run.lanes)).toMatchObject([lanes[0], lanes[1]]);
    expect(record?.turns[0]?.content).toEqual(textContent('a "\0" \\ b'));
    await persistence.close();
  });

  test('hold nothing of a purged comparison, in what a search reads neither', async () => {
    const open = await make();
    const persistence = await openSqlPersistence(await open());
    for (const id of ['gone', 'here']) {
      await persistence.createComparison(comparisonRecord(id, `r ${id}`), id);
      const json = JSON.stringify({ type: 'chunk', lane: 'A', model: 'm', attempt: 1, content: 'swallow', at: 1 });
      await persistence.appendEntries([{ run: `r ${id}`, entries: [{ sequence: 1, json }] }]);
      await persistence.endRun(`r ${id}`);
    }
    while (await persistence.indexNext(async () => {}));
    await persistence.deleteAllOf('gone');
    await persistence.purgeDeletedOf('gone');
    await persistence.close();
    const sql = await open();
    const names = ['about', 'answer r here A 0', 'prompt 1 0'];
    expect(await sql.query('SELECT comparison, name FROM search_fragments ORDER BY name')).toEqual(
      names.map((name) => ({ comparison: 'here', name })),
    );
    const place = sql.kind === 'sqlite' ? 'rowid' : 'place';
    expect(await sql.query(`SELECT ${place} AS place FROM search_index ORDER BY ${place}`)).toEqual(
      await sql.query('SELECT place FROM search_fragments ORDER BY place'),
    );
    await sql.close();
  });

  test('leaves a database as it was when a step fails', async () => {
    const sql = await (await make())();
    await migrate(sql);
    const broken = ['CREATE TABLE half (id TEXT)', 'CREATE TABLE instance_values (id TEXT)'];
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
