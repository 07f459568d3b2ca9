import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { latestAnswer } from '@/lib/comparison/state';
import { FakeClock } from '../support/fake-clock';
import { startOpenRouter } from '../support/openrouter/server';
import { askBody, createTestApp, foldOf, hurryRetries, readToEnd } from '../support/test-app';

let server: Server;
let asked = 0;
afterEach(() => new Promise((resolve) => server.close(resolve)));

/** Asks a server that answers each request with these bytes and hangs up. */
async function askWith(bytes: Uint8Array | string) {
  asked = 0;
  server = createServer((socket: Socket) => {
    socket.on('error', () => {});
    socket.once('data', () => {
      asked += 1;
      socket.end(bytes);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const standIn = await startOpenRouter();
  const clock = new FakeClock();
  const app = createTestApp(standIn, clock);
  app.environment.baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`;
  const run = await askBody(app, { prompt: 'Why?', models: ['openai/gpt-5-mini'] });
  const whole = readToEnd(app, run);
  hurryRetries(run, clock);
  const answer = latestAnswer(foldOf(run, await whole), 1, 'A');
  await standIn.close();
  return { answer, asked };
}

const frames = [
  { choices: [{ delta: { content: 'Whole.' } }] },
  { choices: [{ delta: {}, finish_reason: 'stop' }], usage: { prompt_tokens: 1, completion_tokens: 1 } },
].map((frame) => `data: ${JSON.stringify(frame)}\n\n`);
const STREAM = `${frames.join('')}data: [DONE]\n\n`;
const HEAD = 'HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n';
const chunked = (text: string) => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;

describe('an answer that has come is kept', () => {
  const packed = gzipSync(STREAM);
  test.each<[string, Uint8Array | string]>([
    ['garbage after its last chunk', `${HEAD}transfer-encoding: chunked\r\n\r\n${chunked(STREAM)}0\r\n\r\ngarbage`],
    ['garbage in the place of its last chunk', `${HEAD}transfer-encoding: chunked\r\n\r\n${chunked(STREAM)}zz\r\n`],
    ['no last chunk', `${HEAD}transfer-encoding: chunked\r\n\r\n${chunked(STREAM)}`],
    ['fewer bytes than were announced', `${HEAD}content-length: ${STREAM.length + 10}\r\n\r\n${STREAM}`],
    ['no length at all', `${HEAD}connection: close\r\n\r\n${STREAM}`],
    [
      'no checksum',
      Buffer.concat([
        Buffer.from(`${HEAD}content-encoding: gzip\r\nconnection: close\r\n\r\n`),
        packed.subarray(0, -8),
      ]),
    ],
  ])('with %s', async (_, bytes) => {
    const { answer, asked } = await askWith(bytes);
    expect(answer).toMatchObject({ phase: 'done', text: 'Whole.', ending: { usage: { output: 1 } } });
    expect(asked).toBe(1);
  });
});

describe('what is no answer', () => {
  test.each<[string, string, string, number]>([
    ['not HTTP', 'SSH-2.0-OpenSSH_9.9\r\n', 'bad-response', 1],
    ['nothing', '', 'connection-lost', 3],
    ['half a head', 'HTTP/1.1 200 OK\r\ncontent-ty', 'connection-lost', 3],
    ['a stream without a byte', `${HEAD}content-length: 0\r\n\r\n`, 'connection-lost', 3],
    ['a head and no body', `${HEAD}transfer-encoding: chunked\r\n\r\n`, 'connection-lost', 3],
    ['chunks that are none', `${HEAD}transfer-encoding: chunked\r\n\r\nzz\r\n`, 'connection-lost', 3],
  ])('%s fails as what it is', async (_, bytes, code, times) => {
    const { answer, asked } = await askWith(bytes);
    expect(answer).toMatchObject({ phase: 'failed', failure: { code }, text: '' });
    expect(asked).toBe(times);
  });
});
