import { beforeEach, expect, test } from 'vitest';
import { decodeEntries } from '@/lib/protocol/frames';
import { SEEN_SILENT_MS } from '@/lib/run/takeover/liveness';
import type { App } from '@/lib/service/app';
import { comparisonRecord } from '@/tests/persistence/records';
import { FakeClock } from '@/tests/support/fake-clock';
import { testApps } from '@/tests/support/test-apps';

const newApp = testApps();
/** How often somebody looks, ms. */
const LOOK_MS = 2000;

let clock: FakeClock;
let app: App;
beforeEach(() => {
  clock = new FakeClock(new Date());
  app = newApp('test-key', clock);
});

/** A run that a process somewhere has left behind. */
async function leaveBehind(run: string): Promise<void> {
  await app.persistence.createComparison(comparisonRecord(`of ${run}`, run), 'v', 'a-process-somewhere');
}

/** Looks every so often, until the silence of all that were silent from the first has been seen. @returns what each look ended. */
async function lookOn(looks = 4): Promise<number[]> {
  const ended: number[] = [];
  for (let look = 0; look < looks; look += 1) {
    ended.push(await app.reaper.reap());
    await clock.advance(LOOK_MS);
  }
  return ended;
}

async function endOf(run: string) {
  return decodeEntries(await app.persistence.readEntries(run)).at(-1)?.event.type;
}

test('whoever asks while a run is ended waits for the same, and it is ended once', async () => {
  await leaveBehind('r');
  expect(await lookOn(3)).toEqual([0, 0, 0]);
  expect(await Promise.all([1, 2, 3].map(() => app.reaper.reap()))).toEqual([1, 1, 1]);
  expect(await endOf('r')).toBe('end');
  expect(await app.reaper.reap()).toBe(0);
});

test('a run whose process was silent for a minute already is ended by one look, which waits to be sure', async () => {
  await leaveBehind('r');
  await clock.advance(60_001);
  const ended = app.reaper.reap();
  await clock.advance(2500);
  expect(await ended).toBe(1);
  expect(await endOf('r')).toBe('end');
});

test('a run whose process was silent for a minute, and is heard of while we look again, goes on', async () => {
  await leaveBehind('r');
  await clock.advance(60_001);
  const ended = app.reaper.reap();
  await clock.advance(1000);
  await app.persistence.beat('a-process-somewhere', ['r']);
  await clock.advance(1500);
  expect(await ended).toBe(0);
  expect(await endOf('r')).toBeUndefined();
});

test('nobody is taken for dead while the database takes no write, whatever it lets be read', async () => {
  await leaveBehind('r');
  app.persistence.probe = () => Promise.reject(new Error('the disk is full'));
  expect(await lookOn(6)).toEqual([0, 0, 0, 0, 0, 0]);
});

test('a run that cannot be ended holds up no other', async () => {
  await leaveBehind('broken');
  await leaveBehind('sound');
  const read = app.persistence.readEntries.bind(app.persistence);
  app.persistence.readEntries = async (run, after) => {
    if (run === 'broken') throw new Error('its rows cannot be read');
    return read(run, after);
  };
  expect(await lookOn()).toEqual([0, 0, 0, 1]);
  expect(await endOf('sound')).toBe('end');
});

test('the last write of the process before, still on its way when its run is taken, stands in the log with the end', async () => {
  await leaveBehind('r');
  const { persistence } = app;
  const read = persistence.readEntries.bind(persistence);
  const late = { sequence: 1, json: JSON.stringify({ type: 'of the future', at: 7 }) };
  persistence.readEntries = async (run, after) => {
    const entries = await read(run, after);
    persistence.readEntries = read;
    await persistence.appendEntries([{ run, entries: [late] }]);
    return entries;
  };
  expect(await lookOn()).toEqual([0, 0, 0, 1]);
  expect((await persistence.readEntries('r'))[0]).toEqual(late);
  expect(await endOf('r')).toBe('end');
});

test('a run whose ending has failed half-way is ended a little later', async () => {
  const { persistence } = app;
  for (const step of ['appendEntries', 'endRun'] as const) {
    await leaveBehind(step);
    const complete = persistence[step];
    Object.assign(persistence, { [step]: () => Promise.reject(new Error('the database is away')) });
    expect(await lookOn()).toEqual([0, 0, 0, 0]);
    Object.assign(persistence, { [step]: complete });
    // The process that has taken it over has to be silent, too, before it is tried again.
    expect(await lookOn(1 + Math.ceil(SEEN_SILENT_MS / LOOK_MS))).toContain(1);
    expect(await endOf(step)).toBe('end');
  }
});

test('a run with events that only a newer version knows is ended all the same', async () => {
  await leaveBehind('r');
  const json = JSON.stringify({ type: 'of the future', at: 7 });
  await app.persistence.appendEntries([{ run: 'r', entries: [{ sequence: 1, json }] }]);
  expect(await lookOn()).toEqual([0, 0, 0, 1]);
  expect(await endOf('r')).toBe('end');
});
