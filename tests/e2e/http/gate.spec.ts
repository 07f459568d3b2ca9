import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'playwright/test';
import { openRaw, type RawAnswer } from '@/tests/support/raw-http';
import { type OwnServer, startOwnServer } from '../support/own-server';
import { send } from '../support/send';

let folder: string;
let server: OwnServer;
/** What the server has said when it had started. */
let saidAtFirst: string;

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'abreast-gate-'));
  server = await startOwnServer({ DATA_DIR: folder });
  await server.fetch('/');
  saidAtFirst = server.said();
});

// Whatever was asked, nobody who runs the server has to read of it.
test.afterEach(() => expect(server.said()).toBe(saidAtFirst));

test.afterAll(async () => {
  await server.kill();
  rmSync(folder, { recursive: true, force: true });
});

/** Sends requests one after another over one connection. */
async function sendAll(...requests: (string | Buffer)[][]): Promise<RawAnswer[]> {
  const connection = openRaw(Number(new URL(server.origin).port));
  const answers: RawAnswer[] = [];
  for (const pieces of requests) {
    for (const piece of pieces) connection.write(piece);
    answers.push(await connection.answer());
  }
  connection.destroy();
  return answers;
}

async function ask(line: string, headers = ''): Promise<RawAnswer> {
  const [answer] = await sendAll([`${line} HTTP/1.1\r\nHost: abreast.localhost\r\n${headers}\r\n`]);
  if (!answer) throw new Error('there is one answer to one request');
  return answer;
}

const METHODS = ['TRACE', 'PUT', 'PURGE', 'QUERY', 'PROPFIND'];

for (const method of METHODS) {
  test(`${method} is refused by pages, files and routes, with what they take`, async () => {
    for (const path of ['/', '/c/x', '/s/x', '/icon.svg', '/_next/static/x.js', '/s/x/opengraph-image', '/nothing']) {
      expect(await ask(`${method} ${path}`), path).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } });
    }
    for (const [path, allow] of [
      ['/api/models', 'GET'],
      ['/api/compare', 'POST'],
      ['/api/comparisons/x', 'GET, PATCH, DELETE'],
      ['/api/runs/x', 'DELETE'],
      ['/s/x/export', 'GET'],
    ]) {
      const { status, headers, body } = await ask(`${method} ${path}`);
      expect({ path, status, allow: headers.allow }).toEqual({ path, status: 405, allow });
      expect(JSON.parse(body).code).toBe('method-not-allowed');
    }
    expect((await ask(`${method} /api/nothing`)).status).toBe(404);
  });
}

test('a page is not posted to, be it a form or what a framework would take for its own', async () => {
  for (const headers of [
    'Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 0\r\n',
    'Next-Action: abc\r\nContent-Length: 0\r\n',
    'Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 0\r\n',
  ]) {
    expect(await ask('POST /', headers)).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } });
  }
});

for (const [line, status] of [
  ['OPTIONS *', 204],
  ['GET *', 400],
  ['GET http://abreast.example/api/models', 200],
  ['GET http://abreast.example/c/x', 404],
  ['GET http://abreast.example', 200],
  ['GET http://[/', 200],
  ['GET ftp://abreast.example/', 400],
  ['CONNECT abreast.example:443', 405],
  ['GET /%', 400],
  ['GET /c/%ff', 400],
  ['GET /c/%00', 404],
  ['GET /s/%00', 404],
  ['GET /s/%00/export', 404],
  ['GET /api/comparisons/%00', 404],
  ['GET /api/runs/%00/events', 404],
  ['GET /?prompt=%zz&models=%ff&again=%00', 200],
  ['GET /../../etc/passwd', 404],
  [`GET /c/${'x'.repeat(10_000)}`, 404],
  [`GET /?prompt=${'x'.repeat(10_000)}`, 200],
  [`GET /${'x'.repeat(20_000)}`, 431],
] as const) {
  test(`${line.length > 100 ? `${line.slice(0, 60)}… of ${line.length} characters` : line} is ${status}`, async () => {
    expect((await ask(line)).status).toBe(status);
  });
}

