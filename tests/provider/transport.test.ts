import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { latestAnswer } from '@/lib/comparison/state';
import { FakeClock } from '../support/fake-clock';
import { deferred } from '../support/openrouter/deferred';
import type { Bytes, Script, Step } from '../support/openrouter/script';
import { answers, inTurn, says, thinks, until, written } from '../support/openrouter/scripts';
import { type OpenRouterStandIn, type ScriptSource, startOpenRouter } from '../support/openrouter/server';
import { askBody, createTestApp, foldOf, hurryRetries, nextEvent, readToEnd } from '../support/test-app';

let standIn: OpenRouterStandIn;
beforeAll(async () => {
  standIn = await startOpenRouter();
});
afterAll(() => standIn.close());

async function ask(script: ScriptSource) {
  const clock = new FakeClock();
  standIn.forget();
  standIn.script('odd/model', script);
  const app = createTestApp(standIn, clock);
  const run = await askBody(app, { prompt: 'Why?', models: ['odd/model'] });
  const whole = readToEnd(app, run);
  hurryRetries(run, clock);
  return { run, ended: whole.then((entries) => latestAnswer(foldOf(run, entries), 1, 'A')) };
}

describe('a compressed stream', () => {
  test.each([
    { encoding: 'gzip' },
    { encoding: 'deflate' },
    { encoding: 'br' },
    { encoding: 'gzip', slice: 1 },
    { encoding: 'br', slice: { seed: 3, longest: 20 } },
    { encoding: 'gzip', together: true },
  ] satisfies Bytes[])('%j is kept whole, with its figures', async (bytes) => {
    const { ended } = await ask(written({ bytes }, [...thinks('Hm. '), ...answers('Grüße ', 'an 😀 ', 'alle.')]));
    const answer = await ended;
    expect(answer).toMatchObject({ phase: 'done', text: 'Grüße an 😀 alle.', reasoning: 'Hm. ' });
    expect(answer).toMatchObject({ ending: { usage: { output: 4 }, provider: 'Stand-in' } });
  });

  test.each(['gzip', 'deflate', 'br'] as const)('of encoding %s is shown as it comes', async (encoding) => {
    const seen = deferred();
    const script: Script = { bytes: { encoding }, steps: [...says('One '), until(seen.promise), ...answers('two.')] };
    const { run, ended } = await ask(script);
    await nextEvent(run, (event) => event.type === 'chunk' && event.content === 'One ');
    seen.resolve();
    expect(await ended).toMatchObject({ phase: 'done', text: 'One two.' });
  });

  test('that is cut is a lost connection, with what had come', async () => {
    const script: Script = { bytes: { encoding: 'gzip' }, steps: [...says('Half an '), { type: 'cut' }] };
    const { ended } = await ask(script);
    expect(await ended).toMatchObject({ phase: 'failed', text: 'Half an ', failure: { code: 'connection-lost' } });
  });
});

test('a compressed error is read', async () => {
  const body = gzipSync('{"error":{"code":402,"message":"Insufficient credits"}}');
  const { ended } = await ask([{ type: 'answer', status: 402, headers: { 'content-encoding': 'gzip' }, body }]);
  expect(await ended).toMatchObject({ failure: { code: 'out-of-credit', status: 402 } });
});

test('a compressed error under a status of success is read', async () => {
  const headers = { 'content-encoding': 'gzip', 'content-type': 'application/json' };
  const body = gzipSync('{"error":{"code":402,"message":"Insufficient credits"}}');
  const { ended } = await ask([{ type: 'answer', status: 200, headers, body }]);
  expect(await ended).toMatchObject({ failure: { code: 'out-of-credit', status: 402 } });
});

test('a redirect within the server is followed, and answered there', async () => {
  const moved: Script = [{ type: 'answer', status: 307, headers: { location: '/api/v1/chat/completions/' }, body: '' }];
  const { ended } = await ask(inTurn(moved, answers('Here.')));
  expect(await ended).toMatchObject({ phase: 'done', text: 'Here.', tries: [] });
  const [first, second] = standIn.requests;
  expect(second?.body).toEqual(first?.body);
  expect(second?.headers.authorization).toBe('Bearer test-key');
});

