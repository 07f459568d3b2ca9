import { expect, test } from 'playwright/test';
import { STAND_IN_ORIGIN } from '@/tests/support/openrouter/address';
import { APP_ORIGIN, cookieOf } from '../support/app';
import { send } from '../support/send';

test.describe.configure({ mode: 'serial' });

const visitor = cookieOf('somebody-who-connects');
const json = { 'content-type': 'application/json' };

/** @returns the cookie that an answer sets, as a request sends it. */
function cookieIn(answer: Awaited<ReturnType<typeof send>>, name: string): string {
  const set = [answer.headers['set-cookie'] ?? []].flat();
  return (set.find((cookie) => cookie.startsWith(`${name}=`)) ?? '').split(';')[0] ?? '';
}

async function begin({ origin = APP_ORIGIN, body = {} }: { origin?: string | null; body?: object } = {}) {
  const headers = { ...json, cookie: visitor, ...(origin === null ? {} : { origin }) };
  const answer = await send({ method: 'POST', path: '/api/key/connect', headers, body: JSON.stringify(body) });
  expect(answer.status, answer.text).toBe(200);
  const { url, isPasted } = JSON.parse(answer.text);
  return { url: new URL(url), isPasted, cookie: `${visitor}; ${cookieIn(answer, 'abreast-connect')}` };
}

/** Allows the key at OpenRouter. @returns the address that it sends the visitor to. */
async function allow(url: URL): Promise<URL> {
  const page = await (await fetch(url)).text();
  return new URL(/href="([^"]+code=[^"]+)"/.exec(page)?.[1] ?? '');
}

const follow = (url: URL, cookie: string) => send({ path: `${url.pathname}${url.search}`, headers: { cookie } });
const outcomeOf = ({ headers }: Awaited<ReturnType<typeof send>>) => headers.location;

test('a connection asks for a limit, and brings the visitor back with a key and without the code', async () => {
  const { url, isPasted, cookie } = await begin({ body: { from: '/c/abc' } });
  expect(isPasted).toBe(false);
  expect(url.origin).toBe(STAND_IN_ORIGIN);
  expect(Object.fromEntries(url.searchParams)).toMatchObject({
    code_challenge_method: 'S256',
    limit: '10',
    usage_limit_type: 'monthly',
    key_label: `Abreast at ${new URL(APP_ORIGIN).host}`,
  });
  const back = await allow(url);
  expect(back.origin).toBe(APP_ORIGIN);
  const answer = await follow(back, cookie);
  expect({ status: answer.status, location: answer.headers.location, text: answer.text }).toEqual({
    status: 303,
    location: '/c/abc#connect=connected',
    text: '',
  });
  const key = cookieIn(answer, 'abreast-key');
  expect(key).toMatch(/^abreast-key=.{50,}/);
  expect(key).not.toContain('sk-or');
  expect(cookieIn(answer, 'abreast-connect')).toBe('abreast-connect=');
  const info = await send({ path: '/api/key', headers: { cookie: `${visitor}; ${key}` } });
  expect(JSON.parse(info.text)).toMatchObject({ payer: 'visitor', left: 7.5 });
  expect(outcomeOf(await follow(back, cookie)), 'a code is good once').toBe('/c/abc#connect=refused');
});

test('a callback without the browser that began it, with another state or of another visitor brings no key', async () => {
  const { url, cookie } = await begin();
  const back = await allow(url);
  const wrong = new URL(back);
  wrong.pathname = '/api/key/callback/another-state';
  const connection = cookie.split('; ')[1] ?? '';
  for (const [address, cookies] of [
    [back, ''],
    [back, visitor],
    [back, `${cookieOf('another')}; ${connection}`],
    [back, `${visitor}; ${connection.slice(0, -6)}AAAAAA`],
    [wrong, cookie],
  ] as const) {
    const answer = await follow(address, cookies);
    expect(outcomeOf(answer)).toBe('/#connect=expired');
    expect(cookieIn(answer, 'abreast-key')).toBe('');
  }
});

test('a visitor who cancels comes back with nothing changed', async () => {
  const { url, cookie } = await begin();
  const back = new URL(url.searchParams.get('callback_url') ?? '');
  expect(outcomeOf(await follow(back, cookie))).toBe('/#connect=cancelled');
});

test('an exchange that is refused over its method is tried once more without it', async () => {
  await fetch(`${STAND_IN_ORIGIN}/oauth?refusesMethod=yes`, { method: 'POST' });
  try {
    const { url, cookie } = await begin();
    expect(outcomeOf(await follow(await allow(url), cookie))).toBe('/#connect=connected');
  } finally {
    await fetch(`${STAND_IN_ORIGIN}/oauth?refusesMethod=no`, { method: 'POST' });
  }
});

test('where OpenRouter cannot send anybody back, the code is pasted by the browser that began', async () => {
  const { url, isPasted, cookie } = await begin({ origin: null, body: { limitUsd: null } });
  expect(isPasted).toBe(true);
  expect(Object.keys(Object.fromEntries(url.searchParams)).sort()).toEqual([
    'code_challenge',
    'code_challenge_method',
    'key_label',
  ]);
  const code = /id="code">([^<]+)/.exec(await (await fetch(url)).text())?.[1];
  const paste = (cookies: string, pasted: unknown = code) =>
    send({
      method: 'POST',
      path: '/api/key',
      headers: { ...json, cookie: cookies },
      body: JSON.stringify({ code: pasted }),
    });
  expect((await paste(visitor)).status).toBe(400);
  expect((await paste(cookie, 'code-unknown')).text).toContain('does not accept this code');
  const answer = await paste(cookie);
  expect(JSON.parse(answer.text)).toMatchObject({ payer: 'visitor' });
  expect(cookieIn(answer, 'abreast-key')).not.toBe('');
  expect((await paste(cookie)).status, 'once').toBe(400);
});

test('a connection goes back to pages of this app alone, and with a limit that can be', async () => {
  for (const body of [
    { from: 'https://evil.example' },
    { from: '//evil.example' },
    { from: '/\\\\evil.example' },
    { from: '/?a=#b' },
    { limitUsd: -1 },
    { other: 1 },
  ]) {
    const headers = { ...json, cookie: visitor, origin: APP_ORIGIN };
    const answer = await send({ method: 'POST', path: '/api/key/connect', headers, body: JSON.stringify(body) });
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.text).errors[0].path).toBe(Object.keys(body)[0]);
  }
});
