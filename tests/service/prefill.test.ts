import { beforeEach, describe, expect, test } from 'vitest';
import type { PrefillLane } from '@/lib/protocol/prefill';
import type { App } from '@/lib/service/app';
import { prefillFromAddress, prefillFromLink, prefillLanes } from '@/lib/service/prefill';
import { askBody, makeLink, readToEnd, SESSION } from '../support/test-app';
import { testApps } from '../support/test-apps';

const newApp = testApps();
let app: App;
beforeEach(() => {
  app = newApp();
});

/** Asks and reads to the end. @returns the comparison. */
async function asked(body: object): Promise<string> {
  const run = await askBody(app, body);
  await readToEnd(app, run);
  return run.comparison;
}

/** From now on there are no such models. */
function remove(...ids: string[]): void {
  const { catalog } = app;
  app = {
    ...app,
    catalog: {
      async get() {
        const { source, models } = await catalog.get();
        return { source, models: models.filter(({ id }) => !ids.includes(id)) };
      },
      ceilingOf: catalog.ceilingOf,
      find: async (id) => (ids.includes(id) ? { kind: 'unknown-model' } : catalog.find(id)),
    },
  };
}

/** Ids, with what may be asked in the place of those that are gone. */
function named(lanes: readonly PrefillLane[]): string[] {
  return lanes.map((lane) =>
    lane.kind === 'model' ? lane.model.id : `${lane.name} retired: ${lane.successor?.id ?? 'nothing'}`,
  );
}

describe('asking a shared comparison again', () => {
  test('fills in its first prompt, its system prompt, and its models with their settings', async () => {
    const lanes = [
      { model: 'test/words-3', settings: { temperature: 0.5 } },
      { model: 'demo/quick' },
      { model: 'test/words-3' },
    ];
    const comparison = await asked({ prompt: 'First?', system: 'Be brief.', lanes });
    await asked({ comparison, prompt: 'Second?', system: 'Be long.' });
    const { lanes: prefilled, ...rest } = await prefillFromLink(app, SESSION, await makeLink(app, comparison));
    expect(rest).toEqual({ prompt: 'First?', system: 'Be brief.', notice: null });
    expect(named(prefilled)).toEqual(['test/words-3', 'demo/quick', 'test/words-3']);
    expect(prefilled.map(({ settings }) => settings)).toEqual([{ temperature: 0.5 }, {}, {}]);
  });

  test('keeps the lane of a model that is gone, by the name that it had, with its settings', async () => {
    const settings = { maxTokens: 50 };
    const lanes = [{ model: 'anthropic/claude-sonnet-4.5', settings }, { model: 'test/words-3' }];
    const slug = await makeLink(app, await asked({ prompt: 'First?', lanes }));
    remove('anthropic/claude-sonnet-4.5');
    const { lanes: prefilled } = await prefillFromLink(app, SESSION, slug);
    expect(prefilled[0]).toMatchObject({ kind: 'retired', id: 'anthropic/claude-sonnet-4.5', settings });
    expect(named(prefilled)).toEqual([expect.stringMatching(/^Claude Sonnet 4\.5 retired: /), 'test/words-3']);
  });

  test('fills in nothing for a link that never was or was taken back, and says so', async () => {
    const comparison = await asked({ prompt: 'First?', models: ['test/words-3'] });
    const slug = await makeLink(app, comparison);
    await app.persistence.revokeShare(slug);
    for (const link of [slug, 'never-was']) {
      const { lanes: prefilled, notice, ...rest } = await prefillFromLink(app, SESSION, link);
      expect(rest).toEqual({ prompt: '', system: '' });
      expect(notice).toContain('no longer works');
      expect(named(prefilled)).toEqual(named(await prefillLanes(app, SESSION, [])));
    }
  });
});

describe('the models that an address names', () => {
  test('are in their order, with what is gone marked and eight at most', async () => {
    expect(
      named(await prefillLanes(app, SESSION, ['demo/steady', 'openai/gpt-2-mini', 'nobody/x', 'demo/steady'])),
    ).toEqual([
      'demo/steady',
      'openai/gpt-2-mini retired: openai/gpt-5-mini',
      'nobody/x retired: nothing',
      'demo/steady',
    ]);
    expect(await prefillLanes(app, SESSION, Array(20).fill('demo/quick'))).toHaveLength(8);
  });

  test('are the usual ones, those that there are, when none is named', async () => {
    expect(named(await prefillLanes(newApp(null), SESSION, []))).toEqual(['demo/quick', 'demo/steady', 'demo/thinker']);
    remove('~openai/gpt-latest', '~anthropic/claude-sonnet-latest', '~google/gemini-pro-latest');
    expect(named(await prefillLanes(app, SESSION, []))).toEqual(['demo/quick', 'demo/steady', 'demo/thinker']);
  });
});

describe('an address', () => {
  const idsOf = (lanes: readonly PrefillLane[]) =>
    lanes.map((lane) => (lane.kind === 'model' ? lane.model.id : lane.id));
  const fill = (prompt: string, ...models: string[]) => prefillFromAddress(app, SESSION, { prompt, models });

  const TEN = Array.from({ length: 10 }, (_, index) => (index % 2 === 0 ? 'demo/quick' : 'demo/steady'));

  test('of ten models the first eight are filled in, and it is said', async () => {
    const { lanes, notice } = await fill('', TEN.join(','));
    expect(idsOf(lanes)).toEqual(TEN.slice(0, 8));
    expect(notice).toBe('This link names 10 models, and 8 fit side by side: the first 8 are filled in.');
  });

  test('eight are filled in without a word, the same one as often as it is named', async () => {
    const { lanes, notice } = await fill('Why?', TEN.slice(2).join(','));
    expect([idsOf(lanes), notice]).toEqual([TEN.slice(2), null]);
  });

  test('several lists are one list, and blank ids and spaces are none', async () => {
    const { lanes, notice } = await fill('', ' demo/quick ,,', ',demo/steady', ',');
    expect([idsOf(lanes), notice]).toEqual([['demo/quick', 'demo/steady'], null]);
  });

  test('an address of nothing but commas gets the models to begin with', async () => {
    const { lanes } = await fill('', ',,,');
    expect(idsOf(lanes)).toEqual(idsOf((await fill('')).lanes));
  });

  test('what is no model keeps its place, however it is written, and counts as one', async () => {
    const odd = ['nobody/nothing', 'no-slash', 'v/'.padEnd(5000, 'x'), '<b>', '%', '__proto__/x', '💥/🙂'];
    const { lanes } = await fill('', ['demo/quick', ...odd].join(','));
    expect(lanes.map(({ kind }) => kind)).toEqual(['model', ...odd.map(() => 'retired')]);
    const { notice } = await fill('', ['demo/quick', ...odd, 'demo/steady'].join(','));
    expect(notice).toContain('names 9 models');
  });

  test('the prompt is filled in as it is written', async () => {
    const prompt = `  ${'long '.repeat(2000)}\n\t`;
    expect((await fill(prompt)).prompt).toBe(prompt);
  });
});
