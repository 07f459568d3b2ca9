import { randomUUID } from 'node:crypto';
import { expect, test } from 'playwright/test';
import { cookieOf } from '../support/app';
import { change, laneMessages } from '../support/history';
import { markedPrompt } from '../support/marked-prompt';
import { openReading, type Reading } from '../support/reading';
import { ask, comparisonOf, retry } from '../support/run-requests';
import { send } from '../support/send';
import { messagesOf, requestsWith } from '../support/stand-in';

const JSON_TYPE = { 'content-type': 'application/json' };

/** Asks as somebody, and reads to the end. */
async function askAs(cookie: string, prompt: string, model = 'test/words-3'): Promise<Reading> {
  const body = JSON.stringify({ prompt, models: [model] });
  const headers = { ...JSON_TYPE, cookie };
  return (await openReading({ method: 'POST', path: '/api/compare', headers, body })).toEnd();
}

test('a visitor gets a signed cookie with the first answer, and has a history by it alone', async () => {
  const reading = await askAs('', 'Who am I?');
  const given = reading.headers['set-cookie']?.join() ?? '';
  expect(given).toMatch(/^abreast-visitor=[\w-]{22}\.[\w-]{43}; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax$/);
  const cookie = given.split(';')[0] ?? '';
  const { comparison } = await reading.until('run');
  expect((await laneMessages(cookie)).comparisons.map(({ id }) => id)).toEqual([comparison]);
  expect((await laneMessages('')).comparisons).toEqual([]);
  expect((await laneMessages(cookie.slice(0, -1))).comparisons).toEqual([]);

  const next = await askAs(cookie, 'And now?');
  expect(next.headers['set-cookie']?.join()).toContain(`${cookie};`);
  expect((await laneMessages(cookie)).comparisons).toHaveLength(2);
});

test('a cookie that comes over https goes over nothing else, and is this very host’s', async () => {
  const headers = { ...JSON_TYPE, cookie: '', 'x-forwarded-proto': 'https' };
  const body = JSON.stringify({ prompt: 'Hello', models: ['test/words-3'] });
  const reading = await openReading({ method: 'POST', path: '/api/compare', headers, body });
  expect(reading.headers['set-cookie']?.join()).toMatch(/^__Host-abreast-visitor=.*; Secure$/);
  await reading.toEnd();
});

test('the history is newest first, in pages, searched by prompt, title and model', async () => {
  const cookie = cookieOf(`history-${randomUUID()}`);
  const made: string[] = [];
  for (const [prompt, model] of [
    ['Why are there tides?', 'test/words-3'],
    ['What is a quokka?', 'demo/quick'],
    ['Write about TIDES again', 'demo/quick'],
  ] as const) {
    made.unshift((await (await askAs(cookie, prompt, model)).until('run')).comparison);
  }
  const idsOf = async (query = '') => (await laneMessages(cookie, query)).comparisons.map(({ id }) => id);
  expect(await idsOf()).toEqual(made);
  expect(await idsOf('?search=tides')).toEqual([made[0], made[2]]);
  expect(await idsOf('?search=tides+again')).toEqual([made[0]]);
  expect(await idsOf('?search=demo')).toEqual([made[0], made[1]]);
  expect(await idsOf('?search=nothing+of+it')).toEqual([]);

  const first = await laneMessages(cookie, '?limit=2');
  expect(first.comparisons.map(({ id }) => id)).toEqual(made.slice(0, 2));
  const second = await laneMessages(cookie, `?limit=2&before=${encodeURIComponent(first.next ?? '')}`);
  expect(second).toMatchObject({ comparisons: [{ id: made[2] }], next: null });

  const rename = await send({
    method: 'PATCH',
    path: `/api/comparisons/${made[1]}`,
    headers: { ...JSON_TYPE, cookie },
    body: JSON.stringify({ title: '  A marsupial ' }),
  });
  expect(rename.status).toBe(204);
  expect((await laneMessages(cookie, '?search=marsupial')).comparisons).toMatchObject([
    { id: made[1], title: 'A marsupial', opening: 'What is a quokka?', turns: 1 },
  ]);
});

test('deleting stops what is under way, hides the comparison, and is taken back with all that was said', async () => {
  const running = await ask({ prompt: markedPrompt(), models: ['test/words-5-every-30ms.hangs'] });
  const { comparison, run } = await running.until('run');
  await running.untilText('A', 'w1 w2 w3 w4 w5');
  expect(await send({ method: 'DELETE', path: `/api/comparisons/${comparison}` })).toMatchObject({ status: 204 });
  expect((await running.toEnd()).ends).toMatchObject([{ lane: 'A', reason: 'stopped' }]);
  for (const path of [`/api/comparisons/${comparison}`, `/api/runs/${run}/events`, `/c/${comparison}`]) {
    expect([path, (await send({ path })).status]).toEqual([path, 404]);
  }
  await change(comparison, { deleted: false });
  const { turns } = (await comparisonOf(comparison)).state;
  expect(turns[0]?.answers.A).toMatchObject([{ phase: 'stopped', text: 'w1 w2 w3 w4 w5' }]);
});

test('a follow-up goes on from the attempt on view, and a further attempt takes its place', async () => {
  const first = await (await ask({ prompt: markedPrompt(), models: ['test/words-3.next.says-code'] })).toEnd();
  const { comparison, run } = await first.until('run');
  const again = await (await retry(run, 'A')).toEnd();
  expect(again.textOf('A')).not.toBe('w1 w2 w3');
  const continued = async () => {
    const prompt = markedPrompt();
    await (await ask({ comparison, prompt })).toEnd();
    const [asked] = await requestsWith(prompt);
    return asked && messagesOf(asked)[1]?.text;
  };
  expect(await continued()).toBe(again.textOf('A'));
  await change(comparison, { selected: { turn: 1, lane: 'A', attempt: 1 } });
  expect(await continued()).toBe('w1 w2 w3');
  const third = await (await retry(run, 'A')).toEnd();
  expect(await continued()).toBe(third.textOf('A'));
});
