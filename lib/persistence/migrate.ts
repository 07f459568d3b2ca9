import { DatabaseAway, isDatabaseAway } from './database-away';
import { MIGRATIONS, type MigrationStep } from './migrations';
import { ConstraintViolation, type Sql, type Statement } from './sql';

/**
 * Brings a database up to this version, one transaction a step. Whoever begins a step claims its number, so that of
 * several processes that start at once one carries it out and the others find it done.
 *
 * @throws an Error when the database was written by a newer version: it is left as it is.
 */
export async function migrate(sql: Sql, migrations: readonly (readonly MigrationStep[])[] = MIGRATIONS): Promise<void> {
  // Most starts have nothing to do, and need not wait for whoever writes just now.
  const there = await versionOf(sql).catch((error) => {
    // Without tables it is a new one.
    if (isDatabaseAway(error) && error.trouble !== 'missing') throw error;
    return null;
  });
  if (there === migrations.length) return;
  await inTurn(sql, [
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
      await inTurn(sql, [claim, ...script.map((step) => ({ sql: typeof step === 'string' ? step : step[sql.kind] }))]);
    } catch (error) {
      // Somebody else has carried it out meanwhile.
      if (!(error instanceof ConstraintViolation) || (await versionOf(sql)) === version) throw error;
    }
  }
}

function inTurn(sql: Sql, statements: readonly Statement[]) {
  return sql.batch(sql.migrationLock ? [sql.migrationLock, ...statements] : statements);
}

async function versionOf(sql: Sql): Promise<number> {
  const [row] = await sql.query<{ version: number }>('SELECT COALESCE(MAX(version), 0) AS version FROM schema_version');
  return row?.version ?? 0;
}

function newerSentence(version: number, known: number): string {
  return (
    `The database was written by a newer version of Abreast (its schema is ${version}, this version knows ${known}). ` +
    'Nothing was changed. Start that newer version, or give this one another database.'
  );
}
