import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'playwright/test';
import { markedPrompt } from '../support/marked-prompt';
import { type OwnServer, startOwnServer } from '../support/own-server';

const NO_DATABASE = { VERCEL: '1', DATABASE_URL: '', POSTGRES_URL: '', BUDGET_USD_PER_DAY: 'unlimited' };
const JSON_TYPE = { 'content-type': 'application/json' };
const build = fileURLToPath(new URL('../../../.next/', import.meta.url));

const servers: OwnServer[] = [];
test.afterEach(() => Promise.all(servers.splice(0).map((server) => server.kill())));

async function startServer(env: Record<string, string> = {}): Promise<OwnServer> {
  const server = await startOwnServer({ ...NO_DATABASE, ...env });
  servers.push(server);
  return server;
}

function postJson(server: OwnServer, path: string, body: unknown, init: RequestInit = {}): Promise<Response> {
  return server.fetch(path, {
    method: 'POST',
    body: JSON.stringify(body),
    ...init,
    headers: { ...JSON_TYPE, ...init.headers },
  });
}

/** Asks, and waits for the end. */
async function askToEnd(server: OwnServer): Promise<{ comparison: string; run: string }> {
  const body = { prompt: markedPrompt(), models: ['test/words-3'] };
  const events = await (await postJson(server, '/api/compare', body)).text();
  expect(events).toContain('"type":"end"');
  const found = (name: string) => new RegExp(`"${name}":"([\\w-]+)"`).exec(events)?.[1] ?? '';
  return { comparison: found('comparison'), run: found('run') };
}

test('a server without a database answers, says that nothing is kept, and makes no links', async () => {
  const server = await startServer();
  const [row] = (await (await server.fetch('/api/health?deep=1')).json()).rows;
  expect(row).toMatchObject({ id: 'database', state: 'works-but', remedy: expect.stringContaining('DATABASE_URL') });
  expect(await (await server.fetch('/api/comparisons')).json()).toMatchObject({ nothingKept: true });
  for (const path of ['/', '/board']) {
    expect(await (await server.fetch(path)).text()).toContain('This server has no database.');
  }
  const { comparison } = await askToEnd(server);
  expect((await server.fetch(`/c/${comparison}`)).status).toBe(200);

  const shared = await postJson(server, `/api/comparisons/${comparison}/share`, {});
  expect([shared.status, await shared.json()]).toEqual([
    409,
    expect.objectContaining({ code: 'nothing-kept', detail: expect.stringContaining('DATABASE_URL') }),
  ]);
});

test('another process accepts its cookies, and says that it does not know the comparison', async () => {
  // What signs cookies comes from the house key, or else from the build.
  for (const OPENROUTER_API_KEY of ['test-key', '']) {
    const [first, second] = await Promise.all(
      [1, 2].map(() => startServer({ SESSION_SECRET: '', OPENROUTER_API_KEY })),
    );
    if (!first || !second) throw new Error('there are two');
    const body = { prompt: markedPrompt(), models: ['demo/quick'] };
    const asking = await postJson(first, '/api/compare', body, { headers: { cookie: '' } });
    const [cookie = ''] = (asking.headers.get('set-cookie') ?? '').split(';');
    const [visitor = ''] = cookie.split('.');
    const renewed = await postJson(second, '/api/compare', body, { headers: { cookie } });
    expect(renewed.headers.get('set-cookie')).toContain(visitor);
    await Promise.all([asking.body?.cancel(), renewed.body?.cancel()]);
  }

  const [maker, other] = await Promise.all([startServer(), startServer()]);
  const { comparison, run } = await askToEnd(maker);
  const responses = await Promise.all([
    postJson(other, '/api/compare', { comparison, prompt: 'And?' }),
    postJson(other, `/api/runs/${run}/retry`, { lanes: ['A'] }),
    postJson(other, `/api/comparisons/${comparison}/share`, {}),
    other.fetch(`/api/runs/${run}/events`),
    other.fetch(`/api/runs/${run}`, { method: 'DELETE' }),
  ]);
  for (const response of responses) {
    expect([response.status, await response.json()]).toEqual([
      409,
      expect.objectContaining({ code: 'nothing-kept', detail: expect.stringContaining('This server has no database') }),
    ]);
  }
  const page = await other.fetch(`/c/${comparison}`);
  expect([page.status, await page.text()]).toEqual([404, expect.stringContaining('This server keeps nothing.')]);
});

test('a run ends with its last reader', async () => {
  const server = await startServer();
  const leaving = new AbortController();
  const body = { prompt: markedPrompt(), models: ['test/words-60-every-50ms'] };
  const { body: stream } = await postJson(server, '/api/compare', body, { signal: leaving.signal });
  const reader = stream?.pipeThrough(new TextDecoderStream()).getReader();
  let events = '';
  while (!events.includes('"type":"chunk"')) events += (await reader?.read())?.value ?? '';
  leaving.abort();
  await reader?.closed.catch(() => {});
  await expect.poll(() => server.said(), { timeout: 10_000 }).toContain('stopped');
});

test('what signs cookies without a database stands in no file that a browser gets', () => {
  const { config } = JSON.parse(readFileSync(join(build, 'required-server-files.json'), 'utf8'));
  const secret: string = config.compiler.defineServer['process.env.ABREAST_BUILD_SECRET'];
  expect(secret).toMatch(/^[\w-]{43}$/);
  const holds = (folder: string) =>
    readdirSync(join(build, folder), { recursive: true, withFileTypes: true }).filter(
      (entry) => entry.isFile() && readFileSync(join(entry.parentPath, entry.name), 'utf8').includes(secret),
    );
  expect(holds('server/chunks').length).toBeGreaterThan(0);
  expect(holds('server').filter(({ name }) => name.endsWith('.map'))).toEqual([]);
  expect(holds('static')).toEqual([]);
});
