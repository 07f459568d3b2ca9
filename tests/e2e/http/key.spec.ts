import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { APP_PORT, cookieOf } from '../support/app';
import { markedPrompt } from '../support/marked-prompt';
import { only } from '../support/only';
import { openReading } from '../support/reading';
import { ask, retryRequest } from '../support/run-requests';
import { send } from '../support/send';
import { requestsWith } from '../support/stand-in';

/** In no output but the cookie, and there encrypted. */
const CANARY = 'sk-or-v1-canary-0f5d2c';
const VISITOR = cookieOf('a-visitor-with-a-key');

function postKey(body: unknown, headers: Record<string, string> = {}) {
  return send({
    method: 'POST',
    path: '/api/key',
    headers: { 'content-type': 'application/json', cookie: VISITOR, ...headers },
    body: JSON.stringify(body),
  });
}

async function payerWith(cookie: string) {
  return JSON.parse((await send({ path: '/api/key', headers: { cookie } })).text);
}

/** @returns the cookie of the key, as a browser sends it back. */
async function useKey(): Promise<string> {
  const answered = await postKey({ key: ` ${CANARY}\n` });
  expect(answered.status).toBe(200);
  const cookies = [answered.headers['set-cookie'] ?? []].flat();
  const cookie = only(cookies.filter((candidate) => candidate.startsWith('abreast-key=')));
  expect(cookie).toMatch(/; Path=\/; Max-Age=7776000; HttpOnly; SameSite=Lax$/);
  expect(JSON.stringify(answered)).not.toContain('canary');
  return cookie.split(';')[0] ?? '';
}

const HOUSE = { payer: 'house', label: null, left: null, maxTokens: 4096 };

test('a key is checked, sealed in a cookie, and pays from then on, until it is forgotten', async () => {
  const key = await useKey();
  const cookie = `${VISITOR}; ${key}`;
  expect(await payerWith(VISITOR)).toEqual(HOUSE);
  expect(await payerWith(cookie)).toEqual({
    payer: 'visitor',
    label: 'sk-or-v1-sta...-in',
    left: 7.5,
    maxTokens: null,
  });

  const prompt = markedPrompt();
  const reading = await (await ask({ prompt, models: ['test/words-3', 'demo/quick'] }, { cookie })).toEnd();
  expect(only(await requestsWith(prompt)).headers.authorization).toBe(`Bearer ${CANARY}`);
  const { run } = await reading.until('run');
  const outgoing = retryRequest(run, 'A');
  await (await openReading({ ...outgoing, headers: { ...outgoing.headers, cookie } })).toEnd();
  expect((await requestsWith(prompt)).map(({ headers }) => headers.authorization)).toEqual(
    Array(2).fill(`Bearer ${CANARY}`),
  );

  const forgotten = await send({ method: 'DELETE', path: '/api/key', headers: { cookie } });
  expect(JSON.parse(forgotten.text)).toEqual(HOUSE);
  expect([forgotten.headers['set-cookie'] ?? []].flat()).toEqual([
    'abreast-key=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax',
  ]);
});

test('a key is in no page, stream, export or database', async () => {
  const cookie = `${VISITOR}; ${await useKey()}`;
  const prompt = markedPrompt();
  const reading = await (await ask({ prompt, models: ['test/words-3', 'test/status-401'] }, { cookie })).toEnd();
  const { comparison } = await reading.until('run');
  const paths = ['/', `/c/${comparison}`, `/api/comparisons/${comparison}`, '/api/key', '/api/health?deep=1'];
  const exports = ['md', 'json', 'csv'].map((format) => `/api/comparisons/${comparison}/export?format=${format}`);
  for (const path of [...paths, ...exports]) {
    const { text } = await send({ path, headers: { cookie } });
    expect.soft(text.includes(CANARY), path).toBe(false);
  }
  expect(JSON.stringify(reading.events)).not.toContain('canary');
  for (const file of ['abreast.db', 'abreast.db-wal']) {
    const stored = readFileSync(join(tmpdir(), `abreast-test-${APP_PORT}`, file));
    expect.soft(stored.includes(CANARY), file).toBe(false);
  }
});

test('the cookie of a key is of no use to another visitor, or when it was changed', async () => {
  const key = await useKey();
  expect(await payerWith(`${cookieOf('a-stranger')}; ${key}`)).toEqual(HOUSE);
  expect(await payerWith(key)).toEqual(HOUSE);
  expect(await payerWith(`${VISITOR}; ${key.slice(0, -5)}`)).toEqual(HOUSE);
  expect(await payerWith(`${VISITOR}; ${key.replace(/.{8}$/, 'AAAAAAAA')}`)).toEqual(HOUSE);
});

test('a key that OpenRouter rejects is not accepted, and says so without repeating it', async () => {
  const answered = await postKey({ key: 'sk-or-v1-rejected-canary' });
  expect([answered.status, JSON.parse(answered.text)]).toMatchObject([
    400,
    { code: 'key-rejected', errors: [{ path: 'key', message: 'is not accepted by OpenRouter' }] },
  ]);
  expect(JSON.stringify(answered)).not.toContain('canary');
  expect([answered.headers['set-cookie'] ?? []].flat().join()).not.toContain('abreast-key');
});

test.describe('no key is', () => {
  for (const [name, body] of Object.entries({
    'an empty one': { key: '' },
    'another text': { key: 'hello' },
    'one with a line break': { key: 'sk-or-v1-a\nb' },
    'one that is too long': { key: `sk-or-${'a'.repeat(200)}` },
    'a number': { key: 1 },
    'a body without it': {},
    'a body with more': { key: 'sk-or-v1-a', label: 'mine' },
  })) {
    test(name, async () => {
      const answered = await postKey(body);
      expect([answered.status, JSON.parse(answered.text).code]).toEqual([400, 'invalid']);
    });
  }

  test('one that another site sends', async () => {
    const answered = await postKey({ key: CANARY }, { origin: 'https://evil.example' });
    expect([answered.status, JSON.parse(answered.text).code]).toEqual([403, 'forbidden-origin']);
  });
});
