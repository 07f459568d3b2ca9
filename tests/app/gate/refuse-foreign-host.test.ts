import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { refuseForeignHost } from '@/app/_gate/refuse-foreign-host';
import { openRaw } from '@/tests/support/raw-http';

const cleanUps: (() => void)[] = [];
afterEach(() => {
  vi.unstubAllEnvs();
  for (const cleanUp of cleanUps.splice(0)) cleanUp();
});

async function askWith(host: string | null, path = '/', address = '127.0.0.1') {
  const server = createServer((request, response) => {
    if (!refuseForeignHost(request, response)) response.end('passed');
  });
  await new Promise<void>((resolve) => server.listen(0, address, resolve));
  const connection = openRaw((server.address() as AddressInfo).port);
  cleanUps.push(() => void server.close().closeAllConnections(), connection.destroy);
  connection.write(host === null ? `GET ${path} HTTP/1.0\r\n\r\n` : `GET ${path} HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
  return connection.answer();
}

describe('a server that listens on this machine alone', () => {
  test.each(['localhost', 'localhost:3000', '127.0.0.1:3000', '127.1.2.3', '[::1]:3000', 'LOCALHOST.', 'a.localhost'])(
    'answers at %s',
    async (host) => {
      expect(await askWith(host)).toMatchObject({ status: 200, body: 'passed' });
    },
  );

  test.each([
    'evil.example',
    '127.0.0.1.evil.example',
    'localhost.evil.example:3000',
    '192.168.1.7',
    '0.0.0.0',
    '%%',
    '',
  ])('refuses the Host %s, which a page that rebinds its name has, and names SITE_URL', async (host) => {
    const { status, body } = await askWith(host);
    expect(status).toBe(403);
    expect(body).toContain('SITE_URL');
  });

  test('answers a program that sends no Host', async () => {
    expect(await askWith(null)).toMatchObject({ status: 200 });
  });

  test('refuses in JSON where a route is asked', async () => {
    const { status, body } = await askWith('evil.example', '/api/models');
    expect([status, JSON.parse(body).code]).toEqual([403, 'forbidden-host']);
  });

  test('answers at any name once SITE_URL is a public address, and still at none if it is one of this machine', async () => {
    vi.stubEnv('SITE_URL', 'https://abreast.example');
    expect(await askWith('evil.example')).toMatchObject({ status: 200 });
    vi.stubEnv('SITE_URL', 'http://localhost:3000');
    expect(await askWith('evil.example')).toMatchObject({ status: 403 });
  });
});

test('a server that other machines reach, and a function of a hoster, answer at any name', async () => {
  expect(await askWith('evil.example', '/', '0.0.0.0')).toMatchObject({ status: 200 });
  vi.stubEnv('VERCEL', '1');
  expect(await askWith('evil.example')).toMatchObject({ status: 200 });
});
