import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createSocketServer, type Server, type Socket } from 'node:net';
import { text as readText } from 'node:stream/consumers';
import {
  brotliCompressSync,
  createBrotliCompress,
  createDeflate,
  createGzip,
  deflateRawSync,
  deflateSync,
  gzipSync,
} from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { createNodeFetch, createPools } from '@/lib/provider/http-fetch';
import { UpstreamError } from '@/lib/provider/upstream-error';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

interface Served {
  origin: string;
  /** Method, path, body and key of every request. */
  asked: string[];
}

type Answering = (request: IncomingMessage, response: ServerResponse) => void;

async function serve(answer: Answering): Promise<Served> {
  const asked: string[] = [];
  const server = createServer(async (request, response) => {
    const body = await readText(request);
    asked.push([request.method, request.url, body, request.headers.authorization].join(' '));
    answer(request, response);
  });
  return { origin: await listen(server), asked };
}

async function listen(server: Server): Promise<string> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const fetch = createNodeFetch(createPools());

function ask(address: string, init: RequestInit = {}) {
  const headers = { authorization: 'Bearer key' };
  return fetch(address, { method: 'POST', body: '{"prompt":1}', headers, ...init });
}

const TEXT = 'Grüße an alle. '.repeat(5000);

describe('a compressed answer', () => {
  test.each([
    ['gzip', gzipSync(TEXT)],
    ['x-gzip', gzipSync(TEXT)],
    ['GZIP', gzipSync(TEXT)],
    ['deflate', deflateSync(TEXT)],
    ['deflate', deflateRawSync(TEXT)],
    ['br', brotliCompressSync(TEXT)],
    ['identity', Buffer.from(TEXT)],
    ['', Buffer.from(TEXT)],
    ['gzip, br', brotliCompressSync(gzipSync(TEXT))],
    ['deflate , identity,gzip', gzipSync(deflateSync(TEXT))],
  ])('of encoding %j is unpacked', async (encoding, bytes) => {
    const { origin } = await serve((_, response) => {
      response.writeHead(200, { 'content-encoding': encoding, 'content-length': bytes.byteLength }).end(bytes);
    });
    const response = await ask(origin);
    expect(await response.text()).toBe(TEXT);
    expect(response.headers.get('content-encoding')).toBeNull();
  });

  test.each([
    ['of an error is unpacked too', 429, gzipSync('{"error":"slow"}'), '{"error":"slow"}'],
    ['without a byte is an empty one', 200, Buffer.alloc(0), ''],
    ['that is cut short gives what it had', 200, gzipSync(TEXT).subarray(0, -20), undefined],
    ['padded with zeros is read to its end', 200, Buffer.concat([gzipSync('all'), Buffer.alloc(8)]), 'all'],
  ])('%s', async (_, status, bytes, expected) => {
    const { origin } = await serve((_request, response) => {
      response.writeHead(status, { 'content-encoding': 'gzip' }).end(bytes);
    });
    const response = await ask(origin);
    const text = await response.text();
    expect(response.status).toBe(status);
    if (expected === undefined) expect(TEXT.startsWith(text) && text !== '').toBe(true);
    else expect(text).toBe(expected);
  });

  test.each(['zstd', 'compress', 'gzip, zstd', 'aes128gcm', 'gzip, gzip, gzip, gzip'])(
    'of encoding %j is told to be unreadable',
    async (encoding) => {
      const { origin, asked } = await serve((_, response) => {
        response.writeHead(200, { 'content-encoding': encoding }).end('bytes');
      });
      await expect(ask(origin)).rejects.toEqual(new UpstreamError('unknown-encoding'));
      expect(asked).toHaveLength(1);
    },
  );

  test('that is not what its encoding says breaks at the first read', async () => {
    const { origin } = await serve((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end('this is plain text');
    });
    await expect((await ask(origin)).text()).rejects.toMatchObject({ code: 'Z_DATA_ERROR' });
  });

  test.each([
    ['gzip', createGzip],
    ['deflate', createDeflate],
    ['br', createBrotliCompress],
  ] as const)('of encoding %s is handed on piece by piece as it comes', async (encoding, createPack) => {
    const pack = createPack();
    const say = (piece: string) => {
      pack.write(piece);
      pack.flush();
    };
    const { origin } = await serve((_, response) => {
      response.writeHead(200, { 'content-encoding': encoding });
      response.flushHeaders();
      pack.pipe(response);
      say('one ');
    });
    const reader = (await ask(origin)).body?.getReader();
    const next = async () => Buffer.from((await reader?.read())?.value ?? []).toString();
    // Each is read before the next is written.
    expect(await next()).toBe('one ');
    say('two ');
    expect(await next()).toBe('two ');
    pack.end('three');
    expect(await next()).toBe('three');
    expect((await reader?.read())?.done).toBe(true);
  });

  test('that unpacks to gigabytes is unpacked only as far as it is read', async () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024));
    const { origin } = await serve((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      for (let times = 0; times < 32; times++) response.write(bomb);
      response.end();
    });
    const reader = (await ask(origin)).body?.getReader();
    const before = process.memoryUsage().arrayBuffers;
    let read = 0;
    while (read < 1024 * 1024) read += (await reader?.read())?.value?.byteLength ?? 0;
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(16 * 1024 * 1024);
    await reader?.cancel();
  });

  test('is given up when the signal fires, though all of it has come', async () => {
    const { origin } = await serve((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(8 * 1024 * 1024)));
    });
    const abort = new AbortController();
    const reader = (await ask(origin, { signal: abort.signal })).body?.getReader();
    await reader?.read();
    abort.abort();
    await expect(readOn(reader)).rejects.toThrow();
  });
});

