import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { createNodeFetch, createPools } from '@/lib/provider/http-fetch';

/** Less than is buffered of a body that nobody reads, so that its end is seen. */
const WORDS = 'Half an answer, and more was to come. '.repeat(150);

/** Asks a server that says this and breaks off, and waits until the connection is gone before anything is read. */
async function readLate(encoding: string, bytes: Uint8Array) {
  const server = createServer((_, response) => {
    response.writeHead(200, encoding === '' ? {} : { 'content-encoding': encoding });
    response.write(bytes, () => response.socket?.destroySoon());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => void server.close(() => resolve())));
  const pools = createPools();
  const { body } = await createNodeFetch(pools)(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const [socket] = Object.values(pools.http.sockets).flatMap((sockets) => sockets ?? []);
  if (socket && !socket.destroyed) await once(socket, 'close');
  const text = new TextDecoder();
  let read = '';
  try {
    for await (const piece of body ?? []) read += text.decode(piece, { stream: true });
    return { read, error: null };
  } catch (error) {
    return { read, error };
  }
}

test.each([
  ['plain', '', Buffer.from(WORDS)],
  ['gzip', 'gzip', gzipSync(WORDS).subarray(0, -8)],
  ['br', 'br', brotliCompressSync(WORDS)],
  ['deflate', 'deflate', deflateSync(WORDS).subarray(0, -4)],
  ['deflate without its frame', 'deflate', deflateRawSync(WORDS)],
  ['gzip in gzip', 'gzip, gzip', gzipSync(gzipSync(WORDS))],
])('what had come of a %s body when its connection broke is read, and then the error', async (_, encoding, bytes) => {
  const { read, error } = await readLate(encoding, bytes);
  expect(read).toBe(WORDS);
  expect(error).toMatchObject({ code: 'ECONNRESET' });
});
