import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { VISITOR_COOKIE } from '../support/app';
import { type OwnServer, startOwnServer } from '../support/own-server';

const PASSWORD = 'open & "sesame"';
const folder = mkdtempSync(join(tmpdir(), 'abreast-access-'));
let server: OwnServer;
test.beforeAll(async () => {
  server = await startOwnServer({ DATA_DIR: folder, ACCESS_PASSWORD: PASSWORD });
});
test.afterAll(async () => {
  await server.kill();
  rmSync(folder, { recursive: true });
});

const json = { 'content-type': 'application/json' };

function sendPassword(password: unknown, headers: Record<string, string> = {}) {
  return server.fetch('/api/access', {
    method: 'POST',
    headers: { ...json, ...headers },
    body: JSON.stringify({ password }),
  });
}

/** @returns the cookies of a browser that was let in. */
async function letIn(): Promise<string> {
  const answer = await sendPassword(PASSWORD);
  expect(answer.status).toBe(204);
  const cookie = answer.headers.get('set-cookie') ?? '';
  expect(cookie).toMatch(/^abreast-access=[\w-]{43}; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax/);
  return `${VISITOR_COOKIE}; ${cookie.split(';')[0]}`;
}

test('everything is closed without the password, whatever way its address is written', async () => {
  for (const path of [
    '/',
    '/c/abc',
    '/board',
    '/check',
    '/api/board',
    '/api/models',
    '/api/comparisons',
    '/api/key',
    '/nothing',
    '/s',
    '/s/',
  ]) {
    const answer = await server.fetch(path);
    expect(answer.status, path).toBe(401);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  }
  for (const path of [
    '/s/../api/models',
    '/s/x/%2e%2e/%2e%2e/api/models',
    '//api/models',
    '/api//models',
    '/_next/static/../../api/models',
    '/s/x\\..\\..\\api\\models',
    '/%61pi/models',
  ]) {
    const answer = await server.fetch(path);
    const text = await answer.text();
    expect(text, path).not.toContain('demo/quick');
    expect([308, 400, 401, 404], path).toContain(answer.status);
  }
  const refused = await server.fetch('/api/compare', { method: 'POST', headers: json, body: '{}' });
  expect(refused.headers.get('content-type')).toMatch('application/problem+json');
  expect(await refused.json()).toMatchObject({ status: 401, code: 'password-required' });
});

test('health stays open, and so do shared pages with all that they show', async () => {
  expect((await server.fetch('/api/health')).status).toBe(200);
  const cookie = await letIn();
  const asked = await server.fetch('/api/compare', {
    method: 'POST',
    headers: { ...json, cookie },
    body: JSON.stringify({ prompt: 'Why?', models: ['test/words-3'] }),
  });
  const [, id = ''] = /"comparison":"([\w-]+)"/.exec(await asked.text()) ?? [];
  await expect
    .poll(
      async () =>
        (
          await server.fetch(`/api/comparisons/${id}/share`, {
            method: 'POST',
            headers: { ...json, cookie },
            body: '{}',
          })
        ).status,
    )
    .toBe(200);
  const links = await (await server.fetch(`/api/comparisons/${id}/share`, { headers: { cookie } })).json();
  const [{ slug }] = links.shares;
  for (const path of [
    `/s/${slug}`,
    `/s/${slug}/export`,
    `/s/${slug}/opengraph-image`,
    '/icon.svg',
    '/robots.txt',
    '/manifest.webmanifest',
  ]) {
    expect((await server.fetch(path, { headers: { cookie: '' } })).status, path).toBe(200);
  }
  expect((await server.fetch(`/c/${id}`)).status).toBe(401);
  expect((await server.fetch(`/c/${id}`, { headers: { cookie } })).status).toBe(200);
});

test('a form takes the password too, and goes on to the page that was wanted, of this server alone', async () => {
  const page = await (await server.fetch('/c/abc?turn="2"')).text();
  expect(page).toContain('value="/c/abc?turn=%222%22"');
  const send = (password: string, next: string) =>
    server.fetch('/api/access', { method: 'POST', redirect: 'manual', body: new URLSearchParams({ password, next }) });
  const right = await send(PASSWORD, '/c/abc');
  expect([right.status, right.headers.get('location')]).toEqual([303, '/c/abc']);
  expect(right.headers.get('set-cookie')).toMatch(/^abreast-access=/);
  for (const next of ['//evil.example', '/\\evil.example', 'https://evil.example', '/a\r\nX: y']) {
    expect((await send(PASSWORD, next)).headers.get('location')).toBe('/');
  }
  const wrong = await send('sesame', '/c/"><script>');
  expect(wrong.status).toBe(401);
  expect(wrong.headers.get('set-cookie')).toBeNull();
  const text = await wrong.text();
  expect(text).toContain('This is not the password of this server.');
  expect(text).not.toContain('<script');
});

test('guesses are counted, and a stolen or an invented cookie of another password opens nothing', async () => {
  const guesses = Array.from({ length: 30 }, (_, index) => sendPassword(`guess ${index}`).then(({ status }) => status));
  const statuses = await Promise.all(guesses);
  expect(statuses.filter((status) => status === 429).length).toBeGreaterThanOrEqual(20);
  expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(10);
  for (const token of ['', 'x', 'A'.repeat(43)]) {
    expect((await server.fetch('/api/models', { headers: { cookie: `abreast-access=${token}` } })).status).toBe(401);
  }
});
