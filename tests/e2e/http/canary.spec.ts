import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'playwright/test';
import type { Script } from '@/tests/support/openrouter/script';
import { failsBefore } from '@/tests/support/openrouter/scripts';
import { type OpenRouterStandIn, startOpenRouter } from '@/tests/support/openrouter/server';
import { findCanaries, formsOf, newCanary, type Output } from '../support/canaries';
import { addLeakyModels, errorOf, keyOf } from '../support/leaky-models';
import { CollectingVisitor, filesIn, logsIn } from '../support/output-collector';
import { type OwnServer, startInVain, startOwnServer } from '../support/own-server';
import { pathOf, ROUTE_TABLE } from '../support/route-table';

const visitorKey = newCanary('key of a visitor', 'sk-or-v1-');
const houseKey = newCanary('key of the house', 'sk-or-v1-');
const sessionSecret = newCanary('secret of the sessions');
const password = newCanary('password of the server');
const databasePassword = newCanary('password of the database');
/** It has to come out: the search would find the others, too. */
const prompt = newCanary('prompt');

const build = fileURLToPath(new URL('../../../.next', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'abreast-canary-'));
const outputs: Output[] = [];
const began = Date.now();
let standIn: OpenRouterStandIn;
let models: string[];
let server: OwnServer;

test.describe.configure({ mode: 'serial', timeout: 60_000 });
test.beforeAll(async () => {
  standIn = await startOpenRouter();
  models = [...addLeakyModels(standIn), 'test/recites'];
  server = await startOwnServer({
    DATA_DIR: folder,
    OPENROUTER_BASE_URL: standIn.baseUrl,
    OPENROUTER_API_KEY: houseKey.secret,
    SESSION_SECRET: sessionSecret.secret,
    ACCESS_PASSWORD: password.secret,
  });
});
test.afterAll(async () => {
  await server.kill();
  await standIn.close();
  rmSync(folder, { recursive: true, force: true });
});

async function letIn(): Promise<CollectingVisitor> {
  const visitor = new CollectingVisitor(Number(new URL(server.origin).port), outputs);
  await visitor.send('GET', '/');
  await visitor.send('POST', '/api/access', { password: `${password.secret}!` });
  await visitor.send('POST', '/api/access', { password: password.secret });
  return visitor;
}

/** Asks all models in the lanes of one turn, shares, and sends a request to every route and page that deletes nothing. */
async function useEverything(visitor: CollectingVisitor): Promise<Record<string, string>> {
  const runIn = (events: string) => /"type":"run","at":\d+,"run":"([\w-]+)"/.exec(events)?.[1] ?? '';
  const asked = models.slice(0, 6);
  const events = await visitor.send('POST', '/api/compare', { prompt: prompt.secret, models: asked });
  const first = runIn(events);
  const id = /"comparison":"([\w-]+)"/.exec(events)?.[1] ?? '';
  const lanes = models.slice(6).map((model, index) => ({ lane: 'ABCDEF'[index], model }));
  const run = runIn(await visitor.send('POST', `/api/runs/${first}/retry`, { lanes }));
  const { slug } = JSON.parse(await visitor.send('POST', `/api/comparisons/${id}/share`, {}));
  const segments = { id, run, slug, turn: '1', lane: 'A', attempt: '2' };
  await sendRows(visitor, segments, (method) => method !== 'DELETE');
  const exports = [`/api/comparisons/${id}/export`, `/s/${slug}/export`].flatMap((path) =>
    ['json', 'csv'].map((format) => `${path}?format=${format}`),
  );
  const pages = ['/api/health?deep=1', '/c/%zz', '/nothing', `/?again=${slug}`, `/c/${id}?turn=2`];
  for (const path of [`/api/runs/${first}/events`, ...exports, ...pages]) await visitor.send('GET', path);
  return segments;
}

/** Sends what the table of routes has of these methods. A key is not changed: each visitor has the one it has. */
async function sendRows(
  visitor: CollectingVisitor,
  segments: Record<string, string>,
  isSent: (method: string) => boolean,
): Promise<void> {
  for (const [name, { body }] of Object.entries(ROUTE_TABLE)) {
    const [method = '', route = ''] = name.split(' ');
    if (isSent(method) && name !== 'POST /api/key') await visitor.send(method, pathOf(route, segments), body);
  }
}

