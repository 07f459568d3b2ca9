import { beforeEach, describe, expect, test } from 'vitest';
import type { App } from '@/lib/service/app';
import { keepPurging } from '@/lib/service/purge';
import { FakeClock } from '../support/fake-clock';
import { askBody, makeLink, readToEnd } from '../support/test-app';
import { testApps } from '../support/test-apps';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const newApp = testApps();
let clock: FakeClock;
let app: App;
beforeEach(() => {
  clock = new FakeClock();
  const fresh = newApp('test-key', clock);
  app = { ...fresh, environment: { ...fresh.environment, retentionDays: 7 } };
});

async function ended(body: object): Promise<string> {
  const run = await askBody(app, { prompt: 'Why?', models: ['test/words-3'], ...body });
  await clock.advanceUntil(readToEnd(app, run));
  return run.comparison;
}

const isStored = async (comparison: string) => (await app.persistence.findComparison(comparison)) !== null;

/** Moves time on, and lets all purges that were due come to their ends. */
async function advance(ms: number): Promise<void> {
  const { purgeDeleted, purgeLimits } = app.persistence;
  let active = 0;
  let onEnd = () => {};
  app.persistence.purgeDeleted = (before) => {
    active += 1;
    return purgeDeleted(before);
  };
  app.persistence.purgeLimits = async () => {
    await purgeLimits();
    active -= 1;
    onEnd();
  };
  await clock.advance(ms);
  while (active > 0) await new Promise<void>((resolve) => (onEnd = resolve));
  Object.assign(app.persistence, { purgeDeleted, purgeLimits });
}

describe('what nobody has changed for the days of RETENTION_DAYS', () => {
  test('is removed at the start, with its links', async () => {
    const old = await ended({});
    const slug = await makeLink(app, old);
    await clock.advance(7 * DAY + 1000);
    const recent = await ended({});
    await keepPurging(app);
    expect([await isStored(old), await isStored(recent)]).toEqual([false, true]);
    expect(await app.persistence.findShare(slug)).toBeNull();
  });

  test('is removed while the process lives, within an hour, and a follow-up begins the time again', async () => {
    await keepPurging(app);
    const [still, continued] = [await ended({}), await ended({})];
    await advance(6 * DAY);
    const follow = await askBody(app, { comparison: continued, prompt: 'And?' });
    await clock.advanceUntil(readToEnd(app, follow));
    await advance(DAY - 2 * HOUR);
    expect([await isStored(still), await isStored(continued)]).toEqual([true, true]);
    await advance(3 * HOUR);
    expect([await isStored(still), await isStored(continued)]).toEqual([false, true]);
  });

  test('stays where no number of days is set', async () => {
    app.environment.retentionDays = null;
    const old = await ended({});
    await clock.advance(1000 * DAY);
    await keepPurging(app);
    expect(await isStored(old)).toBe(true);
  });
});

test('a purge that fails leaves the others, and is tried again after an hour', async () => {
  const old = await ended({});
  await clock.advance(8 * DAY);
  const { purgeDeleted, purgeUnchanged } = app.persistence;
  app.persistence.purgeDeleted = () => Promise.reject(new Error('the database is away'));
  app.persistence.purgeUnchanged = () => Promise.reject(new Error('the database is away'));
  await keepPurging(app);
  Object.assign(app.persistence, { purgeDeleted, purgeUnchanged });
  expect(await isStored(old)).toBe(true);
  await advance(HOUR);
  expect(await isStored(old)).toBe(false);
});
