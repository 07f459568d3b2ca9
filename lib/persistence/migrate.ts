import { DatabaseAway, isDatabaseAway } from './database-away';
import { MIGRATIONS } from './migrations';
import { ConstraintViolation, type MigrationStep, type Sql, type Statement } from './sql';

/**
 * Brings a database up to this version, one transaction per migration. The transaction first inserts the number of the
 * migration, so of several processes that start at once only one executes it.
 *
 * @throws an Error when a newer version wrote the database, which is left as it is.
 */
export async function migrate(sql: Sql, migrations: readonly (readonly MigrationStep[])[] = MIGRATIONS): Promise<void> {
  // Most starts have nothing to do, and so do not wait for another process that writes.
  const found = await versionOf(sql).catch((error) => {
    // A database without tables is new.
    if (isDatabaseAway(error) && error.trouble !== 'missing') throw error;
    return null;
  });
  if (found === migrations.length) return;
  await oneAtATime(sql, [
    {
      sql: 'CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL PRIMARY KEY, applied_at BIGINT NOT NULL)',
    },
  ]);
  for (;;) {
    const version = await versionOf(sql);
    if (version > migrations.length) throw new DatabaseAway('newer', newerSentence(version, migrations.length));
    const script = migrations[version];
    if (!script) return;
    const claim = {
      sql: 'INSERT INTO schema_version (version, applied_at) VALUES (?, ?)',
      params: [version + 1, Date.now()],
    };
    try {
      await oneAtATime(sql, [
        claim,
        ...script.map((step) => ({ sql: typeof step === 'string' ? step : step[sql.kind] })),
      ]);
    } catch (error) {
      // Another process has executed it meanwhile.
      if (!(error instanceof ConstraintViolation) || (await versionOf(sql)) === version) throw error;
    }
  }
}

function oneAtATime(sql: Sql, statements: readonly Statement[]) {
  return sql.batch(sql.migrationLock ? [sql.migrationLock, ...statements] : statements);
}

/** @returns the number of migrations that the database has had. */
export async function versionOf(sql: Sql): Promise<number> {
  const [row] = await sql.query<{ version: number }>('SELECT COALESCE(MAX(version), 0) AS version FROM schema_version');
  return row?.version ?? 0;
}

function newerSentence(version: number, known: number): string {
  return (
    `The database was written by a newer version of Abreast (its schema is ${version}, this version knows ${known}). ` +
    'Nothing was changed. Start that newer version, or give this one another database.'
  );
}