test('keys and passwords are in no response, whatever a provider does with the key', async () => {
  const [owner, guest] = await Promise.all([letIn(), letIn()]);
  const { secret } = visitorKey;
  for (const body of [`{"key":"${secret}`, { key: `${secret}\n${secret}` }, { key: secret, label: 'mine' }, secret]) {
    await owner.send('POST', '/api/key', body);
  }
  for (const script of [
    (key: string) => failsBefore(401, errorOf(401, key).error),
    (key: string) => failsBefore(500, errorOf(500, key).error),
    (key: string): Script => [{ type: 'answer', status: 200, body: `Your key is ${key}` }],
    (key: string): Script => [{ type: 'answer', status: 200, body: { data: { label: key, limit_remaining: 1 } } }],
  ]) {
    standIn.scriptKey((request) => script(keyOf(request)));
    await owner.send('POST', '/api/key', { key: secret });
  }
  expect(JSON.parse(await owner.send('GET', '/api/key')).payer).toBe('visitor');

  const [, left] = await Promise.all([useEverything(owner), useEverything(guest)]);
  await sendRows(guest, left, (method) => method === 'DELETE');
  const keys = new Set(standIn.requests.map(keyOf));
  expect([...keys].toSorted()).toEqual([secret, houseKey.secret].toSorted());
  expect(findCanaries(outputs, [visitorKey, houseKey, sessionSecret, password])).toEqual([]);
  const found = findCanaries(outputs, [prompt]);
  for (const where of [
    '200 POST /api/compare',
    '200 GET /api/comparisons',
    '200 GET /api/runs/',
    '200 GET /c/',
    '200 GET /s/',
  ]) {
    expect(found, where).toContainEqual(expect.stringContaining(where));
  }
});

test('nor on the console, in a file of the database or in a log, nor in a file of the build', async () => {
  const live = filesIn(folder);
  server.signal('SIGTERM');
  await server.gone;
  const logs = await logsIn(join(folder, 'abreast.db'));
  const kept = [...live, ...logs, ...filesIn(folder)];
  const written = [...kept, ...filesIn(build, began), { where: 'console', bytes: Buffer.from(server.said()) }];
  expect(findCanaries(written, [visitorKey, houseKey, sessionSecret, password])).toEqual([]);
  const found = findCanaries(kept, [prompt]);
  for (const where of ['abreast.db', 'abreast.db-wal', 'run_entries']) {
    expect(found, where).toContain(`${where} holds the prompt, plain`);
  }
  expect(server.said()).toContain('"payer":"visitor"');
});

test('the password of a database that cannot be reached is in no response and not on the console', async () => {
  const database = { DATABASE_URL: `postgres://abreast:${databasePassword.secret}@127.0.0.1:1/abreast` };
  const wrong = { DATABASE_URL: `postgres//abreast:${databasePassword.secret}@` };
  const inVain = [database, wrong].map((env) => startInVain(env));
  const away = await startOwnServer({ ...database, VERCEL: '1' });
  try {
    const seen: Output[] = [];
    const visitor = new CollectingVisitor(Number(new URL(away.origin).port), seen);
    for (const path of [
      '/',
      '/board',
      '/check',
      '/privacy',
      '/c/x',
      '/s/x',
      '/api/comparisons',
      '/api/health?deep=1',
    ]) {
      await visitor.send('GET', path);
    }
    const ended = await Promise.all(inVain);
    expect(ended.map(({ status }) => status)).toEqual([1, 1]);
    for (const { said } of [...ended, { said: away.said() }]) {
      expect(said).toContain('DATABASE_URL');
      seen.push({ where: 'console', bytes: Buffer.from(said) });
    }
    expect(findCanaries(seen, [databasePassword])).toEqual([]);
  } finally {
    await away.kill();
  }
});

test.describe('the search', () => {
  test('finds what each leaky model leaks', async () => {
    const body = (model: string) => JSON.stringify({ model, stream: true, messages: [{ role: 'user', content: '' }] });
    for (const model of models.filter((id) => id.startsWith('leaky/'))) {
      const headers = { authorization: `Bearer ${visitorKey.secret}` };
      const request = { method: 'POST', redirect: 'manual', headers, body: body(model) } as const;
      const answer = await fetch(`${standIn.baseUrl}/chat/completions`, request);
      const bytes = Buffer.from(JSON.stringify([...answer.headers, await answer.text()]));
      expect(findCanaries([{ where: model, bytes }], [visitorKey]), model).not.toEqual([]);
    }
  });

  test('finds a canary in each form, and half of it', () => {
    const { secret } = visitorKey;
    const base64 = (before: string) => Buffer.from(`${before}${secret}`).toString('base64url');
    const written: Record<string, string | Buffer> = {
      plain: `Bearer ${secret.slice(0, 40)}…`,
      'in capitals': secret.toUpperCase(),
      backwards: [...secret].toReversed().join(''),
      'in UTF-16': Buffer.from(secret, 'utf16le'),
      'in hex': Buffer.from(secret).toString('hex'),
      'in hex, in capitals': Buffer.from(secret).toString('hex').toUpperCase(),
      'percent-encoded': Buffer.from(secret).toString('hex').replace(/../g, '%$&'),
      'in escapes of JSON': Buffer.from(secret).toString('hex').replace(/../g, '\\u00$&'),
      'in Base64, after 0': base64(''),
      'in Base64, after 1': base64('x'),
      'in Base64, after 2': base64('xy'),
    };
    expect(Object.keys(written).toSorted()).toEqual(Object.keys(formsOf(secret)).toSorted());
    for (const [form, bytes] of Object.entries(written)) {
      const found = findCanaries([{ where: 'it', bytes: Buffer.from(bytes) }], [visitorKey]);
      expect(found).toContain(`it holds the key of a visitor, ${form}`);
    }
  });
});
