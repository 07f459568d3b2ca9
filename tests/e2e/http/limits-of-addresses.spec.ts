import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { cookieOf } from '../support/app';
import { markedPrompt } from '../support/marked-prompt';
import { type OwnServer, startOwnServer } from '../support/own-server';
import { startPlainProxy } from '../support/plain-proxy';
import { type QuickAsk, quickAsk } from '../support/quick-ask';

let folder: string;
let server: OwnServer;

const start = async (settings: Record<string, string>) => {
  folder = mkdtempSync(join(tmpdir(), 'abreast-addresses-'));
  server = await startOwnServer({ DATA_DIR: folder, COMPARISONS_PER_MINUTE: '2', ...settings });
};
test.afterEach(async () => {
  await server?.kill();
  rmSync(folder, { recursive: true, force: true });
});

async function statusOf(origin: string, { cookie, headers }: Pick<QuickAsk, 'cookie' | 'headers'>): Promise<number> {
  const answer = await quickAsk(origin, { model: 'demo/quick', prompt: markedPrompt(), cookie, headers });
  await answer.body?.cancel();
  return answer.status;
}

/** Asks as browsers that have just come, one after another. @returns how each is answered. */
async function askInTurn(origin: string, forwarded: readonly string[]): Promise<number[]> {
  const statuses: number[] = [];
  for (const address of forwarded) {
    const headers = { 'x-forwarded-for': address };
    statuses.push(await statusOf(origin, { cookie: '', headers }));
  }
  return statuses;
}

test('the address of a client is counted from the right, whatever it claims, where two proxies are trusted', async () => {
  await start({ TRUSTED_PROXY_HOPS: '2' });
  // The test is the first proxy, which appends the address of its client.
  const proxy = await startPlainProxy(server.origin, { appendsAddress: true });
  const origin = `http://127.0.0.1:${proxy.port}`;
  const claimed = ['192.0.2.1', '203.0.113.9, 192.0.2.1', '203.0.113.10, 192.0.2.1', '192.0.2.2, ::1, 192.0.2.1'];
  expect(await askInTurn(origin, claimed)).toEqual([200, 200, 429, 429]);
  expect(await askInTurn(origin, ['192.0.2.1, 192.0.2.2', '192.0.2.2', '192.0.2.2']), 'another client').toEqual([
    200, 200, 429,
  ]);
  await proxy.close();
});

test('nobody’s word is taken for an address where no proxy is trusted: new browsers share ten times the limit', async () => {
  await start({ TRUSTED_PROXY_HOPS: '0' });
  const claimed = Array.from({ length: 21 }, (_, index) => ({ 'x-forwarded-for': `192.0.2.${index}` }));
  const statuses = await Promise.all(claimed.map((headers) => statusOf(server.origin, { cookie: '', headers })));
  expect(statuses.sort()).toEqual([...Array(20).fill(200), 429]);
  const known = ['old', 'older', 'oldest'].map((visitor) => {
    return statusOf(server.origin, { cookie: cookieOf(visitor), headers: { 'x-forwarded-for': '192.0.2.1' } });
  });
  expect(await Promise.all(known), 'browsers that have come before').toEqual([200, 200, 200]);
});
