import { randomUUID } from 'node:crypto';
import { expect, test } from 'playwright/test';
import { cookieOf } from '../support/app';
import { laneMessages } from '../support/history';
import { openReading } from '../support/reading';
import { send } from '../support/send';

const JSON_TYPE = { 'content-type': 'application/json' };

async function askAs(cookie: string, model: string) {
  const body = JSON.stringify({ prompt: 'Why?', models: [model] });
  return openReading({ method: 'POST', path: '/api/compare', headers: { ...JSON_TYPE, cookie }, body });
}

test('a visitor deletes everything at once, with links and cookies, and another visitor keeps all', async () => {
  const [cookie, other] = [cookieOf(`leaving-${randomUUID()}`), cookieOf(`staying-${randomUUID()}`)];
  const first = await (await askAs(cookie, 'test/words-3')).toEnd();
  const { comparison } = await first.until('run');
  const path = `/api/comparisons/${comparison}/share`;
  const shared = await send({ method: 'POST', path, headers: { ...JSON_TYPE, cookie }, body: '{}' });
  const { slug } = JSON.parse(shared.text) as { slug: string };
  const active = await askAs(cookie, 'test/hangs');
  const { run } = await active.until('run');
  await (await askAs(other, 'test/words-3')).toEnd();

  const deleted = await send({ method: 'DELETE', path: '/api/visitor', headers: { cookie } });
  expect([deleted.status, deleted.text]).toEqual([204, '']);
  const cleared = deleted.headers['set-cookie'] ?? [];
  for (const name of ['abreast-visitor', 'abreast-key']) {
    expect(cleared).toContain(`${name}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax`);
  }
  expect((await active.toEnd()).ends).toMatchObject([{ reason: 'stopped' }]);
  expect((await laneMessages(cookie)).comparisons).toEqual([]);
  expect((await send({ path: `/s/${slug}`, headers: { cookie: '' } })).status).toBe(404);
  expect((await send({ path: `/api/runs/${run}/events`, headers: { cookie } })).status).toBe(404);
  const restore = { method: 'PATCH', path: `/api/comparisons/${comparison}`, headers: { ...JSON_TYPE, cookie } };
  expect((await send({ ...restore, body: '{"deleted":false}' })).status).toBe(404);
  expect((await laneMessages(other)).comparisons).toHaveLength(1);
});
