import { beforeEach, describe, expect, test } from 'vitest';
import { arrangedLanes } from '@/lib/comparison/lanes';
import { type ComparisonChange, comparisonChangeSchema } from '@/lib/protocol/comparison-change';
import type { App } from '@/lib/service/app';
import { changeComparison } from '@/lib/service/change-comparison';
import { deleteComparison } from '@/lib/service/delete-comparison';
import { Refusal } from '@/lib/service/refusal';
import { ownShares } from '@/lib/service/share-comparison';
import { deferred } from '../support/openrouter/deferred';
import { askBody, readToEnd, SESSION } from '../support/test-app';
import { testApps } from '../support/test-apps';

const newApp = testApps();
let app: App;
beforeEach(() => {
  app = newApp();
});

/** @returns the code of the refusal, null when there is none. */
async function refusalOf(request: Promise<unknown>): Promise<string | null> {
  try {
    await request;
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error.problem.code;
    throw error;
  }
}

describe('a comparison that the database has not taken yet', () => {
  test('is refused to be changed, deleted and shared, with what is true', async () => {
    const taken = deferred<void>();
    const { persistence } = app;
    const create = persistence.createComparison.bind(persistence);
    persistence.createComparison = async (record, visitor) => {
      await taken.promise;
      await create(record, visitor);
    };
    const run = await askBody(app, { prompt: 'Why?', models: ['test/hangs'] });
    const { comparison } = run;
    for (const request of [
      () => changeComparison(app, SESSION, comparison, { title: 'Mine' }),
      () => deleteComparison(app, SESSION, comparison),
      () => ownShares(app, SESSION, comparison),
    ]) {
      expect(await refusalOf(request())).toBe('not-saved-yet');
    }
    expect(
      await refusalOf(changeComparison(app, { visitor: 'somebody else', key: null }, comparison, { title: 'Mine' })),
    ).toBe('not-found');
    expect(await refusalOf(deleteComparison(app, { visitor: 'somebody else', key: null }, comparison))).toBe(
      'not-found',
    );

    taken.resolve();
    await expect.poll(() => app.unsaved.size).toBe(0);
    expect(await refusalOf(deleteComparison(app, SESSION, comparison))).toBe(null);
    await readToEnd(app, run);
    expect(await app.persistence.findOwner(comparison)).toBe(null);
  });
});

describe('the lanes of a comparison', () => {
  test('are arranged; a follow-up that names none goes to those on the page', async () => {
    const first = await askBody(app, { prompt: 'Why?', models: ['test/words-3', 'test/words-3', 'test/words-3'] });
    await readToEnd(app, first);
    await first.settled;
    const { comparison } = first;
    await changeComparison(app, SESSION, comparison, { order: ['C', 'A'], removed: ['B'] });
    const record = await app.persistence.findComparison(comparison);
    expect(record && arrangedLanes(record).map(({ lane }) => lane)).toEqual(['C', 'A']);
    const next = await askBody(app, { comparison, prompt: 'And?' });
    await readToEnd(app, next);
    expect(next.place.run.lanes.map(({ lane }) => lane).toSorted()).toEqual(['A', 'C']);
  });

  test('must exist, and one of them stays on the page', async () => {
    const first = await askBody(app, { prompt: 'Why?', models: ['test/words-3', 'test/words-3'] });
    await readToEnd(app, first);
    await first.settled;
    const wrong: ComparisonChange[] = [{ order: ['H'] }, { removed: ['A', 'H'] }, { removed: ['A', 'B'] }];
    for (const change of wrong) {
      const request = changeComparison(app, SESSION, first.comparison, change);
      await expect(request).rejects.toMatchObject({ problem: { code: 'invalid' } });
    }
    expect(await app.persistence.findComparison(first.comparison)).toMatchObject({ order: [], removed: [] });
    expect(comparisonChangeSchema.safeParse({ order: ['A', 'A'] }).success).toBe(false);
    expect(comparisonChangeSchema.safeParse({ removed: 'A' }).success).toBe(false);
  });
});
