import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { markedPrompt } from '../support/marked-prompt';
import { type OwnServer, startOwnServer } from '../support/own-server';
import { type PlainProxy, startPlainProxy } from '../support/plain-proxy';
import { openReading, type Reading } from '../support/reading';
import { type Answered, send } from '../support/send';

const SITE = 'https://abreast.example';
const JSON_TYPE = { 'content-type': 'application/json' };

let folder: string;
let server: OwnServer;
let proxy: PlainProxy;

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'abreast-proxy-'));
  server = await startOwnServer({ DATA_DIR: folder, SITE_URL: SITE });
  proxy = await startPlainProxy(server.origin);
});

test.afterAll(async () => {
  await proxy.close();
  await server.kill();
  rmSync(folder, { recursive: true, force: true });
});

/** Asks through the proxy, as somebody without a cookie. */
function ask(headers: Record<string, string>, model = 'test/words-3'): Promise<Reading> {
  return openReading(asking(headers, model));
}

function asking(headers: Record<string, string>, model = 'test/words-3') {
  return {
    port: proxy.port,
    method: 'POST',
    path: '/api/compare',
    headers: { ...JSON_TYPE, cookie: '', ...headers },
    body: JSON.stringify({ prompt: markedPrompt(), models: [model] }),
  };
}

function get(path: string, cookie: string): Promise<Answered> {
  return send({ port: proxy.port, path, headers: { cookie } });
}

test('a page of SITE_URL asks, and its cookie is bound to https and to the host', async () => {
  const reading = await ask({ origin: SITE, 'sec-fetch-site': 'same-origin' });
  const set = reading.headers['set-cookie']?.join() ?? '';
  expect(set).toMatch(/^__Host-abreast-visitor=.*; Path=\/; .*; Secure$/);
  const { comparison, run } = await (await reading.toEnd()).until('run');

  const cookie = set.slice(0, set.indexOf(';'));
  expect(await get(`/api/comparisons/${comparison}`, cookie)).toMatchObject({ status: 200 });
  expect(await get(`/c/${comparison}`, cookie)).toMatchObject({ status: 200 });
  expect(await get(`/api/runs/${run}/events`, cookie)).toMatchObject({ status: 200 });
  expect(await get(`/c/${comparison}`, cookie.replace('__Host-', ''))).toMatchObject({ status: 404 });

  const path = `/api/comparisons/${comparison}/share`;
  const headers = { ...JSON_TYPE, cookie, origin: SITE };
  const shared = await send({ port: proxy.port, method: 'POST', path, headers, body: '{}' });
  const { url } = JSON.parse(shared.text);
  expect(url).toMatch(new RegExp(`^${SITE}/s/`));
  expect((await get(url.slice(SITE.length), '')).text).toContain(`<link rel="canonical" href="${url}"`);
});

for (const origin of [SITE, 'https://ABREAST.example', 'https://abreast.example.', 'https://abreast.example:443']) {
  test(`a page of ${origin} is our own`, async () => {
    const reading = await ask({ origin });
    await reading.toEnd();
    expect(reading.ends).toHaveLength(1);
  });
}

const REFUSED: Record<string, string>[] = [
  { origin: 'https://evil.example' },
  { origin: 'http://abreast.example' },
  { origin: 'http://abreast.example', 'x-forwarded-proto': 'http' },
  { origin: `${SITE}:8443` },
  { origin: `${SITE}.evil.example` },
  { origin: 'null' },
  { 'sec-fetch-site': 'cross-site' },
];

for (const headers of REFUSED) {
  test(`a request with ${JSON.stringify(headers)} is refused`, async () => {
    const answered = await send(asking(headers));
    expect(answered.status).toBe(403);
    expect(JSON.parse(answered.text).code).toBe('forbidden-origin');
  });
}

test('a program that is no browser is let through', async () => {
  const reading = await ask({});
  await reading.toEnd();
  expect(reading.ends).toHaveLength(1);
});

test('pieces come through one by one, as the model writes them', async () => {
  const reading = await ask({ origin: SITE }, 'test/words-5-every-30ms.hangs');
  await reading.untilText('A', 'w1 w2 w3 w4 w5');
  const { run } = await reading.until('run');
  expect(reading.over).toBe(false);
  const set = reading.headers['set-cookie']?.join() ?? '';
  const headers = { cookie: set.slice(0, set.indexOf(';')), origin: SITE };
  expect(await send({ port: proxy.port, method: 'DELETE', path: `/api/runs/${run}`, headers })).toMatchObject({
    status: 204,
  });
  await reading.toEnd();
});