for (const [name, headers, status] of [
  ['two hosts', 'Host: evil.example\r\n', 200],
  ['an offer of HTTP/2', 'Connection: Upgrade\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n', 200],
  ['cookies that are none', 'Cookie: abreast-visitor=%zz; =; ;theme=%E0%A4%A\r\n', 200],
  ['a scheme that is none', 'X-Forwarded-Proto: javascript\r\nX-Forwarded-Host: evil"<>\r\n', 200],
  ['an expectation that is none', 'Expect: miracles\r\n', 417],
  ['a header of 20,000 characters', `X-Long: ${'x'.repeat(20_000)}\r\n`, 431],
] as const) {
  test(`a page and a route that are asked with ${name} answer ${status}`, async () => {
    for (const path of ['/', '/api/models']) expect((await ask(`GET ${path}`, headers)).status, path).toBe(status);
  });
}

test('a page and a route that are asked by the name of another site are refused, since only this machine reaches the server', async () => {
  for (const path of ['/', '/api/models', '/icon.svg']) {
    const [answer] = await sendAll([`GET ${path} HTTP/1.1\r\nHost: evil.example\r\n\r\n`]);
    expect(answer, path).toMatchObject({ status: 403, body: expect.stringContaining('SITE_URL') });
  }
});

test.describe('a body of 4.2 MB', () => {
  const SIZE = 4_200_000;
  const head = (line: string, headers: string) => `${line} HTTP/1.1\r\nHost: abreast.localhost\r\n${headers}\r\n`;
  const json = 'Content-Type: application/json\r\n';

  for (const [name, line, headers, status] of [
    ['is too large', 'POST /api/compare', json, 413],
    ['is too large for a change', 'PATCH /api/comparisons/x', json, 413],
    ['is no JSON', 'POST /api/compare', 'Content-Type: text/plain\r\n', 415],
    ['comes from another site', 'POST /api/compare', `${json}Origin: https://evil.example\r\n`, 403],
    ['goes nowhere', 'POST /api/nothing', json, 404],
    ['goes to a route that takes none', 'POST /api/models', json, 405],
    ['goes to a page', 'POST /', json, 405],
    ['goes to a run that is none', 'DELETE /api/runs/x', json, 404],
    ['comes with a GET', 'GET /api/models', json, 200],
    ['comes with a GET of a page', 'GET /c/x', json, 404],
  ] as const) {
    test(`that ${name} is answered with ${status}, time and again on one connection`, async () => {
      const one = [head(line, `${headers}Content-Length: ${SIZE}\r\n`), Buffer.alloc(SIZE, ' ')];
      for (const answer of await sendAll(one, one, one)) {
        expect(answer).toMatchObject({ status, headers: { connection: 'keep-alive' } });
      }
    });

    test(`that ${name}, in chunks, is answered with ${status}, and tells when the connection ends`, async () => {
      const chunk = [SIZE.toString(16), '\r\n', Buffer.alloc(SIZE, ' '), '\r\n0\r\n\r\n'];
      const [answer] = await sendAll([head(line, `${headers}Transfer-Encoding: chunked\r\n`), ...chunk]);
      expect(answer).toMatchObject({ status, headers: { connection: expect.stringMatching(/^(close|keep-alive)$/) } });
    });
  }

  test('that breaks off is nobody’s fault', async () => {
    const connection = openRaw(Number(new URL(server.origin).port));
    connection.write(head('POST /api/compare', `${json}Content-Length: ${SIZE}\r\n`));
    connection.write(Buffer.alloc(1000, ' '));
    connection.destroy();
    expect((await ask('GET /api/models')).status).toBe(200);
  });
});

test('pictures are handed out under their own address alone, and no other copy is kept', async () => {
  const cache = fileURLToPath(new URL('../../../.next/cache/images', import.meta.url));
  const kept = () => (existsSync(cache) ? readdirSync(cache).sort() : []);
  const before = kept();
  const port = Number(new URL(server.origin).port);
  for (const picture of ['/icon.svg', '/s/x/opengraph-image', `${server.origin}/icon.svg`]) {
    const path = `/_next/image?url=${encodeURIComponent(picture)}&w=1200&q=75`;
    for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'TRACE', 'OPTIONS']) {
      expect((await send({ port, method, path })).status, `${method} ${path}`).toBe(404);
    }
  }
  expect(kept()).toEqual(before);
});
