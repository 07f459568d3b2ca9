import { beforeEach, describe, expect, test } from 'vitest';
import { ConstraintViolation } from '@/lib/persistence/sql';
import type { LiveRun } from '@/lib/run/live-run';
import { interruptedEntries } from '@/lib/run/takeover/closing-entries';
import { LONG_SILENT_MS } from '@/lib/run/takeover/liveness';
import type { App } from '@/lib/service/app';
import { MOST_UNSAVED } from '@/lib/service/ask';
import { comparisonRecord } from '../persistence/records';
import { decodeEntry } from '../support/decode-entry';
import { settle } from '../support/fake-clock';
import { deferred } from '../support/openrouter/deferred';
import { askBody, readToEnd, retry, VISITOR } from '../support/test-app';
import { testApps } from '../support/test-apps';

const newApp = testApps();
let app: App;
beforeEach(() => {
  app = newApp();
});

/** From now on the database says that each run was silent for longer than a process is believed in. */
function takeTooLong(): void {
  const { persistence } = app;
  const activeRuns = persistence.activeRuns.bind(persistence);
  persistence.activeRuns = async () =>
    (await activeRuns()).map((place) => ({ ...place, silentMs: LONG_SILENT_MS + 1 }));
}

async function keptWhole(run: LiveRun): Promise<void> {
  const seen = (await readToEnd(app, run)).map(({ event }) => event);
  expect(seen.at(-2)).toMatchObject({ type: 'done', reason: 'stop' });
  const kept = await app.persistence.readEntries(run.id);
  expect(kept.map((entry) => decodeEntry(entry).event)).toEqual(seen);
}

describe('a run that the database was slow to take in', () => {
  test('is not taken for abandoned by the process that is about to begin it', async () => {
    const first = await askBody(app, { prompt: 'Why?', models: ['test/words-3'] });
    await readToEnd(app, first);
    takeTooLong();
    await keptWhole(await askBody(app, { comparison: first.comparison, prompt: 'And?' }));
    await keptWhole(await retry(app, first.id, ['A']));
  });

  test('is not begun when another process has ended it meanwhile, and its lanes are free again', async () => {
    const first = await askBody(app, { prompt: 'Why?', models: ['test/words-3'] });
    await readToEnd(app, first);
    const { persistence } = app;
    const addTurn = persistence.addTurn.bind(persistence);
    persistence.addTurn = async (comparison, turn) => {
      const added = await addTurn(comparison, turn);
      const [place, record] = await Promise.all([
        persistence.findRun(turn.run),
        persistence.findComparison(comparison),
      ]);
      if (!place || !record) throw new Error('it was just added');
      const entries = interruptedEntries(place, [], record.createdAt);
      await persistence.appendEntries([{ run: turn.run, entries }]);
      await persistence.endRun(turn.run);
      return added;
    };
    await expect(askBody(app, { comparison: first.comparison, prompt: 'And?' })).rejects.toThrow(
      'This was kept, but the server was too slow to begin it',
    );
    persistence.addTurn = addTurn;
    await keptWhole(await askBody(app, { comparison: first.comparison, prompt: 'And?' }));
  });
});

test('a run is not settled before the database has its end, read or not', async () => {
  const { persistence } = app;
  const append = persistence.appendEntries.bind(persistence);
  const back = deferred();
  persistence.appendEntries = async (batches) => {
    await back.promise;
    await append(batches);
  };
  const run = await askBody(app, { prompt: 'Why?', models: ['test/words-3'] });
  let settled = false;
  const settling = run.settled.then(() => {
    settled = true;
  });
  await run.ended;
  await settle();
  expect(settled).toBe(false);
  back.resolve();
  await settling;
  const kept = await persistence.readEntries(run.id);
  expect(kept.map((entry) => decodeEntry(entry).event).at(-1)).toMatchObject({ type: 'end' });
  expect(await persistence.claimRun(run.id, app.owner)).toBe(false);
});

test('a new comparison that was kept after all, and deleted since, is tried no more', async () => {
  const { persistence } = app;
  const create = persistence.createComparison.bind(persistence);
  let kept = false;
  persistence.createComparison = async (record, visitor) => {
    if (kept) throw new ConstraintViolation('there is one of that id');
    kept = true;
    await create(record, visitor);
    await persistence.deleteComparison(record.id, VISITOR);
    throw new Error('the connection was lost');
  };
  const run = await askBody(app, { prompt: 'Why?', models: ['test/words-3'] });
  await expect.poll(() => app.unsaved.size).toBe(0);
  await readToEnd(app, run);
});

test('while the database is away so many comparisons wait for it, and no more', async () => {
  const { createComparison } = app.persistence;
  const record = comparisonRecord('one of many', 'r');
  for (let at = 0; at < MOST_UNSAVED - 1; at += 1) app.unsaved.set(`${at}`, { record, visitor: VISITOR });
  app.persistence.createComparison = () => Promise.reject(new Error('the database is away'));
  const last = await askBody(app, { prompt: 'Why?', models: ['test/words-3'] });
  await expect(askBody(app, { prompt: 'Why?', models: ['test/words-3'] })).rejects.toMatchObject({
    problem: { status: 503, code: 'database-away' },
  });
  app.persistence.createComparison = createComparison;
  await readToEnd(app, last);
  expect(app.unsaved.size).toBe(MOST_UNSAVED - 1);
});
