import { beforeEach, describe, expect, test } from 'vitest';
import type { FilledSeat } from '@/lib/protocol/filling';
import type { App } from '@/lib/service/app';
import { chooseModels, fillFromLink } from '@/lib/service/prefill';
import { askBody, makeLink, readToEnd } from '../support/test-app';
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
      find: async (id) => (ids.includes(id) ? { kind: 'unknown-model' } : catalog.find(id)),
    },
  };
}

/** Ids, with what may be asked in the place of those that are gone. */
function named(seats: readonly FilledSeat[]): string[] {
  return seats.map((seat) =>
    seat.kind === 'model' ? seat.model.id : `${seat.name} gone: ${seat.successor?.id ?? 'nothing'}`,
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
    const { seats, ...filling } = await fillFromLink(app, await makeLink(app, comparison));
    expect(filling).toEqual({ prompt: 'First?', system: 'Be brief.', notice: null });
    expect(named(seats)).toEqual(['test/words-3', 'demo/quick', 'test/words-3']);
    expect(seats.map(({ settings }) => settings)).toEqual([{ temperature: 0.5 }, {}, {}]);
  });

  test('keeps the seat of a model that is gone, by the name that it had, with its settings', async () => {
    const settings = { maxTokens: 50 };
    const lanes = [{ model: 'anthropic/claude-sonnet-4.5', settings }, { model: 'test/words-3' }];
    const slug = await makeLink(app, await asked({ prompt: 'First?', lanes }));
    remove('anthropic/claude-sonnet-4.5');
    const { seats } = await fillFromLink(app, slug);
    expect(seats[0]).toMatchObject({ kind: 'gone', id: 'anthropic/claude-sonnet-4.5', settings });
    expect(named(seats)).toEqual([expect.stringMatching(/^Claude Sonnet 4\.5 gone: /), 'test/words-3']);
  });

  test('fills in nothing for a link that never was or was taken back, and says so', async () => {
    const comparison = await asked({ prompt: 'First?', models: ['test/words-3'] });
    const slug = await makeLink(app, comparison);
    await app.persistence.revokeShare(slug);
    for (const link of [slug, 'never-was']) {
      const { seats, notice, ...filling } = await fillFromLink(app, link);
      expect(filling).toEqual({ prompt: '', system: '' });
      expect(notice).toContain('no longer works');
      expect(named(seats)).toEqual(named(await chooseModels(app, [])));
    }
  });
});

describe('the models that an address names', () => {
  test('are seated in their order, with what is gone marked and eight at most', async () => {
    expect(named(await chooseModels(app, ['demo/steady', 'openai/gpt-2-mini', 'nobody/x', 'demo/steady']))).toEqual([
      'demo/steady',
      'openai/gpt-2-mini gone: openai/gpt-5-mini',
      'nobody/x gone: nothing',
      'demo/steady',
    ]);
    expect(await chooseModels(app, Array(20).fill('demo/quick'))).toHaveLength(8);
  });

  test('are the usual ones, those that there are, when none is named', async () => {
    expect(named(await chooseModels(newApp(null), []))).toEqual(['demo/quick', 'demo/steady', 'demo/thinker']);
    remove('~openai/gpt-latest', '~anthropic/claude-sonnet-latest', '~google/gemini-pro-latest');
    expect(named(await chooseModels(app, []))).toEqual(['demo/quick', 'demo/steady', 'demo/thinker']);
  });
});
