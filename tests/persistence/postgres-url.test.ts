import { expect, test } from 'vitest';
import { readPostgresUrl } from '@/lib/persistence/postgres';

test('a pooled Neon address keeps what the driver understands, and loses what only libpq does', () => {
  const host = 'ep-calm-sea-123456-pooler.eu-central-1.aws.neon.tech';
  const url = `postgresql://owner:p%40ss@${host}/neondb`;
  expect(readPostgresUrl(`${url}?sslmode=require&channel_binding=require&pgbouncer=true&connect_timeout=10`)).toEqual({
    url: `${url}?sslmode=require`,
  });
});

test('a Unix socket is named by its folder', () => {
  expect(readPostgresUrl('postgres://u@localhost/db?host=/var/run/postgresql')).toEqual({
    url: 'postgres://u@localhost/db',
    host: '/var/run/postgresql',
  });
  expect(readPostgresUrl('postgres:///db?host=/var/run/postgresql').host).toBe('/var/run/postgresql');
});

test('what is no Postgres address is refused without being repeated', () => {
  for (const wrong of ['', 'secret', 'mysql://u:secret@h/db', 'https://h/secret', 'postgres//secret']) {
    expect(() => readPostgresUrl(wrong)).toThrow(/^DATABASE_URL must be an address such as/);
  }
});