async function readOn(reader: ReadableStreamDefaultReader<Uint8Array> | undefined): Promise<void> {
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read());
}

describe('a redirect', () => {
  test.each([307, 308])('%d is followed with the same method, body and key, within the origin', async (status) => {
    const { origin, asked } = await serve(({ url }, response) => {
      if (url === '/chat/') response.end('here');
      else response.writeHead(status, { location: '/chat/' }).end('gone there');
    });
    expect(await (await ask(`${origin}/chat`)).text()).toBe('here');
    expect(asked).toEqual(['POST /chat {"prompt":1} Bearer key', 'POST /chat/ {"prompt":1} Bearer key']);
  });

  test.each([301, 302, 303, 307, 308])('%d is followed by a GET', async (status) => {
    const { origin, asked } = await serve(({ url, headers }, response) => {
      if (url === '/models/') response.end('here');
      else response.writeHead(status, { location: `http://${headers.host}/models/` }).end();
    });
    expect(await (await ask(`${origin}/models`, { method: 'GET', body: null })).text()).toBe('here');
    expect(asked).toEqual(['GET /models  Bearer key', 'GET /models/  Bearer key']);
  });

  test.each([301, 302, 303])('%d is not followed by a POST, which would become a GET', async (status) => {
    const { origin, asked } = await serve((_, response) => response.writeHead(status, { location: '/other' }).end());
    expect((await ask(origin)).status).toBe(status);
    expect(asked).toHaveLength(1);
  });

  test('to another server is answered as it came, and the key goes nowhere', async () => {
    const other = await serve((_, response) => response.end('mine'));
    const { origin, asked } = await serve((_, response) => {
      response.writeHead(307, { location: `${other.origin}/chat` }).end();
    });
    expect((await ask(origin)).status).toBe(307);
    expect(asked).toHaveLength(1);
    expect(other.asked).toEqual([]);
  });

  test.each([
    ['another scheme', (host: string) => `https://${host}/chat`],
    ['another port', () => 'http://127.0.0.1:1/chat'],
    ['another name', (host: string) => `http://localhost:${host.split(':')[1]}/chat`],
    ['a script', () => 'javascript:alert(1)'],
    ['a file', () => 'file:///etc/passwd'],
    ['nowhere that can be read', () => 'http://'],
  ])('to %s is not followed', async (_, location) => {
    const { origin, asked } = await serve(({ headers }, response) => {
      response.writeHead(308, { location: location(headers.host ?? '') }).end();
    });
    expect((await ask(origin)).status).toBe(308);
    expect(asked).toHaveLength(1);
  });

  test('without a place is answered as it came', async () => {
    const { origin, asked } = await serve((_, response) => response.writeHead(307).end());
    expect((await ask(origin)).status).toBe(307);
    expect(asked).toHaveLength(1);
  });

  test('in a circle is given up after five', async () => {
    const { origin, asked } = await serve((_, response) => response.writeHead(307, { location: '/again' }).end());
    expect((await ask(origin)).status).toBe(307);
    expect(asked).toHaveLength(6);
  });

  test('with a body without end is left behind', async () => {
    const { origin } = await serve(({ url }, response) => {
      if (url === '/chat/') return void response.end('here');
      response.writeHead(307, { location: '/chat/' });
      response.write('x'.repeat(1000));
    });
    expect(await (await ask(`${origin}/chat`)).text()).toBe('here');
  });
});

describe('an odd answer', () => {
  test.each([204, 205, 304])('%d has no body', async (status) => {
    const { origin } = await serve((_, response) => response.writeHead(status).end());
    const response = await ask(origin);
    expect([response.status, response.body]).toEqual([status, null]);
  });

  test.each([600, 799, 999])('%d is no status that can be read', async (status) => {
    const { origin } = await serve((_, response) => response.writeHead(status).end('what?'));
    await expect(ask(origin)).rejects.toEqual(new UpstreamError('unknown-status'));
  });

  test('with garbage after its last chunk is whole as far as it came', async () => {
    const chunked = 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nwhole\r\n0\r\n\r\n';
    const origin = await listen(
      createSocketServer((socket) => void socket.once('data', () => socket.end(`${chunked}garbage`))),
    );
    expect(await (await ask(origin)).text()).toBe('whole');
  });

  test('that is no HTTP is told by the parser', async () => {
    const origin = await listen(
      createSocketServer((socket) => void socket.once('data', () => socket.end('SSH-2.0-OpenSSH\r\n'))),
    );
    await expect(ask(origin)).rejects.toMatchObject({ code: expect.stringMatching(/^HPE_/) });
  });
});
