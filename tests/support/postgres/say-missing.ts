import { expect, test } from 'vitest';

/** Says in place of the tests that need a Postgres server that there is none; where everything must be tested, fails. */
export function sayPostgresMissing(): void {
  const where = 'No Postgres server was found on the PATH or in /usr/lib/postgresql';
  process.stdout.write(`${where}: what needs one is not tested here.\n`);
  test('a Postgres server is found wherever CI is set; elsewhere its tests may be left out', () => {
    expect(process.env.CI, where).toBeUndefined();
  });
}
