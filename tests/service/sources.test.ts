import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { figuresOf } from '@/lib/comparison/figures';
import { latestAnswer } from '@/lib/comparison/state';
import type { Source } from '@/lib/models/source-lists';
import { HealthCheck } from '@/lib/service/health-check';
import { prefillLanes } from '@/lib/service/prefill';
import { type Engine, startEngine } from '../support/engines/server';
import { liteLlm, lmStudio, ollama, type Shape, vllm } from '../support/engines/shapes';
import { FakeClock } from '../support/fake-clock';
import { deferred } from '../support/openrouter/deferred';
import { says, until } from '../support/openrouter/scripts';
import { type OpenRouterStandIn, startOpenRouter } from '../support/openrouter/server';
import { askBody, createTestApp, foldOf, nextEvent, readToEnd, SESSION } from '../support/test-app';

let standIn: OpenRouterStandIn;
let engine: Engine;
beforeAll(async () => {
  standIn = await startOpenRouter();
  engine = await startEngine(['llama3.3:latest', 'hf.co/lab/model:Q4']);
});
afterAll(() => Promise.all([standIn.close(), engine.close()]));
afterEach(() => {
  engine.chats.length = 0;
  engine.lists.length = 0;
  standIn.forget();
});

const source = (other: Partial<Source> = {}): Source => ({
  id: 'ollama',
  name: 'My Ollama',
  baseUrl: engine.baseUrl,
  key: null,
  models: null,
  atOnce: null,
  ...other,
});

/** Without a house key. */
const appWith = (...sources: Source[]) => createTestApp(standIn, undefined, null, undefined, { sources });

async function answerOf(app: ReturnType<typeof appWith>, body: object) {
  const run = await askBody(app, { prompt: 'What is the sea like?', ...body });
  const state = foldOf(run, await readToEnd(app, run));
  return { run, state, answer: latestAnswer(state, 1, 'A') };
}

const ENDING = [{ choices: [{ delta: { content: 'blue.' }, finish_reason: 'stop' }] }, '[DONE]'];

const LLAMA = 'ollama:llama3.3:latest';

describe('a server beside OpenRouter', () => {
  test.each<[string, Shape, boolean]>([
    ['Ollama', ollama, true],
    ['LM Studio', lmStudio, false],
    ['vLLM', vllm, true],
    ['LiteLLM', liteLlm, true],
  ])('that streams as %s does answers with thoughts, text and figures', async (_, shape, hasUsage) => {
    engine.answer = ({ body }) => shape(String(body.model));
    const app = appWith(source());
    const { run, answer } = await answerOf(app, { models: [LLAMA] });
    expect(answer).toMatchObject({
      phase: 'done',
      model: LLAMA,
      reasoning: 'Hm, the sea.',
      text: 'Deep blue.',
      ending: { reason: 'stop', cost: null, billedBy: 'provider', servedModel: 'llama3.3:latest' },
    });
    expect(answer).toMatchObject({ ending: { usage: hasUsage ? { input: 9, output: 7 } : null } });
    if (!answer) throw new Error('there is an answer');
    const { tokens, cost } = figuresOf(answer, null, 5);
    expect(cost).toBeNull();
    expect(tokens.estimated).toBe(!hasUsage);
    const record = await app.persistence.findComparison(run.comparison);
    expect(record?.turns[0]?.runs[0]?.lanes).toMatchObject([
      {
        model: LLAMA,
        source: 'ollama',
        name: 'llama3.3:latest',
        vendor: 'My Ollama',
        usdPerMillion: null,
        demo: false,
      },
    ]);
  });

  test('gets its own name of the model, the settings in the names of OpenAI, and is asked for usage', async () => {
    engine.answer = ({ body }) => vllm(String(body.model));
    const settings = { temperature: 0.2, maxTokens: 9000, reasoning: 'low' };
    await answerOf(appWith(source()), { models: ['ollama:hf.co/lab/model:Q4'], settings });
    expect(engine.chats.map(({ path }) => path)).toEqual(['/v1/chat/completions']);
    expect(engine.chats[0]?.body).toMatchObject({
      model: 'hf.co/lab/model:Q4',
      messages: [{ role: 'user', content: 'What is the sea like?' }],
      temperature: 0.2,
      max_tokens: 9000,
      reasoning_effort: 'low',
      stream: true,
      stream_options: { include_usage: true },
    });
    expect(engine.chats[0]?.body).not.toHaveProperty('reasoning');
  });

  test('gets its own key or none, never that of OpenRouter', async () => {
    engine.answer = ({ body }) => ollama(String(body.model));
    const sources = [source(), source({ id: 'other', key: 'its own key' })];
    const app = createTestApp(standIn, undefined, 'the house key', undefined, { sources });
    const session = { ...SESSION, key: 'a key of the visitor' };
    await readToEnd(app, await askBody(app, { prompt: 'Why?', models: [LLAMA, 'other:llama3.3:latest'] }, session));
    const sent = [...engine.lists, ...engine.chats].map(({ headers }) => headers.authorization);
    expect(sent.toSorted()).toEqual(['Bearer its own key', 'Bearer its own key', undefined, undefined]);
  });

  test('may take longer than LANE_SECONDS, which ends the others', async () => {
    const clock = new FakeClock();
    const [rest, stillThere] = [deferred<void>(), deferred<void>()];
    engine.answer = () => ({ frames: [{ choices: [{ delta: { content: 'Deep ' } }] }, rest.promise, ...ENDING] });
    standIn.script('vendor/slow', [...says('Slow'), until(stillThere.promise)]);
    const settings = { sources: [source()], laneMs: 20_000 };
    const app = createTestApp(standIn, clock, 'the house key', undefined, settings);
    const run = await askBody(app, { prompt: 'Why?', models: [LLAMA, 'vendor/slow'] });
    await Promise.all(
      ['A', 'B'].map((lane) => nextEvent(run, (event) => event.type === 'chunk' && event.lane === lane)),
    );
    const timedOut = nextEvent(run, (event) => event.type === 'error' && event.lane === 'B');
    await clock.advance(21_000);
    await timedOut;
    rest.resolve();
    const reading = readToEnd(app, run);
    await nextEvent(run, (event) => event.type === 'done' && event.lane === 'A');
    const state = foldOf(run, await reading);
    expect(latestAnswer(state, 1, 'A')).toMatchObject({ phase: 'done', text: 'Deep blue.' });
    expect(latestAnswer(state, 1, 'B')).toMatchObject({ phase: 'failed', failure: { code: 'timed-out' } });
    stillThere.resolve();
  });

  test('may leave out why it has finished, if it marks the end', async () => {
    engine.answer = () => ({ frames: [{ choices: [{ delta: { content: 'Deep.' } }] }, '[DONE]'] });
    const { answer } = await answerOf(appWith(source()), { models: [LLAMA] });
    expect(answer).toMatchObject({ phase: 'done', text: 'Deep.', ending: { reason: 'stop', usage: null } });
  });

  test('that is no longer configured leaves its lane without an answer, and the others answer', async () => {
    engine.answer = ({ body }) => ollama(String(body.model));
    const app = appWith(source());
    const { run } = await answerOf(app, { models: [LLAMA, 'demo/quick'] });
    const later = createTestApp(standIn, undefined, null, app.persistence);
    const again = await askBody(later, { prompt: 'And now?', comparison: run.comparison });
    const state = foldOf(again, await readToEnd(later, again));
    expect(latestAnswer(state, 2, 'A')).toMatchObject({ phase: 'failed', failure: { code: 'model-unavailable' } });
    expect(latestAnswer(state, 2, 'B')).toMatchObject({ phase: 'done' });
  });
});

