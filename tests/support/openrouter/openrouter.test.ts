import { Agent, request as httpRequest } from 'node:http';
import { createOpenRouter } from '@openrouter/ai-sdk-provider';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ByteWriter } from './byte-writer';
import { deferred } from './deferred';
import { FAILURES } from './failures';
import { SAMPLES } from './samples';
import type { Script, Step } from './script';
import { scriptOfModelId } from './script-of-model-id';
import { SCRIPTED_MODEL_IDS } from './scripted-model-ids';
import {
  answers,
  breaksOff,
  comments,
  failsBefore,
  failsMidway,
  finishes,
  hangs,
  inTurn,
  says,
  thinks,
  until,
  waits,
  written,
} from './scripts';
import { type OpenRouterStandIn, startOpenRouter } from './server';

const MODEL = 'vendor/model';

let standIn: OpenRouterStandIn;
beforeEach(async () => {
  standIn = await startOpenRouter();
});
afterEach(() => standIn.close());

interface AskOptions {
  model?: string;
  prompt?: string;
  key?: string | null;
  signal?: AbortSignal;
}

function ask({ model = MODEL, prompt = 'Hi there', key = 'sk-or-test', signal }: AskOptions = {}): Promise<Response> {
  return fetch(`${standIn.baseUrl}/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(key !== null && { authorization: `Bearer ${key}` }) },
    body: JSON.stringify({ model, messages: [{ role: 'user', content: prompt }], stream: true }),
    ...(signal && { signal }),
  });
}

const asText = async (options?: AskOptions) => (await ask(options)).text();

/** What stands in the `data:` lines, parsed. */
function frames(sse: string): { [field: string]: never }[] {
  return sse
    .split(/\r\n|\r|\n/)
    .filter((line) => line.startsWith('data: {'))
    .map((line) => JSON.parse(line.slice('data: '.length)));
}

const textOf = (sse: string) =>
  (frames(sse) as unknown as { choices: { delta: { content: string } }[] }[])
    .map(({ choices }) => choices[0]?.delta.content ?? '')
    .join('');

/** Reads with the provider that the app uses, until the stream ends. */
async function read(model: string, signal?: AbortSignal) {
  const provider = createOpenRouter({ apiKey: 'sk-or-test', baseURL: standIn.baseUrl });
  const { stream } = await provider.chat(model).doStream({
    prompt: [{ role: 'user', content: [{ type: 'text', text: 'Hi there' }] }],
    ...(signal && { abortSignal: signal }),
  });
  const parts = [];
  for await (const part of stream) parts.push(part);
  const text = parts.map((part) => (part.type === 'text-delta' ? part.delta : '')).join('');
  const reasoning = parts.map((part) => (part.type === 'reasoning-delta' ? part.delta : '')).join('');
  return { parts, text, reasoning, finish: parts.find((part) => part.type === 'finish') };
}

describe('an answer', () => {
  test('is read by the provider with its text, reasoning, usage and cost', async () => {
    standIn.script(MODEL, [...comments(), ...thinks('Hm', '…'), ...says('Hello', ' world'), finishes()]);
    const { text, reasoning, finish } = await read(MODEL);
    expect({ text, reasoning }).toEqual({ text: 'Hello world', reasoning: 'Hm…' });
    expect(finish).toMatchObject({
      finishReason: { unified: 'stop' },
      usage: { inputTokens: { total: 2 }, outputTokens: { total: 4, reasoning: 2 } },
      providerMetadata: { openrouter: { provider: 'Stand-in', usage: { cost: 2 * 0.000001 + 4 * 0.000002 } } },
    });
  });

  test('ends with a finish, a usage frame that repeats it, and [DONE]', async () => {
    standIn.script(MODEL, answers('Hello'));
    const response = await ask();
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    const sse = await response.text();
    expect(frames(sse)).toMatchObject([
      { choices: [{ delta: { content: 'Hello' }, finish_reason: null }] },
      { choices: [{ finish_reason: 'stop' }] },
      { choices: [{ finish_reason: 'stop' }], usage: { completion_tokens: 1 } },
    ]);
    expect(sse.endsWith('data: [DONE]\n\n')).toBe(true);
    expect(frames(sse)[0]).toMatchObject({ id: response.headers.get('x-generation-id') });
  });

  test('goes on when the test says so', async () => {
    const first = deferred();
    const second = deferred();
    standIn.script(MODEL, [until(first.promise), ...says('Hello'), until(second.promise), ...answers(' world')]);
    const asked = ask();
    const [request] = await standIn.waitForRequests(1);
    expect(request?.answeredAt).toBeUndefined();
    first.resolve();
    const reader = (await asked).body?.pipeThrough(new TextDecoderStream()).getReader();
    expect(textOf((await reader?.read())?.value ?? '')).toBe('Hello');
    second.resolve();
    expect(textOf((await reader?.read())?.value ?? '')).toBe(' world');
    await reader?.cancel();
  });

  test('may differ from asking to asking', async () => {
    standIn.script(MODEL, inTurn(failsBefore(502), answers('Better'), answers('Still well')));
    const statuses = [];
    for (let asking = 0; asking < 4; asking++) statuses.push((await ask()).status);
    expect(statuses).toEqual([502, 200, 200, 200]);
  });

  test('of nobody in particular is a greeting', async () => {
    expect(textOf(await asText({ model: 'a/b' }))).toBe('Hello from a/b.');
  });

  test('may go on after [DONE]', async () => {
    standIn.script(MODEL, [...answers('Hello'), ...says(' again'), { type: 'end' }]);
    expect(textOf(await asText())).toBe('Hello again');
  });

  test('names the model that really served', async () => {
    standIn.script(MODEL, written({ servedModel: 'vendor/model-2', provider: 'Upstream' }, answers('Hello')));
    expect(frames(await asText())[0]).toMatchObject({ model: 'vendor/model-2', provider: 'Upstream' });
  });
});

describe('bytes', () => {
  const script: Script = [...comments(), ...says('Grüße, 你好 👨‍👩‍👧'), finishes()];

  test.each([
    ['one at a time', { slice: 1 }],
    ['in sizes of chance', { slice: { seed: 7, longest: 5 } }],
    ['with CR LF', { newline: '\r\n' }],
    ['with CR', { newline: '\r' }],
    ['with a byte order mark', { bom: true }],
    ['all at once', { together: true }],
    ['all of that', { slice: { seed: 1, longest: 3 }, newline: '\r\n', bom: true, together: true }],
  ] as const)('written %s are still the same answer', async (_, bytes) => {
    standIn.script(MODEL, written({ bytes }, script));
    expect((await read(MODEL)).text).toBe('Grüße, 你好 👨‍👩‍👧');
  });

  test('arrive apart, inside a character too', async () => {
    standIn.script(MODEL, written({ bytes: { slice: 1 } }, script));
    const sizes: number[] = [];
    for await (const piece of (await ask()).body ?? []) sizes.push(piece.length);
    expect(sizes.filter((size) => size === 1).length).toBeGreaterThan(sizes.length * 0.9);
  });

  test('are cut the same way for the same seed, and another way for another', async () => {
    const sizes = async (seed: number) => {
      const found: number[] = [];
      const writer = new ByteWriter({ slice: { seed, longest: 9 } }, async (piece) => void found.push(piece.length));
      await writer.frame('x'.repeat(200));
      return found;
    };
    expect(await sizes(3)).toEqual(await sizes(3));
    expect(await sizes(3)).not.toEqual(await sizes(4));
    expect(Math.max(...(await sizes(3)))).toBeLessThanOrEqual(9);
  });

  test('begin with the byte order mark once', async () => {
    standIn.script(MODEL, written({ bytes: { bom: true } }, answers('a', 'b')));
    const bytes = Buffer.from(await (await ask()).arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(bytes.lastIndexOf(Buffer.from([0xef, 0xbb, 0xbf]))).toBe(0);
  });
});

describe('trouble', () => {
  test('before the stream has its status, headers and error', async () => {
    standIn.script(MODEL, failsBefore(429, { message: 'Slow down' }, { 'retry-after': '20' }));
    const response = await ask();
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '20']);
    expect(await response.json()).toEqual({ error: { code: 429, message: 'Slow down' } });
  });

  test('in mid-stream comes in a frame', async () => {
    standIn.script(MODEL, failsMidway(['Hel', 'lo'], { code: 502, message: 'Gone' }));
    const { text, parts } = await read(MODEL);
    expect(text).toBe('Hello');
    expect(parts).toContainEqual({ type: 'error', error: expect.objectContaining({ code: 502 }) });
  });

  test.each(['close', 'reset'] as const)('of a connection (%s) before the headers leaves none', async (how) => {
    standIn.script(MODEL, breaksOff([], how));
    await expect(ask()).rejects.toThrow('fetch failed');
  });

  test.each(['close', 'reset'] as const)('of a connection (%s) in mid-stream breaks the body', async (how) => {
    standIn.script(MODEL, breaksOff(['Hello'], how));
    await expect(ask().then((response) => response.text())).rejects.toThrow();
    const [request] = await standIn.waitForRequests(1);
    await request?.closed;
    expect(request?.clientClosed).toBe(false);
  });

  test.each([
    ['no key', null, 'No auth credentials found'],
    ['a key that it does not know', 'sk-or-rejected', 'User not found.'],
  ])('with %s is a 401, for chat and for /key', async (_, key, message) => {
    const chat = await ask({ key });
    const about = await fetch(`${standIn.baseUrl}/key`, { headers: key ? { authorization: `Bearer ${key}` } : {} });
    expect([chat.status, about.status]).toEqual([401, 401]);
    expect(await chat.json()).toEqual({ error: { code: 401, message } });
  });
});

describe('the record', () => {
  test('shows that all were asked before any has answered', async () => {
    const go = deferred();
    for (const model of ['a/a', 'b/b', 'c/c']) standIn.script(model, [until(go.promise), ...answers('Hello')]);
    const all = ['a/a', 'b/b', 'c/c'].map((model) => asText({ model }));
    const requests = await standIn.waitForRequests(3);
    go.resolve();
    await Promise.all(all);
    const lastAsked = Math.max(...requests.map(({ receivedAt }) => receivedAt));
    const firstAnswered = Math.min(...requests.map(({ answeredAt }) => answeredAt ?? 0));
    expect(lastAsked).toBeLessThan(firstAnswered);
    expect(requests.map(({ body }) => body.messages)).toEqual(Array(3).fill([{ role: 'user', content: 'Hi there' }]));
  });

  test.each([
    ['before the headers', []],
    ['in mid-stream', ['Hello']],
  ])('shows a client that hangs up %s', async (_, pieces) => {
    standIn.script(MODEL, hangs(...pieces));
    const stop = new AbortController();
    const asked = ask({ signal: stop.signal });
    const [request] = await standIn.waitForRequests(1);
    const body = pieces.length > 0 ? asked.then((response) => response.text()) : asked;
    if (pieces.length > 0) await asked;
    const stoppedAt = performance.now();
    stop.abort();
    await expect(body).rejects.toThrow('aborted');
    const closedAt = (await request?.closed) ?? Number.POSITIVE_INFINITY;
    expect(closedAt - stoppedAt).toBeLessThan(100);
    expect(request?.clientClosed).toBe(true);
  });

  test('shows an answer that ended in good order', async () => {
    await asText();
    const [request] = await standIn.waitForRequests(1);
    await request?.closed;
    expect(request?.clientClosed).toBe(false);
  });

  test('shows whether a connection was used again', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const once = () =>
      new Promise<void>((resolve) => {
        const request = httpRequest(
          `${standIn.baseUrl}/chat/completions`,
          { method: 'POST', agent, headers: { authorization: 'Bearer sk-or-test' } },
          (response) => response.resume().once('close', resolve),
        );
        request.end(JSON.stringify({ model: MODEL, messages: [], stream: true }));
      });
    await once();
    await once();
    agent.destroy();
    expect(standIn.requests.map(({ connection }) => connection)).toEqual([1, 1]);
    expect(standIn.connections).toBe(1);
  });

  test('is read by another process, and forgotten, by HTTP', async () => {
    await asText({ model: 'test/words-3' });
    await asText({ model: 'test/echo' });
    await standIn.requests[0]?.closed;
    const recorded = await (await fetch(`${standIn.origin}/requests?model=test/words-3`)).json();
    expect(recorded).toMatchObject([{ model: 'test/words-3', clientClosed: false, closedAt: expect.any(Number) }]);
    await fetch(`${standIn.origin}/requests`, { method: 'DELETE' });
    expect(standIn.requests).toEqual([]);
  });
});

describe('the list of models', () => {
  const list = async () => (await fetch(`${standIn.baseUrl}/models`)).json();

  test('has prices as decimal strings, and every oddity once', async () => {
    const { data, total_count } = await list();
    expect(total_count).toBe(data.length);
    expect(data).toContainEqual(
      expect.objectContaining({ id: 'openai/gpt-5-mini', pricing: expect.objectContaining({ prompt: '0.00000025' }) }),
    );
    expect(data.map(({ id }: { id: string }) => id)).toEqual(expect.arrayContaining([...SCRIPTED_MODEL_IDS]));
  });

  test('can be set, and gains what is scripted', async () => {
    standIn.models = [];
    standIn.script(MODEL, answers('Hello'));
    expect((await list()).data).toMatchObject([{ id: MODEL }]);
    expect(standIn.modelsAsked).toBe(1);
  });

  test('can be late', async () => {
    const go = deferred();
    standIn.scriptModels([until(go.promise)]);
    const listed = list();
    go.resolve();
    expect((await listed).data.length).toBeGreaterThan(0);
  });

  test.each<[string, Step[], number]>([
    ['an error', failsBefore(500), 500],
    ['garbage', [{ type: 'answer', status: 200, body: '<html>' }], 200],
  ])('can be %s', async (_, steps, status) => {
    standIn.scriptModels(steps);
    const response = await fetch(`${standIn.baseUrl}/models`);
    expect(response.status).toBe(status);
    expect(await response.text()).not.toContain('total_count');
  });
});

describe('a model id that says what it does', () => {
  const body = (model: string) => ({ model, messages: [{ role: 'user', content: 'Hi' }], stream: true });

  test.each(SCRIPTED_MODEL_IDS)('%s is understood', (id) => {
    expect(scriptOfModelId(body(id), 0)).not.toEqual([]);
  });

  test('becomes steps', () => {
    expect(scriptOfModelId(body('test/queued-1.thinks-1.words-2-every-30ms.length'), 0)).toEqual([
      { type: 'comment' },
      { type: 'reasoning', content: 'w1' },
      { type: 'text', content: 'w1' },
      waits(30),
      { type: 'text', content: ' w2' },
      finishes('length'),
    ]);
  });

  test('may say something else for the next asking of the same conversation', async () => {
    const model = 'test/words-2.breaks-502.next.words-1';
    const said = [await asText({ model }), await asText({ model, prompt: 'Other' }), await asText({ model })];
    expect(said.map((sse) => sse.includes('"error"'))).toEqual([true, true, false]);
  });

  test('gives samples and echoes', async () => {
    expect(textOf(await asText({ model: 'test/says-scripts' }))).toBe(SAMPLES.scripts);
    expect(JSON.parse(textOf(await asText({ model: 'test/echo' })))).toEqual([{ role: 'user', content: 'Hi there' }]);
  });

  test('with an unknown behaviour is refused by name', async () => {
    const response = await ask({ model: 'test/words-3.dances' });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('dances');
  });
});

describe('the table of failures', () => {
  test('has no name twice', () => {
    const names = FAILURES.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  test.each(FAILURES.filter(({ text }) => text !== undefined))('$name gives the provider its text', async (row) => {
    standIn.script(MODEL, row.script);
    const text = await read(MODEL).then(
      (answer) => answer.text,
      () => '',
    );
    expect(text).toBe(row.text);
  });

  test.each(FAILURES.filter(({ expected }) => expected.status !== undefined))('$name has its status', async (row) => {
    standIn.script(MODEL, row.script);
    const response = await ask();
    const [frame] = response.ok ? frames(await response.text()).filter((one) => 'error' in one) : [];
    const status = frame ? (frame as unknown as { error: { code: number } }).error.code : response.status;
    expect(status).toBe(row.expected.status);
  });
});
