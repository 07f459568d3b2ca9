import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { passGate } from '@/app/_gate/pass-gate';
import { guard, standBeforeNext } from '@/app/_gate/stand-before-next';
import { MOST_TAKEN_IN } from '@/app/_gate/take-in-unread';
import { openRaw, type RawConnection } from '@/tests/support/raw-http';

const cleanUps: (() => void)[] = [];
afterEach(() => {
  for (const cleanUp of cleanUps.splice(0)) cleanUp();
});

/** A server with that behind the gate. @returns what opens a connection to it. */
async function behindGate(listener: RequestListener): Promise<() => RawConnection> {
  const server = createServer(listener);
  guard(server, passGate);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  cleanUps.push(() => void server.close().closeAllConnections());
  return () => {
    const connection = openRaw(port);
    cleanUps.push(connection.destroy);
    return connection;
  };
}

/** Tells what came through the gate. */
const tell: RequestListener = ({ method, url }, response) => void response.end(`${method} ${url}`);

async function askOnce(line: string, headers = ''): Promise<string> {
  const open = await behindGate(tell);
  const connection = open();
  connection.write(`${line} HTTP/1.1\r\nHost: abreast.localhost\r\n${headers}\r\n`);
  const { status, headers: answered, body } = await connection.answer();
  return [status, answered.allow, body.trim()].filter(Boolean).join(' ');
}

describe('a method', () => {
  test.each([
    ['GET /', '200 GET /'],
    ['GET /c/x?lane=B', '200 GET /c/x?lane=B'],
    ['POST /api/compare', '200 POST /api/compare'],
    ['DELETE /api/runs/x/lanes/A', '200 DELETE /api/runs/x/lanes/A'],
    ['OPTIONS /api/models', '200 OPTIONS /api/models'],
    ['POST /s/x/report', '200 POST /s/x/report'],
    ['POST //api//compare', '200 POST //api//compare'],
  ])('of %s goes through', async (line, answered) => {
    expect(await askOnce(line)).toBe(answered);
  });

  const ODD = ['TRACE', 'PURGE', 'PROPFIND', 'QUERY', 'MKCOL', 'REPORT', 'LINK'];
  test.each(ODD.flatMap((method) => ['/api/models', '/api', '/s/x/export'].map((path) => `${method} ${path}`)))(
    'that no route takes is one that each route refuses: %s',
    async (line) => {
      expect(await askOnce(line)).toBe(`200 PUT ${line.split(' ')[1]}`);
    },
  );

  const PAGES = ['/', '/c/x', '/s/x', '/nothing', '/icon.svg', '/_next/static/x.js', '/apis', '/s/x/opengraph-image'];
  test.each(['POST', 'PUT', 'PATCH', 'DELETE', ...ODD].flatMap((method) => PAGES.map((path) => `${method} ${path}`)))(
    'that no page takes is refused: %s',
    async (line) => {
      expect(await askOnce(line)).toBe('405 GET, HEAD This address takes GET and HEAD only.');
    },
  );

  test('is told for a page, and for the server as a whole', async () => {
    expect(await askOnce('OPTIONS /c/x')).toBe('204 GET, HEAD');
    expect(await askOnce('OPTIONS *')).toBe('204 GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS');
  });

  test('of a proxy’s tunnel is refused', async () => {
    expect(await askOnce('CONNECT abreast.example:443')).toBe('405 GET, HEAD');
  });
});