describe('the list of models', () => {
  test('has those of each server, and says which server is away', async () => {
    const away = source({ id: 'lab', name: 'Lab', baseUrl: 'http://127.0.0.1:9/v1' });
    const { sources, models } = await appWith(source(), away).catalog.get();
    expect(sources).toEqual([
      { id: 'ollama', name: 'My Ollama', state: 'here', asOf: expect.stringMatching(/^\d{4}-/) },
      { id: 'lab', name: 'Lab', state: 'away', asOf: null },
    ]);
    expect(
      models.filter((model) => model.source !== undefined).map(({ id, usdPerMillion }) => [id, usdPerMillion]),
    ).toEqual([
      [LLAMA, null],
      ['ollama:hf.co/lab/model:Q4', null],
    ]);
    expect(models.some(({ id }) => id === 'demo/quick')).toBe(true);
  });

  test('has only the models that the operator names, if any are named', async () => {
    const { models } = await appWith(source({ models: ['one', 'two:7b'] })).catalog.get();
    expect(models.flatMap((model) => (model.source ? [model.id] : []))).toEqual(['ollama:one', 'ollama:two:7b']);
  });

  test('finds a model by its name without the tag that stands for the newest, and marks a lacking one as retired', async () => {
    const lanes = await prefillLanes(appWith(source()), SESSION, [
      'ollama:llama3.3',
      'ollama:nothing',
      'nowhere:llama3.3',
    ]);
    expect(lanes).toMatchObject([
      { kind: 'model', model: { id: LLAMA } },
      { kind: 'retired', id: 'ollama:nothing' },
      { kind: 'retired', id: 'nowhere:llama3.3' },
    ]);
  });
});

test('the health check has a row for each server', async () => {
  const app = appWith(source(), source({ id: 'lab', name: 'Lab', baseUrl: 'http://127.0.0.1:9/v1' }));
  const { clock, environment } = app;
  const check = new HealthCheck({ clock, environment, open: async () => app, opened: () => app });
  const { ready, rows } = await check.read();
  expect(ready).toBe(true);
  expect(rows.filter(({ id }) => id.startsWith('source:'))).toEqual([
    { id: 'source:ollama', state: 'ok', text: 'My Ollama offers 2 models.', remedy: null },
    { id: 'source:lab', state: 'works-but', text: 'Lab is away.', remedy: expect.stringContaining('SOURCES') },
  ]);
});