describe('what cannot be read fails once, clearly', () => {
  const UNREADABLE: [string, Script, object][] = [
    ['an unknown encoding', [{ type: 'open', headers: { 'content-encoding': 'zstd' } }, ...answers('Hi')], {}],
    ['an encoding that is not true', [{ type: 'open', headers: { 'content-encoding': 'gzip' } }, ...answers('Hi')], {}],
    [
      'an error of an unknown encoding',
      [{ type: 'answer', status: 500, headers: { 'content-encoding': 'zstd' }, body: '?' }],
      {},
    ],
    ['no content', [{ type: 'answer', status: 204, body: '' }], {}],
    ['not modified', [{ type: 'answer', status: 304, body: '' }], { status: 304 }],
    ['a status of no kind', [{ type: 'answer', status: 700, body: '?' }], {}],
    ['a choice of places', [{ type: 'answer', status: 300, body: '?' }], { status: 300 }],
    ['a redirect to nowhere', [{ type: 'answer', status: 308, body: '?' }], { status: 308 }],
    [
      'a redirect that would lose the prompt',
      [{ type: 'answer', status: 302, headers: { location: '/api/v1/chat/completions/' }, body: '' }],
      { status: 302 },
    ],
  ];
  test.each(UNREADABLE)('%s', async (_, script, more) => {
    const { ended } = await ask(script);
    expect(await ended).toMatchObject({ phase: 'failed', failure: { code: 'bad-response', ...more }, tries: [] });
    expect(standIn.requests).toHaveLength(1);
  });

  test('a redirect to another server, which never sees the key', async () => {
    const keys: (string | undefined)[] = [];
    const other = createServer(({ headers }, response) => {
      keys.push(headers.authorization);
      response.end();
    });
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const location = `http://127.0.0.1:${(other.address() as AddressInfo).port}/api/v1/chat/completions`;
    const { ended } = await ask([{ type: 'answer', status: 307, headers: { location }, body: '' }]);
    expect(await ended).toMatchObject({ failure: { code: 'bad-response', status: 307 }, tries: [] });
    expect(standIn.requests).toHaveLength(1);
    expect(keys).toEqual([]);
    await new Promise((resolve) => other.close(resolve));
  });
});

describe('the list of models', () => {
  const list = { data: [{ id: 'only/here', name: 'Only: Here' }] };
  const LISTS: [string, Step[][]][] = [
    [
      'compressed',
      [
        [
          {
            type: 'answer',
            status: 200,
            headers: { 'content-encoding': 'gzip' },
            body: gzipSync(JSON.stringify(list)),
          },
        ],
      ],
    ],
    ...[301, 307].map((status): [string, Step[][]] => [
      `behind a redirect, ${status}`,
      [
        [{ type: 'answer', status, headers: { location: '/api/v1/models/' }, body: '' }],
        [{ type: 'answer', status: 200, body: list }],
      ],
    ]),
  ];
  test.each(LISTS)('is read %s', async (_, answered) => {
    standIn.forget();
    standIn.scriptModels(() => answered[standIn.modelsAsked - 1] ?? []);
    const { catalog } = createTestApp(standIn, new FakeClock());
    expect(await catalog.find('only/here')).toMatchObject({ kind: 'listed', model: { name: 'Here', vendor: 'Only' } });
  });

  test('that unpacks to more than a list can be is left, and the snapshot serves', async () => {
    standIn.forget();
    const body = gzipSync(Buffer.alloc(64 * 1024 * 1024, ' '));
    standIn.scriptModels([{ type: 'answer', status: 200, headers: { 'content-encoding': 'gzip' }, body }]);
    const { catalog } = createTestApp(standIn, new FakeClock());
    expect((await catalog.get()).source.kind).toBe('snapshot');
  });
});
