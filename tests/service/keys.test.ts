import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { latestAnswer } from '@/lib/comparison/state';
import { FakeClock } from '../support/fake-clock';
import { answers, written } from '../support/openrouter/scripts';
import { type OpenRouterStandIn, startOpenRouter } from '../support/openrouter/server';
import { askBody, createTestApp, foldOf, readToEnd, retry, SESSION } from '../support/test-app';

let standIn: OpenRouterStandIn;
beforeAll(async () => {
  standIn = await startOpenRouter();
  standIn.script('paid/model', answers('For money.'));
});
afterAll(() => standIn.close());

describe('keys', () => {
  test('a model that needs a key fails in its lane alone when there is none; nobody is asked', async () => {
    const app = createTestApp(standIn, undefined, null);
    const run = await askBody(app, { prompt: 'Why?', models: ['paid/model', 'demo/quick'] });
    const state = foldOf(run, await readToEnd(app, run));
    expect(latestAnswer(state, 1, 'A')).toMatchObject({ phase: 'failed', failure: { code: 'key-missing' } });
    expect(latestAnswer(state, 1, 'B')).toMatchObject({ phase: 'done' });
    expect(standIn.requests).toEqual([]);
  });

  test('the house key in the environment is not taken behind our back', async () => {
    const before = process.env.OPENROUTER_API_KEY;
    process.env.OPENROUTER_API_KEY = 'from-the-environment';
    try {
      const app = createTestApp(standIn, new FakeClock(), 'the-one-given');
      const run = await askBody(app, { prompt: 'Why?', models: ['paid/model'] });
      await readToEnd(app, run);
      expect(standIn.requests.map((request) => request.headers.authorization)).toEqual(['Bearer the-one-given']);
    } finally {
      if (before === undefined) delete process.env.OPENROUTER_API_KEY;
      else process.env.OPENROUTER_API_KEY = before;
    }
  });

  test('of a visitor pays for that visitor alone, and is given to no demo model', async () => {
    standIn.forget();
    const app = createTestApp(standIn, new FakeClock(), 'the-house-key');
    const given: (string | null)[] = [];
    const demoFetch = app.demoFetch;
    app.demoFetch = (input, init) => {
      given.push(new Headers(init?.headers).get('authorization'));
      return demoFetch(input, init);
    };
    const own = { ...SESSION, key: 'sk-or-v1-mine' };
    const run = await askBody(app, { prompt: 'Why?', models: ['paid/model', 'demo/quick'] }, own);
    run.stop('B');
    await run.settled;
    await (await retry(app, run.id, ['A'])).settled;
    await (await retry(app, run.id, ['A'], own)).settled;
    const paidBy = standIn.requests.map((request) => request.headers.authorization);
    expect(paidBy).toEqual(['Bearer sk-or-v1-mine', 'Bearer the-house-key', 'Bearer sk-or-v1-mine']);
    expect(given).toEqual(['Bearer demo']);
    expect(JSON.stringify(await app.persistence.readEntries(run.id))).not.toContain('mine');
  });

  test('that a provider writes into an answer’s names or sources are masked there; a mere word as a key is left', async () => {
    const answerWith = async (key: string) => {
      const url_citation = { url: `https://example.com/${key}`, title: key };
      const cites = { choices: [{ index: 0, delta: { annotations: [{ type: 'url_citation', url_citation }] } }] };
      const steps = [{ type: 'frame' as const, json: cites }, ...answers('Whole.')];
      standIn.script('leaky/model', written({ provider: `of ${key}`, servedModel: `vendor/${key}` }, steps));
      const app = createTestApp(standIn, new FakeClock(), null);
      const run = await askBody(app, { prompt: 'Why?', models: ['leaky/model'] }, { ...SESSION, key });
      return latestAnswer(foldOf(run, await readToEnd(app, run)), 1, 'A');
    };
    const named = (name: string) => ({
      phase: 'done',
      text: 'Whole.',
      notes: [{ kind: 'source', url: `https://example.com/${name}`, title: name }],
      ending: { provider: `of ${name}`, servedModel: `vendor/${name}` },
    });
    expect(await answerWith('sk-or-v1-a-key-of-a-visitor')).toMatchObject(named('[key]'));
    expect(await answerWith('example')).toMatchObject(named('example'));
  });

  test('settings reach the provider in its own words, and a lane’s own win over those of all', async () => {
    standIn.forget();
    const app = createTestApp(standIn, new FakeClock());
    const lanes = [{ model: 'paid/model', settings: { temperature: 0.2, reasoning: 'max' } }, { model: 'paid/model' }];
    const run = await askBody(app, {
      prompt: 'Why?',
      lanes,
      system: 'Be brief.',
      settings: { temperature: 1, maxTokens: 50 },
    });
    await readToEnd(app, run);
    // Two connections: which request arrives first is the network's business.
    const bodies = standIn.requests.map(({ body }) => body);
    const [own, common] = bodies.sort((one, other) => Number(one.temperature) - Number(other.temperature));
    expect(own).toMatchObject({ temperature: 0.2, max_tokens: 50, reasoning: { effort: 'max' } });
    expect(common).toMatchObject({ temperature: 1, max_tokens: 50 });
    expect(common).not.toHaveProperty('reasoning');
    const system = { role: 'system', content: [{ type: 'text', text: 'Be brief.' }] };
    expect(bodies.map(({ messages }) => messages[0])).toEqual([system, system]);
  });
});
