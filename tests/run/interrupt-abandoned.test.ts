import { beforeEach, expect, test } from 'vitest';
import { decodeEntries } from '@/lib/protocol/frames';
import type { Abreast } from '@/lib/run/abreast';
import { interruptAbandoned } from '@/lib/run/interrupt-abandoned';
import { newOwner } from '@/lib/run/process-owner';
import { SEEN_SILENT_MS } from '@/lib/run/silence-watch';
import { comparisonRecord } from '../persistence/records';
import { FakeClock } from '../support/fake-clock';
import { testApps } from '../support/test-apps';

const newApp = testApps();
const clock = new FakeClock(new Date());
let app: Abreast;
beforeEach(() => {
  app = newApp('test-key', clock);
});

/** A run that a process of this machine has left behind. */
async function leaveBehind(run: string): Promise<void> {
  await app.persistence.createComparison(comparisonRecord(`of ${run}`, run), 'v');
  const [table] = newOwner().split('/');
  await app.persistence.claimRun(run, `${table}/${2 ** 22 + 1}/gone`);
}

async function endOf(run: string) {
  return decodeEntries(await app.persistence.readEntries(run)).at(-1)?.event.type;
}

test('whoever asks while a run is ended waits for the same, and it is ended once', async () => {
  await leaveBehind('r');
  expect(await Promise.all([1, 2, 3].map(() => interruptAbandoned(app)))).toEqual([1, 1, 1]);
  expect(await endOf('r')).toBe('end');
  expect(await interruptAbandoned(app)).toBe(0);
});

test('a run that cannot be ended holds up no other', async () => {
  await leaveBehind('broken');
  await leaveBehind('sound');
  const read = app.persistence.readEntries.bind(app.persistence);
  app.persistence.readEntries = async (run, after) => {
    if (run === 'broken') throw new Error('its rows cannot be read');
    return read(run, after);
  };
  expect(await interruptAbandoned(app)).toBe(1);
  expect(await endOf('sound')).toBe('end');
});

test('a run whose ending has failed half-way is ended a little later', async () => {
  const { persistence } = app;
  for (const step of ['appendEntries', 'endRun'] as const) {
    await leaveBehind(step);
    await clock.advance(1);
    const whole = persistence[step];
    const away = () => Promise.reject(new Error('the database is away'));
    Object.assign(persistence, { [step]: away });
    expect(await interruptAbandoned(app)).toBe(0);
    Object.assign(persistence, { [step]: whole });
    const ended: number[] = [];
    // The process that has taken it over has to be silent, too, before it is tried again.
    for (let waited = 0; waited < SEEN_SILENT_MS + 4000; waited += 2000) {
      await clock.advance(2000);
      ended.push(await interruptAbandoned(app));
    }
    expect(ended).toEqual([0, 0, 0, 1, 0]);
    expect(await endOf(step)).toBe('end');
  }
});

test('a run with events that only a newer version knows is ended all the same', async () => {
  await leaveBehind('r');
  const json = JSON.stringify({ type: 'of the future', at: 7 });
  await app.persistence.appendEntries([{ run: 'r', entries: [{ sequence: 1, json }] }]);
  expect(await interruptAbandoned(app)).toBe(1);
  expect(await endOf('r')).toBe('end');
});
