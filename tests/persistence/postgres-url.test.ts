import { describe, expect, test } from 'vitest';
import { readPostgresUrl } from '@/lib/persistence/postgres-url';

test('a pooled Neon address keeps what the driver understands, and its server is verified in full', () => {
  const host = 'ep-calm-sea-123456-pooler.eu-central-1.aws.neon.tech';
  const url = `postgresql://owner:p%40ss@${host}/neondb`;
  expect(readPostgresUrl(`${url}?sslmode=require&channel_binding=require&pgbouncer=true&connect_timeout=10`)).toEqual({
    url,
    ssl: { rejectUnauthorized: true, checkServerIdentity: expect.any(Function) },
  });
});

test('a Unix socket is named by its folder, and is never encrypted', () => {
  expect(readPostgresUrl('postgres://u@localhost/db?host=/var/run/postgresql&sslmode=require')).toEqual({
    url: 'postgres://u@localhost/db',
    host: '/var/run/postgresql',
    ssl: false,
  });
  expect(readPostgresUrl('postgres:///db?host=/var/run/postgresql').host).toBe('/var/run/postgresql');
});

test('what is no Postgres address is refused without being repeated', () => {
  for (const wrong of ['', 'secret', 'mysql://u:secret@h/db', 'https://h/secret', 'postgres//secret']) {
    expect(() => readPostgresUrl(wrong)).toThrow(/^DATABASE_URL must be an address such as/);
  }
});

describe('what an address asks for and cannot have', () => {
  test.each([
    ['sslmode=on', 'sslmode: it must be one of disable, allow, prefer, require, verify-ca, verify-full.'],
    ['sslmode=', 'sslmode: it must be one of disable, allow, prefer, require, verify-ca, verify-full.'],
    ['ssl=1', 'ssl: it must be one of true, false.'],
    ['sslnegotiation=quick&sslmode=require', 'sslnegotiation: it must be one of postgres, direct.'],
    ['sslnegotiation=direct', 'sslnegotiation: direct needs sslmode=require or stronger.'],
    ['channel_binding=always', 'channel_binding: it must be one of disable, prefer, require.'],
    ['channel_binding=require&sslmode=prefer', 'channel_binding: require needs sslmode=require or stronger.'],
    ['sslrootcert=system&sslmode=require', 'sslrootcert: system needs sslmode=verify-full.'],
    [
      'sslrootcert=/no/such/secret&sslmode=verify-ca',
      'sslrootcert: its file cannot be read: name a file of PEM certificates, or write system.',
    ],
    ['sslcert=secret.pem', 'sslcert: client certificates are not supported: log in with a password instead.'],
    ['sslcrl=secret.pem', 'sslcrl: lists of revoked certificates are not supported: remove it.'],
    ['requiressl=1', 'requiressl: it is obsolete: write sslmode=require instead.'],
  ])('%s is refused by its name, with the remedy', (query, reason) => {
    const address = `postgres://somebody:secret@host/database?${query}`;
    expect(() => readPostgresUrl(address)).toThrow(new Error(`DATABASE_URL cannot have this ${reason}`));
  });
});
