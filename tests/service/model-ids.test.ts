import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { latestAnswer } from '@/lib/comparison/state';
import { parseAsk } from '@/lib/protocol/ask';
import { prefillLanes } from '@/lib/service/prefill';
import { Refusal } from '@/lib/service/refusal';
import { type OpenRouterStandIn, startOpenRouter } from '../support/openrouter/server';
import { askBody, createTestApp, foldOf, readToEnd, SESSION } from '../support/test-app';

let standIn: OpenRouterStandIn;
beforeAll(async () => {
  standIn = await startOpenRouter();
});
afterAll(() => standIn.close());

const IDS = [
  '@preset/my-preset',
  'openai/gpt-5-mini@preset/my-preset',
  'openai/gpt-5-mini:online',
  'openai/gpt-5-mini:free:online',
  'openai/gpt-5-mini:nitro@preset/my-preset',
  '~mistralai/mistral-latest',
  'openrouter/auto',
];

describe('a model id that says how to ask', () => {
  test.each(IDS)('%s reaches the provider as it is, from a request and from the address', async (id) => {
    standIn.forget();
    const app = createTestApp(standIn);
    const [lane] = await prefillLanes(app, SESSION, [id]);
    expect(lane).toMatchObject({ kind: 'model', model: { id } });
    const run = await askBody(app, { prompt: 'Why?', models: [id] });
    const answer = latestAnswer(foldOf(run, await readToEnd(app, run)), 1, 'A');
    expect(answer).toMatchObject({ phase: 'done', model: id, text: `Hello from ${id}.` });
    expect(standIn.requests.map(({ body }) => body.model)).toEqual([id]);
    const record = await app.persistence.findComparison(run.comparison);
    expect(record?.turns[0]?.runs[0]?.lanes).toMatchObject([{ model: id, usdPerMillion: null }]);
  });

  test.each([
    'vendor/nowhere@preset/my-preset',
    'openai/gpt-5-mini:beta',
    'openai/gpt-5-mini@preset/',
    '@other/my-preset',
    'openai/gpt-5-mini:',
  ])('is refused with its field when nothing has it: %s', async (id) => {
    const asked = askBody(createTestApp(standIn), { prompt: 'Why?', models: ['demo/quick', id] });
    await expect(asked).rejects.toBeInstanceOf(Refusal);
    await expect(asked).rejects.toMatchObject({
      problem: {
        status: 400,
        code: 'unknown-model',
        errors: [{ path: 'models.1', message: expect.stringContaining(id) }],
      },
    });
  });

  test.each(['@preset', '@preset/', '@preset/my preset', 'openai', '/gpt', 'openai/ gpt'])(
    'is refused with its field when it is no id: %j',
    (id) => {
      const parsed = parseAsk({ prompt: 'Why?', lanes: [{ model: 'demo/quick' }, { model: id }] });
      expect(parsed).toMatchObject({ ok: false, errors: [{ path: 'lanes.1.model' }] });
    },
  );
});
