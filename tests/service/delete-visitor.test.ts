import { beforeEach, expect, test } from 'vitest';
import type { App } from '@/lib/service/app';
import { deleteVisitor } from '@/lib/service/delete-visitor';
import { reportShare } from '@/lib/service/report-share';
import { FakeClock } from '../support/fake-clock';
import { askBody, eventsOf, makeLink, readToEnd, SESSION } from '../support/test-app';
import { testApps } from '../support/test-apps';

const OTHER = { visitor: 'another visitor', key: null };
const newApp = testApps();
let app: App;
beforeEach(() => {
  app = newApp();
});

test('everything of a visitor is deleted, active runs are stopped, and another visitor keeps theirs', async () => {
  const ended = await askBody(app, { prompt: 'Why?', models: ['test/words-3'] });
  await readToEnd(app, ended);
  const slug = await makeLink(app, ended.comparison);
  await reportShare(app, slug, { reason: 'x' });
  const active = await askBody(app, { prompt: 'Why?', models: ['test/hangs'] });
  const kept = await askBody(app, { prompt: 'Why?', models: ['test/hangs'] }, OTHER);
  await deleteVisitor(app, SESSION);

  const events = (await readToEnd(app, active)).map(({ event }) => event);
  expect(events.at(-2)).toMatchObject({ type: 'done', reason: 'stopped' });
  for (const { comparison, id } of [ended, active]) {
    expect(await app.persistence.findComparison(comparison)).toBeNull();
    expect(await app.persistence.readEntries(id)).toEqual([]);
  }
  expect(await app.persistence.findShare(slug)).toBeNull();
  expect(await app.persistence.listReports()).toEqual([]);

  expect(eventsOf(kept).some(({ type }) => type === 'done')).toBe(false);
  expect((await app.persistence.findComparison(kept.comparison))?.id).toBe(kept.comparison);
  kept.stop();
  await readToEnd(app, kept);
});

test('somebody without a cookie has nothing, and deletes nothing', async () => {
  const run = await askBody(app, { prompt: 'Why?', models: ['test/words-3'] });
  await readToEnd(app, run);
  await deleteVisitor(app, { visitor: null, key: null });
  expect(await app.persistence.findComparison(run.comparison)).not.toBeNull();
});

test('a run of another process is asked to stop, and does not hold the deletion up when it does not', async () => {
  const clock = new FakeClock();
  app = newApp('test-key', clock);
  const run = await askBody(app, { prompt: 'Why?', models: ['test/words-3'] });
  await clock.advanceUntil(readToEnd(app, run));
  const record = await app.persistence.findComparison(run.comparison);
  if (!record) throw new Error('what was asked is kept');
  const turns = record.turns.map((turn) => ({ ...turn, runs: turn.runs.map((each) => ({ ...each, run: 'remote' })) }));
  await app.persistence.createComparison({ ...record, id: 'c', turns }, SESSION.visitor, 'another process');
  const requested: string[] = [];
  const { requestStop } = app.persistence;
  app.persistence.requestStop = (asked, lane) => {
    requested.push(asked);
    return requestStop.call(app.persistence, asked, lane);
  };
  await clock.advanceUntil(deleteVisitor(app, SESSION));
  expect(requested).toEqual(['remote']);
  expect(await app.persistence.findRun('remote')).toBeNull();
});
