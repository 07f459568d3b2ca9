import { beforeAll, describe, expect, test } from 'vitest';
import { latestAnswer } from '@/lib/comparison/state';
import { LIMITS } from '@/lib/run/start-try';
import { type Engine, type EngineAnswer, startEngine } from '../support/engines/server';
import { ollama } from '../support/engines/shapes';
import { FakeClock } from '../support/fake-clock';
import { type OpenRouterStandIn, startOpenRouter } from '../support/openrouter/server';
import { askBody, createTestApp, foldOf, hurryRetries, nextEvent, readToEnd } from '../support/test-app';

let standIn: OpenRouterStandIn;
let engine: Engine;
beforeAll(async () => {
  standIn = await startOpenRouter();
  engine = await startEngine(['llama3.3:latest']);
  return async () => {
    await Promise.all([standIn.close(), engine.close()]);
  };
});

const LLAMA = 'ollama:llama3.3:latest';

function appWith(clock?: FakeClock) {
  const source = { id: 'ollama', name: 'My Ollama', baseUrl: engine.baseUrl, key: null, models: null, atOnce: 1 };
  return createTestApp(standIn, clock, null, undefined, { sources: [source] });
}

/** Asks with a clock that stands still but for the pauses between tries. */
async function ask(clock: FakeClock, models = [LLAMA]) {
  engine.chats.length = 0;
  const app = appWith(clock);
  const run = await askBody(app, { prompt: 'What is the sea like?', models });
  hurryRetries(run, clock);
  const answer = readToEnd(app, run).then((entries) => latestAnswer(foldOf(run, entries), 1, 'A'));
  return { run, answer };
}

const refusal = (status: number, error: object | string = { message: 'no' }): EngineAnswer => ({
  status,
  json: { error },
});
const forever = new Promise(() => {});

describe('a server beside OpenRouter', () => {
  test.each<[string, EngineAnswer, object]>([
    [
      'a model that was not pulled',
      { status: 404, json: { error: { message: 'model "x" not found', type: 'api_error', code: null } } },
      { code: 'model-unavailable', status: 404 },
    ],
    ['an error as a text', { status: 404, json: { error: 'model not found' } }, { code: 'model-unavailable' }],
    [
      'an error in JSON under 200',
      { status: 200, json: { error: { message: 'No key', code: 401 } } },
      { code: 'key-rejected' },
    ],
    ['a key that it does not know', { status: 401, json: { error: { message: 'no' } } }, { code: 'key-rejected' }],
    [
      'a prompt that is too long',
      { status: 400, json: { object: 'error', message: 'This model has a maximum context length of 8', code: 400 } },
      { code: 'context-too-long', status: 400 },
    ],
    ['a stream without an end', { frames: [{ choices: [{ delta: { content: 'De' } }] }] }, { code: 'connection-lost' }],
    [
      'a stream that breaks off',
      { frames: [{ choices: [{ delta: { content: 'De' } }] }], breaksOff: true },
      { code: 'connection-lost' },
    ],
    [
      'an error in mid-stream',
      { frames: [{ choices: [{ delta: { content: 'De' } }] }, { error: { message: 'out of memory', code: 500 } }] },
      { code: 'model-unavailable', status: 500 },
    ],
    ['a key without the right', refusal(403), { code: 'key-rejected', status: 403 }],
    ['an account without credit, as LiteLLM has budgets', refusal(402), { code: 'out-of-credit', status: 402 }],
    ['a parameter that it does not know', refusal(400), { code: 'unknown', status: 400 }],
    ['too many requests, three times', refusal(429), { code: 'rate-limited', status: 429, tries: 3 }],
    ['a model that does not load, three times', refusal(500), { code: 'model-unavailable', status: 500, tries: 3 }],
    ['an overload, three times', refusal(503, 'server busy'), { code: 'model-unavailable', status: 503, tries: 3 }],
    ['a stream of nothing', { frames: ['[DONE]'] }, { code: 'bad-response' }],
    ['a page of another server', { status: 200, json: '<p>It works!' }, { code: 'bad-response' }],
  ])('fails with a code at %s', async (_, reply, failure) => {
    engine.answer = () => reply;
    const { answer } = await ask(new FakeClock());
    expect(await answer).toMatchObject({ phase: 'failed', failure });
  });

  test.each([429, 500, 503])('answers at a second try after a %i', async (status) => {
    engine.answer = () => (engine.chats.length === 1 ? refusal(status) : ollama('llama3.3:latest'));
    const { answer } = await ask(new FakeClock());
    expect(await answer).toMatchObject({ phase: 'done', text: 'Deep blue.', tries: [{ try: 2, failure: { status } }] });
  });

  test('that falls silent has stalled after a minute, with the text so far', async () => {
    const clock = new FakeClock();
    engine.answer = () => ({ frames: [{ choices: [{ delta: { content: 'Deep ' } }] }, forever] });
    const { run, answer } = await ask(clock);
    await nextEvent(run, (event) => event.type === 'chunk');
    await clock.advance(LIMITS.silence);
    expect(await answer).toMatchObject({ phase: 'failed', text: 'Deep ', failure: { code: 'stalled' } });
  });

  test('that sends no headers has timed out after 30 s', async () => {
    const clock = new FakeClock();
    engine.answer = () => ({ frames: [], loaded: forever });
    const { answer } = await ask(clock);
    await clock.advance(LIMITS.headers);
    expect(await answer).toMatchObject({ phase: 'failed', failure: { code: 'timed-out' }, endedAt: LIMITS.headers });
  });
});
