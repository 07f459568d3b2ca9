import { beforeAll, describe, expect, test } from 'vitest';
import { latestAnswer } from '@/lib/comparison/state';
import { mostCost } from '@/lib/limits/upper-bound';
import type { Environment } from '@/lib/service/environment';
import { loadOwnComparison } from '@/lib/service/load-comparison';
import { deferred } from '../support/openrouter/deferred';
import { answers, breaksOff, failsBefore, finishes, says, until } from '../support/openrouter/scripts';
import { type OpenRouterStandIn, startOpenRouter } from '../support/openrouter/server';
import { wireModel } from '../support/openrouter/wire-model';
import { askBody, createTestApp, foldOf, nextEvent, readToEnd, SESSION, startAsk } from '../support/test-app';

/** USD per million tokens. */
const PRICE = { input: 10, output: 100, request: 0 };
const PRICING = { prompt: '0.00001', completion: '0.0001' };
const QUESTION = [{ role: 'user' as const, content: 'Why?' }];
const MAX_TOKENS = 100;
/** What one lane with that question reserves, micro-USD. */
const RESERVED = mostCost(QUESTION, null, MAX_TOKENS, PRICE);

let standIn: OpenRouterStandIn;
beforeAll(async () => {
  standIn = await startOpenRouter({ models: [wireModel('paid/model', { pricing: PRICING })] });
  return () => standIn.close();
});

function appWith(budgets: Partial<NonNullable<Environment['budgets']>>) {
  return createTestApp(standIn, undefined, 'test-key', undefined, {
    budgets: { usdPerDay: 1000, usdPerVisitorPerDay: null, maxTokens: MAX_TOKENS, models: null, ...budgets },
  });
}

/** @returns how lane A has ended, and what the house has spent, micro-USD. */
async function askedOnce(app: ReturnType<typeof appWith>, body: object = {}, session = SESSION) {
  const started = await startAsk(app, { prompt: 'Why?', models: ['paid/model'], ...body }, session);
  const state = foldOf(started.live, await readToEnd(app, started.live));
  await started.accounted;
  return { answer: latestAnswer(state, 1, 'A'), state };
}

async function spent(app: ReturnType<typeof appWith>): Promise<number> {
  const rows = await app.persistence.spentSince(0);
  return rows.filter(({ payer }) => payer === 'house').reduce((sum, { cost }) => sum + cost, 0);
}

describe('the house key', () => {
  test('never spends more than its budget, however many ask at once', async () => {
    const app = appWith({ usdPerDay: (20.5 * RESERVED) / 1e6 });
    const answer = deferred();
    // Each answer costs all that was reserved for it.
    standIn.script('paid/model', [
      ...says('Because.'),
      until(answer.promise),
      finishes('stop', { cost: RESERVED / 1e6 }),
    ]);
    const runs = await Promise.all(
      Array.from({ length: 200 }, (_, visitor) =>
        startAsk(app, { prompt: 'Why?', models: ['paid/model'] }, { visitor: `visitor ${visitor}`, key: null }),
      ),
    );
    const ends = runs.map(async ({ live }) => latestAnswer(foldOf(live, await readToEnd(app, live)), 1, 'A'));
    await standIn.waitForRequests(20);
    answer.resolve();
    const phases = (await Promise.all(ends)).map((end) => (end?.phase === 'failed' ? end.failure.limit : end?.phase));
    expect(phases.filter((phase) => phase === 'done')).toHaveLength(20);
    expect(phases.filter((phase) => phase === 'server-day')).toHaveLength(180);
    await Promise.all(runs.map(({ accounted }) => accounted));
    expect(await spent(app)).toBe(20 * RESERVED);
  });

  test('gives back what an answer did not cost, and bills no refusal', async () => {
    const app = appWith({ usdPerDay: (1.2 * RESERVED) / 1e6 });
    standIn.script('paid/model', [...says('Because.'), finishes('stop', { cost: 0.000001 })]);
    for (let round = 0; round < 3; round += 1) expect((await askedOnce(app)).answer?.phase).toBe('done');
    standIn.script('paid/model', failsBefore(402));
    expect((await askedOnce(app)).answer).toMatchObject({ failure: { code: 'out-of-credit' } });
    expect(await spent(app)).toBe(3);
  });

  test('keeps the reservation of an answer that broke off, and tells the visitor whose budget is used up until when', async () => {
    const app = appWith({ usdPerVisitorPerDay: (1.5 * RESERVED) / 1e6 });
    standIn.script('paid/model', breaksOff(['Be', 'cause']));
    expect((await askedOnce(app)).answer).toMatchObject({ failure: { code: 'connection-lost' } });
    const { answer } = await askedOnce(app);
    expect(answer).toMatchObject({ failure: { code: 'budget-reached', limit: 'visitor-day' } });
    expect(answer).toMatchObject({ failure: { resetsAt: expect.stringMatching(/T00:00:00\.000Z$/) } });
    standIn.script('paid/model', answers('Because.'));
    expect((await askedOnce(app, {}, { visitor: 'another', key: null })).answer?.phase).toBe('done');
    expect(await spent(app)).toBeGreaterThanOrEqual(RESERVED);
  });

  test('stops no other lane at its limit', async () => {
    const app = appWith({ usdPerDay: (1.5 * RESERVED) / 1e6 });
    standIn.script('paid/model', answers('Because.'));
    const { state } = await askedOnce(app, { models: ['paid/model', 'paid/model', 'demo/quick'] });
    expect(latestAnswer(state, 1, 'A')?.phase).toBe('done');
    expect(latestAnswer(state, 1, 'B')).toMatchObject({ failure: { code: 'budget-reached' } });
    expect(latestAnswer(state, 1, 'C')?.phase).toBe('done');
  });

  test('pays for no more tokens and no dearer provider than was reserved', async () => {
    const app = appWith({});
    standIn.forget();
    standIn.script('paid/model', answers('Because.'));
    await askedOnce(app, { settings: { maxTokens: 100_000 } });
    await askedOnce(app, { settings: { maxTokens: 7 } });
    expect(standIn.requests.map(({ body }) => body)).toMatchObject([
      { max_tokens: MAX_TOKENS, provider: { max_price: { prompt: 10, completion: 100, request: 0 } } },
      { max_tokens: 7 },
    ]);
  });

  test.each([
    ['that are not on the list', { models: ['other/*'] }, 'paid/model'],
    ['whose price is not known', {}, 'paid/model:nitro'],
  ])('pays for no models %s', async (_, budgets, model) => {
    const app = appWith(budgets);
    const { answer } = await askedOnce(app, { models: [model] });
    expect(answer).toMatchObject({ failure: { code: 'key-missing' } });
    const own = { ...SESSION, key: 'sk-or-v1-mine' };
    expect((await askedOnce(app, { models: [model] }, own as never)).answer?.phase).toBe('done');
  });

  test('pays for nothing while its budget cannot be looked up, and a free model is asked all the same', async () => {
    const app = appWith({});
    app.persistence.takeFromCounters = async () => {
      throw new Error('away');
    };
    standIn.script('paid/model', answers('Because.'));
    const { state } = await askedOnce(app, { models: ['paid/model', 'paid/model:free'] });
    expect(latestAnswer(state, 1, 'A')).toMatchObject({ failure: { code: 'budget-reached', limit: 'unknown' } });
    expect(latestAnswer(state, 1, 'B')?.phase).toBe('done');
  });
});

