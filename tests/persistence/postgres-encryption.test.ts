import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { TLSSocket } from 'node:tls';
import { afterEach, describe, expect, test } from 'vitest';
import { isDatabaseAway } from '@/lib/persistence/database-away';
import { openPostgres } from '@/lib/persistence/postgres';

/** A certificate of `localhost`, and of no IP address, that has signed itself. */
const folder = join(import.meta.dirname, '../fixtures/tls');
const cert = readFileSync(join(folder, 'localhost.cert.pem'));
const key = readFileSync(join(folder, 'localhost.key.pem'));
const ROOT = `sslrootcert=${encodeURIComponent(join(folder, 'localhost.cert.pem'))}`;

/** 8, and 80877103 (1234 and 5679): "can we encrypt?" */
const SSL_REQUEST = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);
/** An ErrorResponse: 28P01, the login is refused. */
const REFUSED_LOGIN = errorResponse({ S: 'FATAL', V: 'FATAL', C: '28P01', M: 'no' });

let server: Server | undefined;
afterEach(() => void server?.close());

/** A Postgres server that refuses every login, and notes how each came to it. */
async function startServer(canEncrypt: boolean): Promise<{ port: number; logins: string[] }> {
  const logins: string[] = [];
  server = createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', (first) => {
      if (!first.equals(SSL_REQUEST)) return refuse(socket, first, 'open');
      socket.write(canEncrypt ? 'S' : 'N');
      if (!canEncrypt) return socket.once('data', (next) => refuse(socket, next, 'open'));
      const secure = new TLSSocket(socket, { isServer: true, cert, key });
      secure.on('error', () => {});
      return secure.once('data', (login) => refuse(secure, login, 'encrypted'));
    });
  });
  server.listen(0);
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, logins };

  function refuse(socket: Socket, login: Buffer, outcome: string): void {
    // What is no login, such as a TLS handshake that was not agreed on, is hung up on.
    if (!login.includes('user\0')) return void socket.end();
    logins.push(outcome);
    socket.end(REFUSED_LOGIN);
  }
}

function errorResponse(fields: Record<string, string>): Buffer {
  const body = `${Object.entries(fields)
    .map(([name, value]) => `${name}${value}\0`)
    .join('')}\0`;
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from('E'), length, Buffer.from(body)]);
}

/** @returns how the login came to the server, or why none came. */
async function logIn(query: string, { canEncrypt = true, host = 'localhost' } = {}): Promise<string> {
  const { port, logins } = await startServer(canEncrypt);
  const sql = openPostgres(`postgres://somebody:secret@${host}:${port}/database${query && `?${query}`}`);
  const error = await sql.query('SELECT 1').catch((reason: unknown) => reason);
  await sql.close();
  if (!isDatabaseAway(error)) throw new Error('the login was not refused', { cause: error });
  expect(error.message).not.toContain('secret');
  return logins.at(-1) ?? error.message;
}

describe('a connection to Postgres', () => {
  test.each([
    ['', 'open'],
    ['sslmode=disable', 'open'],
    ['ssl=false', 'open'],
    ['sslmode=allow', 'encrypted'],
    ['sslmode=prefer', 'encrypted'],
    ['sslmode=require', 'encrypted'],
    ['ssl=true', 'encrypted'],
    [`sslmode=verify-ca&${ROOT}`, 'encrypted'],
    [`sslmode=verify-full&${ROOT}`, 'encrypted'],
    [`sslmode=require&channel_binding=require&${ROOT}`, 'encrypted'],
  ])('to a server that can encrypt, asked for with "%s", is %s', async (query, outcome) => {
    expect(await logIn(query)).toBe(outcome);
  });

  test.each(['sslmode=allow', 'sslmode=prefer'])('to a server that cannot encrypt is open with %s', async (query) => {
    expect(await logIn(query, { canEncrypt: false })).toBe('open');
  });

  test.each(['sslmode=require', 'ssl=true', `sslmode=verify-full&${ROOT}`])(
    'to a server that cannot encrypt does not come about with %s',
    async (query) => {
      expect(await logIn(query, { canEncrypt: false })).toMatch(/^The server hung up before.* write sslmode=prefer/);
    },
  );

  test.each([
    'sslmode=verify-ca',
    'sslmode=verify-full',
    'sslrootcert=system',
    'sslmode=require&channel_binding=require',
  ])('to a server whose certificate nobody known has signed does not come about with %s', async (query) => {
    expect(await logIn(query)).toMatch(/self-signed certificate/);
  });

  test('to a server with the certificate of another name comes about with verify-ca, and not with verify-full', async () => {
    const host = '127.0.0.1';
    expect(await logIn(`sslmode=verify-ca&${ROOT}`, { host })).toBe('encrypted');
    expect(await logIn(`sslmode=require&${ROOT}`, { host })).toBe('encrypted');
    expect(await logIn(`sslmode=verify-full&${ROOT}`, { host })).toMatch(/does not match certificate's altnames/);
  });
});