describe('a target', () => {
  test.each([
    ['http://abreast.example/api/models?x=1', '200 GET /api/models?x=1'],
    ['HTTPS://evil.example/c/x', '200 GET /c/x'],
    ['http://abreast.example', '200 GET /'],
    ['http://abreast.example?models=a', '200 GET /?models=a'],
    ['ftp://abreast.example/', '400 There can be nothing at such an address.'],
    ['*', '400 There can be nothing at such an address.'],
  ])('%s is answered with %s', async (target, answered) => {
    expect(await askOnce(`GET ${target}`)).toBe(answered);
  });

  test.each(['GET', 'HEAD', 'POST', 'OPTIONS', 'TRACE'])(
    'of the image optimizer is not there for %s',
    async (method) => {
      const open = await behindGate(tell);
      for (const path of [
        '/_next/image?url=%2Fs%2Fx%2Fopengraph-image&w=1200&q=75',
        '/_next/image',
        '//_next//image',
      ]) {
        const connection = open();
        connection.write(`${method} ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
        await connection.closed;
        const answered =
          method === 'HEAD' ? { status: 404 } : { status: 404, body: 'There is nothing at this address.\n' };
        if (method !== 'HEAD') expect(await connection.answer()).toMatchObject(answered);
      }
    },
  );
});

test('an offer of another protocol is ignored, and the request answered', async () => {
  const offer = 'Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n';
  expect(await askOnce('GET /api/models', offer)).toBe('200 GET /api/models');
});

describe('a body that is not read to its end', () => {
  const refuse = (response: Parameters<RequestListener>[1]) => void response.writeHead(413).end('too large');
  const LISTENERS: [string, RequestListener][] = [
    ['not at all', (_, response) => refuse(response)],
    [
      'by its beginning',
      (request, response) => {
        // As a web stream reads it: without cancelling, for that would break the connection.
        const pieces = request[Symbol.asyncIterator]();
        void pieces.next().then(() => refuse(response));
      },
    ],
  ];

  const post = (length: string) => `POST /api/compare HTTP/1.1\r\nHost: localhost\r\n${length}\r\n\r\n`;

  test.each(LISTENERS)('%s, leaves the connection good for the next request', async (_, listener) => {
    const open = await behindGate(listener);
    const connection = open();
    for (const size of [1, 4_200_000, MOST_TAKEN_IN, 100_000]) {
      connection.write(post(`Content-Length: ${size}`));
      connection.write(Buffer.alloc(size, ' '));
      const { status, headers, body } = await connection.answer();
      expect({ status, body, connection: headers.connection }).toEqual({
        status: 413,
        body: 'too large',
        connection: 'keep-alive',
      });
    }
  });

  test.each(LISTENERS)('%s, and is longer than is taken in, ends the connection and says so', async (_, listener) => {
    const open = await behindGate(listener);
    const connection = open();
    connection.write(post(`Content-Length: ${MOST_TAKEN_IN * 10}`));
    connection.write(Buffer.alloc(MOST_TAKEN_IN + 1, ' '));
    expect(await connection.answer()).toMatchObject({ status: 413, headers: { connection: 'close' } });
    await connection.closed;
  });

  test.each(LISTENERS)(
    '%s, and comes in chunks without an end, ends the connection and says so',
    async (_, listener) => {
      const open = await behindGate(listener);
      const connection = open();
      connection.write(post('Transfer-Encoding: chunked'));
      connection.write('5\r\nhello\r\n');
      expect(await connection.answer()).toMatchObject({ status: 413, headers: { connection: 'close' } });
      connection.write('0\r\n\r\n');
      await connection.closed;
    },
  );

  test('is answered at once, however slowly it comes', async () => {
    const open = await behindGate((_, response) => refuse(response));
    const connection = open();
    connection.write(post('Content-Length: 10'));
    expect((await connection.answer()).status).toBe(413);
    for (const byte of 'abcdefghij') connection.write(byte);
    connection.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
    expect((await connection.answer()).status).toBe(413);
  });

  test('and breaks off, leaves nothing behind', async () => {
    let socket: Socket | undefined;
    let listeners = 0;
    const open = await behindGate((request, response) => {
      socket = request.socket;
      listeners = socket.listenerCount('close');
      refuse(response);
    });
    const connection = open();
    connection.write(post('Content-Length: 1000'));
    connection.write('half');
    expect((await connection.answer()).status).toBe(413);
    const closed = new Promise((resolve) => socket?.once('close', resolve));
    connection.destroy();
    await closed;
    expect(socket?.listenerCount('close')).toBeLessThanOrEqual(listeners);
  });

  test('leaves no listener behind on a connection that is used again', async () => {
    const counts: number[] = [];
    const open = await behindGate((request, response) => {
      counts.push(request.socket.listenerCount('close'));
      refuse(response);
    });
    const connection = open();
    for (let times = 0; times < 3; times++) {
      connection.write(post('Content-Length: 4'));
      expect((await connection.answer()).status).toBe(413);
      connection.write('late');
    }
    expect(new Set(counts).size).toBe(1);
  });
});

test('a body that is read to its end changes nothing', async () => {
  const open = await behindGate(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece);
    response.end(String(Buffer.concat(pieces).length));
  });
  const connection = open();
  for (const size of [0, 5, 300_000]) {
    connection.write(`POST /api/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${size}\r\n\r\n`);
    connection.write(Buffer.alloc(size, ' '));
    const { body, headers } = await connection.answer();
    expect({ body, connection: headers.connection }).toEqual({ body: String(size), connection: 'keep-alive' });
  }
});

describe('standing before Next', () => {
  test('takes its place at servers that are there already, on connections that are, too', async () => {
    const server = createServer(tell);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    cleanUps.push(() => void server.close().closeAllConnections());
    const connection = openRaw((server.address() as AddressInfo).port);
    cleanUps.push(connection.destroy);
    const ask = async () => {
      connection.write('PUT / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n');
      return (await connection.answer()).status;
    };
    expect(await ask()).toBe(200);
    const stop = standBeforeNext(async () => passGate);
    expect(await ask()).toBe(405);
    stop();
  });
});
