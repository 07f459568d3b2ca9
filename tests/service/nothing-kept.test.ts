import { expect, test } from 'vitest';
import { deleteComparison } from '@/lib/service/delete-comparison';
import { loadOwnComparison } from '@/lib/service/load-comparison';
import { readRun } from '@/lib/service/read-run';
import { shareComparison } from '@/lib/service/share-comparison';
import { stopRun } from '@/lib/service/stop-run';
import { askBody, readToEnd, retry, SESSION } from '../support/test-app';
import { testApps } from '../support/test-apps';

const newApp = testApps();
const withoutDatabase = () => newApp('test-key', undefined, undefined, { database: null });

const REFUSED = {
  problem: { status: 409, code: 'nothing-kept', detail: expect.stringContaining('it keeps nothing') },
};

test('a process that does not know a comparison says that nothing is kept, whatever it was to do with it', async () => {
  const maker = withoutDatabase();
  const run = await askBody(maker, { prompt: 'Why?', models: ['test/words-3'] });
  await readToEnd(maker, run);

  const app = withoutDatabase();
  const requests = [
    askBody(app, { comparison: run.comparison, prompt: 'And?' }),
    retry(app, run.id, ['A']),
    readRun(app, SESSION, run.id, { sequence: 0 }),
    stopRun(app, SESSION, run.id),
    loadOwnComparison(app, SESSION, run.comparison),
    deleteComparison(app, SESSION, run.comparison),
  ];
  for (const request of requests) await expect(request).rejects.toMatchObject(REFUSED);
});

test('the process that knows it goes on with it, and shares it all the same never', async () => {
  const app = withoutDatabase();
  const run = await askBody(app, { prompt: 'Why?', models: ['test/words-3'] });
  await readToEnd(app, run);
  await run.settled;
  const followUp = await askBody(app, { comparison: run.comparison, prompt: 'And?' });
  expect((await readToEnd(app, followUp)).at(-1)?.event.type).toBe('end');
  await expect(shareComparison(app, SESSION, run.comparison, {})).rejects.toMatchObject({
    problem: { status: 409, code: 'nothing-kept' },
  });
});

test('elsewhere an unknown comparison is not found', async () => {
  const app = newApp();
  await expect(askBody(app, { comparison: 'unknown', prompt: 'And?' })).rejects.toMatchObject({
    problem: { status: 404, code: 'not-found' },
  });
  await expect(retry(app, 'unknown', ['A'])).rejects.toMatchObject({ problem: { status: 404 } });
});
