import { expect, test } from 'playwright/test';
import { problemSchema } from '@/lib/protocol/problem';
import { APP_ORIGIN } from '../support/app';
import type { Reading } from '../support/reading';
import { ask, comparisonOf } from '../support/run-requests';
import { type Answered, send } from '../support/send';
import { requestsWith } from '../support/stand-in';
import { REFUSED_CHANGES } from './refused-changes';
import { ROUTES, WRONG_METHODS } from './refused-methods';
import { FROM_ELSEWHERE } from './refused-origins';
import {
  CHUNKED,
  good,
  JSON_TYPE,
  LARGEST,
  MARKER,
  MODEL,
  PROMPT,
  post,
  postText,
  REFUSED,
  type Seeds,
} from './refused-requests';
import { REFUSED_RETRIES } from './refused-retries';

let seeds: Seeds;
let hanging: Reading;
/** How often models had been asked when nothing but the seeds had been sent. */
let askedForSeeds: number;

test.beforeAll(async () => {
  const before = (await requestsWith(MARKER)).length;
  const idle = await ask({ prompt: PROMPT, models: [MODEL, MODEL] });
  hanging = await ask({ prompt: PROMPT, models: [MODEL, 'test/words-5-every-30ms.hangs'] });
  const [ended, begun] = await Promise.all([idle.toEnd().then(() => idle.until('run')), hanging.until('run')]);
  await hanging.until('done', ({ lane }) => lane === 'A');
  // From here on B says nothing for a minute: what is kept of it stays the same.
  await hanging.untilText('B', 'w1 w2 w3 w4 w5');
  askedForSeeds = before + 4;
  await expect.poll(() => requestsWith(MARKER)).toHaveLength(askedForSeeds);
  seeds = { idle: ended, busy: begun };
});

test.afterAll(async () => {
  await send({ method: 'DELETE', path: `/api/runs/${seeds.busy.run}` });
  await hanging.toEnd();
});

/** Everything of the seeds that a request which starts or stops something would change. */
function stateOfSeeds(): Promise<unknown[]> {
  return Promise.all([seeds.idle, seeds.busy].map(({ comparison }) => comparisonOf(comparison)));
}

for (const { title, outgoing, status, code, paths, allow } of [
  ...REFUSED,
  ...WRONG_METHODS,
  ...FROM_ELSEWHERE,
  ...REFUSED_CHANGES,
  ...REFUSED_RETRIES,
]) {
  test(`${title} is refused with ${status} ${code} and starts nothing`, async () => {
    const before = await stateOfSeeds();
    const asked = await requestsWith(MARKER);

    const answered = await send(outgoing(seeds));

    const problem = problemOf(answered);
    expect(answered.status).toBe(status);
    expect(problem.status).toBe(status);
    expect(problem.code).toBe(code);
    expect(problem.errors?.map(({ path }) => path)).toEqual(paths);
    expect(answered.headers.allow).toBe(allow);
    for (const { message } of problem.errors ?? []) expect(message).not.toMatch(SCHEMA_TALK);
    expect(await requestsWith(MARKER)).toHaveLength(asked.length);
    expect(await stateOfSeeds()).toEqual(before);
  });
}

/** How a schema library talks, or an exception; a person is told in other words. */
const SCHEMA_TALK = /Invalid|Too (big|small)|expected|received|undefined|\[object|Error|\bat \//;

function problemOf({ headers, text }: Answered) {
  expect(headers['content-type']).toMatch(/^application\/problem\+json(;|$)/);
  expect(text).not.toContain(MARKER);
  const problem = problemSchema.parse(JSON.parse(text));
  expect(problem.detail).toMatch(/^[A-Z].*\s.*[.!?]$/s);
  expect(problem.detail).not.toMatch(SCHEMA_TALK);
  expect(problem.detail.length).toBeLessThan(1000);
  return problem;
}

test('none of the refused requests reached a model later either', async () => {
  const running = await ask({ prompt: PROMPT, models: [MODEL] });
  await running.toEnd();
  expect(await requestsWith(MARKER)).toHaveLength(askedForSeeds + 1);
});

test('a body of exactly 4,000,000 bytes is read', async () => {
  const body = JSON.stringify({ prompt: ' ' }).padEnd(LARGEST, ' ');
  for (const headers of [{}, CHUNKED]) {
    const answered = await send(postText(body, { ...JSON_TYPE, ...headers }));
    expect(problemOf(answered).code).toBe('invalid');
  }
});

test('a body with a hundred thousand faults is answered with a few', async () => {
  const faults = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`field${index}`, 0]));
  const { errors } = problemOf(await send(post(good(faults))));
  expect(errors).toHaveLength(20);
});

test('JSON is taken under any of its names', async () => {
  for (const type of ['application/json; charset=utf-8', 'Application/JSON', 'application/vnd.api+json']) {
    const answered = await send(postText(JSON.stringify({ prompt: ' ' }), { 'content-type': type }));
    expect(problemOf(answered).code).toBe('invalid');
  }
});

const OWN: [name: string, headers: Record<string, string>][] = [
  ['this app, by its address', { origin: APP_ORIGIN }],
  [
    'this app, by the name under which it was called',
    { host: 'abreast.localhost', origin: 'https://abreast.localhost' },
  ],
  [
    'this app, by another port of a proxy',
    { host: 'abreast.localhost:8443', origin: 'https://abreast.localhost:8443' },
  ],
  ['this app, without an origin', { 'sec-fetch-site': 'same-origin' }],
  ['the address bar', { 'sec-fetch-site': 'none' }],
  ['a program that is no browser', {}],
];

for (const [where, headers] of OWN) {
  test(`a change that comes from ${where} is let through`, async () => {
    const answered = await send({ method: 'DELETE', path: `/api/runs/${seeds.idle.run}`, headers });
    expect(answered).toMatchObject({ status: 204, text: '' });
  });
}

for (const { name, allow, path } of ROUTES) {
  test(`OPTIONS ${name} tells what it takes, and lets no other site in`, async () => {
    const answered = await send({
      method: 'OPTIONS',
      path: path(seeds),
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
    });
    expect(answered).toMatchObject({ status: 204, text: '', headers: { allow } });
    expect(Object.keys(answered.headers).filter((header) => header.startsWith('access-control'))).toEqual([]);
  });
}