test('what a stopped answer has cost is asked of OpenRouter', async () => {
  const app = appWith({});
  standIn.generationCost = (id) => (id.startsWith('gen-stand-in-') ? 0.000321 : null);
  standIn.script('paid/model', [...says('Be'), { type: 'hang' }]);
  const { live, accounted } = await startAsk(app, { prompt: 'Why?', models: ['paid/model'] });
  await nextEvent(live, (event) => event.type === 'chunk');
  live.stop();
  await accounted;
  expect(await spent(app)).toBe(321);
  await live.settled;
  const loaded = await loadOwnComparison(app, SESSION, live.comparison);
  expect(latestAnswer(loaded.state, 1, 'A')).toMatchObject({ ending: { reason: 'stopped', cost: 0.000321 } });
  standIn.generationCost = () => null;
});

describe('the ceiling of a run', () => {
  test('counts the system prompt, which is sent as well', async () => {
    standIn.script('paid/model', [...says('Because.'), finishes('stop', { cost: 0.000001 })]);
    const system = 'Be brief. '.repeat(1000);
    const failure = { code: 'budget-reached', limit: 'run' };
    expect((await askedOnce(appWith({}), { system, ceilingUsd: 0.01 })).answer).toMatchObject({ failure });
    expect((await askedOnce(appWith({}), { ceilingUsd: 0.01 })).answer?.phase).toBe('done');
  });

  test('ends every lane that still runs once their costs reach it, and keeps their texts', async () => {
    const app = appWith({});
    const more = deferred();
    standIn.script('paid/model', [...says('one '), until(more.promise), ...says('x'.repeat(4000)), { type: 'hang' }]);
    const run = await askBody(app, {
      prompt: 'Why?',
      models: ['paid/model', 'paid/model', 'demo/quick'],
      ceilingUsd: 0.05,
    });
    const reading = readToEnd(app, run);
    const begun = (['A', 'B'] as const).map((lane) =>
      nextEvent(run, (event) => event.type === 'chunk' && event.lane === lane),
    );
    await Promise.all(begun);
    more.resolve();
    const state = foldOf(run, await reading);
    for (const lane of ['A', 'B'] as const) {
      const answer = latestAnswer(state, 1, lane);
      expect(answer).toMatchObject({ failure: { code: 'budget-reached', limit: 'run' } });
      expect(answer?.text).toMatch(/^one /);
    }
    expect(latestAnswer(state, 1, 'C')?.phase).toBe('done');
  });

  test('must be a number of dollars', async () => {
    await expect(askBody(appWith({}), { prompt: 'Why?', models: ['paid/model'], ceilingUsd: 0 })).rejects.toThrow(
      'ceilingUsd',
    );
  });
});
