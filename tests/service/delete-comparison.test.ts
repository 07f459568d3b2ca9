import { beforeEach, describe, expect, test } from 'vitest';
import type { LiveRun } from '@/lib/run/live-run';
import type { App } from '@/lib/service/app';
import { deleteComparison } from '@/lib/service/delete-comparison';
import { askBody, eventsOf, readToEnd, SESSION } from '../support/test-app';
import { testApps } from '../support/test-apps';

const newApp = testApps();
let app: App;
beforeEach(() => {
  app = newApp();
});

describe('a comparison that is deleted', () => {
  test('has nothing under way, not even a turn that was asked while it went', async () => {
    const first = await askBody(app, { prompt: 'Why?', models: ['test/hangs'] });
    const { comparison } = first;
    const { persistence } = app;
    const remove = persistence.deleteComparison.bind(persistence);
    const late: LiveRun[] = [];
    persistence.deleteComparison = async (id, visitor) => {
      late.push(await askBody(app, { comparison, prompt: 'And?' }));
      return remove(id, visitor);
    };
    await deleteComparison(app, SESSION, comparison);
    expect(late).toHaveLength(1);
    for (const run of [first, ...late]) {
      const events = (await readToEnd(app, run)).map(({ event }) => event);
      expect(events.at(-2)).toMatchObject({ type: 'done', reason: 'stopped' });
    }
  });

  test('is deleted although what was deleted long ago cannot be forgotten now', async () => {
    const run = await askBody(app, { prompt: 'Why?', models: ['test/words-3'] });
    await readToEnd(app, run);
    app.persistence.purgeDeleted = () => Promise.reject(new Error('the database is away'));
    await deleteComparison(app, SESSION, run.comparison);
    expect(await app.persistence.findOwner(run.comparison)).toBe(null);
  });

  test('leaves others’ runs alone', async () => {
    const run = await askBody(app, { prompt: 'Why?', models: ['test/hangs'] });
    const other = await askBody(app, { prompt: 'Why not?', models: ['test/hangs'] });
    await deleteComparison(app, SESSION, run.comparison);
    await readToEnd(app, run);
    expect(eventsOf(other).some(({ type }) => type === 'done')).toBe(false);
    other.stop();
    await readToEnd(app, other);
  });
});
