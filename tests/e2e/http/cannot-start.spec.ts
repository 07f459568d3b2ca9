import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@libsql/client';
import { expect, test } from 'playwright/test';
import { startInVain, startOwnServer } from '../support/own-server';

let folder: string;
test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'abreast-cannot-'));
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.describe('a server that cannot start ends with a sentence', () => {
  test('that names a setting which is wrong', async () => {
    const { status, said } = await startInVain({ DATA_DIR: folder, ORPHAN_GRACE_SECONDS: 'soon' });
    expect(status).toBe(1);
    expect(said).toContain('Abreast cannot start. Settings: ORPHAN_GRACE_SECONDS must be a number of seconds.');
  });

  test('when a newer version wrote its database file, which stays as it is', async () => {
    const newer = join(folder, 'newer');
    mkdirSync(newer);
    const server = await startOwnServer({ DATA_DIR: newer });
    await server.kill();
    const client = createClient({ url: `file:${join(newer, 'abreast.db')}` });
    await client.execute('INSERT INTO schema_version (version, applied_at) VALUES (1000, 0)');
    await client.execute('PRAGMA wal_checkpoint(TRUNCATE)');
    client.close();
    copyFileSync(join(newer, 'abreast.db'), join(folder, 'before.db'));

    const { status, said } = await startInVain({ DATA_DIR: newer });
    expect(status).toBe(1);
    expect(said).toContain('written by a newer version of Abreast (its schema is 1000');
    expect(readFileSync(join(newer, 'abreast.db')).equals(readFileSync(join(folder, 'before.db')))).toBe(true);
  });

  test('when its folder is a file', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const { status, said } = await startInVain({ DATA_DIR: file });
    expect(status).toBe(1);
    expect(said).toContain('The SQLite database in DATA_DIR cannot be used:');
  });

  test('when nobody answers at DATABASE_URL, and keeps the password to itself', async () => {
    const { status, said } = await startInVain({ DATABASE_URL: 'postgres://somebody:secret-word@127.0.0.1:1/nothing' });
    expect(status).toBe(1);
    expect(said).toContain('The Postgres database of DATABASE_URL cannot be used:');
    expect(said).not.toContain('secret-word');
  });
});
