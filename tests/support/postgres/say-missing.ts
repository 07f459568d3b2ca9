import { describe, expect, test } from 'vitest';

const WHY = 'no Postgres server was found on the PATH or in /usr/lib/postgresql';

/**
 * Stands in place of the tests that need a Postgres server where there is none. It fails where CI is set; elsewhere
 * `npm test` names it in its summary, as it does with all that is headed "left out".
 */
export function sayPostgresMissing(): void {
  describe(`left out: the tests of Postgres, since ${WHY}`, () => {
    test('which they may be where CI is not set', () => {
      expect(process.env.CI, WHY).toBeUndefined();
    });
  });
}
