import { beforeEach, describe, expect, test } from 'vitest';
import type { LiveRun } from '@/lib/run/live-run';
import { SilenceWatch } from '@/lib/run/takeover/liveness';
import { ProcessTable } from '@/lib/run/takeover/process-table';
import { Reaper } from '@/lib/run/takeover/reaper';
import type { App } from '@/lib/service/app';
import { decodeEntry } from '@/tests/support/decode-entry';
import { FakeClock, settle } from '@/tests/support/fake-clock';
import { askBody, nextEvent, readToEnd } from '@/tests/support/test-app';
import { testApps } from '@/tests/support/test-apps';

const newApp = testApps();
const MODELS = ['test/hangs', 'test/words-3'];

/** The process that runs, and another one on the same database. */
let app: App;
let other: App;
let clock: FakeClock;
beforeEach(() => {
  clock = new FakeClock(new Date());
  app = elsewhere(newApp('test-key', clock));
  other = elsewhere({ ...newApp('test-key', clock), persistence: app.persistence });
});

/** In a process table of its own: nobody can tell from there whether the other process lives. */
function elsewhere(made: App): App {
  const host = made.owner;
  const table = new ProcessTable({
    host,
    pid: 1,
    copied: true,
    read: () => null,
    readLink: () => null,
    lives: () => true,
  });
  const silence = new SilenceWatch(made.owner, table, clock);
  const isLive = (run: string) => made.liveRuns.get(run) !== undefined;
  return Object.assign(made, { reaper: new Reaper(made.owner, made.persistence, clock, silence, isLive) });
}

/** Asks, and waits until lane B has ended; A says nothing. */
async function askAndHang(): Promise<LiveRun> {
  const run = await askBody(app, { prompt: 'Why?', models: MODELS });
  await nextEvent(run, (event) => event.type === 'done');
  return run;
}

/** The other process takes the run, whose process has stood still, and ends it. */
async function takeOver(): Promise<void> {
  const beat = app.persistence.beat;
  app.persistence.beat = () => new Promise(() => {});
  let ended = 0;
  for (let look = 0; look < 4; look += 1) {
    ended += await other.reaper.reap();
    await clock.advance(2000);
  }
  expect(ended).toBe(1);
  app.persistence.beat = beat;
}

async function keptEvents(run: LiveRun) {
  return (await app.persistence.readEntries(run.id)).map((entry) => decodeEntry(entry).event);
}

/** Resolves when the database refuses entries. */
function nextRefusal(): Promise<void> {
  const { persistence } = app;
  const append = persistence.appendEntries;
  return new Promise((resolve) => {
    persistence.appendEntries = (...entries) =>
      append(...entries).catch((error) => {
        resolve();
        throw error;
      });
  });
}

/** Says something more as a lane would, after its process has woken. */
function sayMore(run: LiveRun): void {
  run.log.append({ type: 'chunk', at: 9999, lane: 'A', model: 'm', content: 'said by a ghost' });
}

describe('a run that another process has ended', () => {
  test('gives its readers here the ending that the database has, and no other, when the next write is refused', async () => {
    const run = await askAndHang();
    const reading = readToEnd(app, run);
    await takeOver();
    const refused = nextRefusal();
    sayMore(run);
    // The database unpacks the log off the event loop to compare it, which is no time of this clock.
    await refused;
    await clock.advance(1000);
    await clock.advanceUntil(run.settled);
    const seen = await reading;
    expect(seen.map(({ event }) => event)).toEqual(await keptEvents(run));
    expect(seen.slice(-2).map(({ event }) => event)).toMatchObject([
      { type: 'error', lane: 'A', failure: { code: 'interrupted' } },
      { type: 'end' },
    ]);
    expect(JSON.stringify(seen)).not.toContain('ghost');
    expect(run.log.unsaved).toBe(false);
  });

  test('does so when a heartbeat finds out, and leaves no lane, no timer and no run behind', async () => {
    const run = await askAndHang();
    const reading = readToEnd(app, run);
    await takeOver();
    await clock.advance(3000);
    await clock.advanceUntil(run.settled);
    expect((await reading).map(({ event }) => event)).toEqual(await keptEvents(run));
    expect(app.liveRuns.get(run.id)).toBeUndefined();
    expect(app.liveRuns.take(run.comparison, ['A', 'B'])).toEqual([]);
    await settle();
    expect(clock.pending).toBe(0);
  });

  test('waits for the ending where the other process has taken it and not ended it yet', async () => {
    const run = await askAndHang();
    const reading = readToEnd(app, run);
    const [place] = await app.persistence.activeRuns();
    if (!place) throw new Error('it is under way');
    await app.persistence.claimRun(run.id, other.owner, place);
    const refused = nextRefusal();
    sayMore(run);
    await refused;
    await clock.advance(1000);
    expect(run.lost).toBe(true);
    const kept = await app.persistence.readEntries(run.id);
    expect(JSON.stringify(kept)).not.toContain('ghost');
    // The other process has died in its turn: whoever looks ends it.
    await clock.advanceUntil(run.settled);
    expect((await reading).map(({ event }) => event)).toEqual(await keptEvents(run));
  });

  test('gives that ending also to readers who have seen what was never kept', async () => {
    const run = await askAndHang();
    const reading = readToEnd(app, run);
    const append = app.persistence.appendEntries;
    app.persistence.appendEntries = () => Promise.reject(new Error('the database cannot be reached from here'));
    sayMore(run);
    await clock.advance(300);
    app.persistence.appendEntries = append;
    expect(run.log.unsaved).toBe(true);
    const [place] = await app.persistence.activeRuns();
    if (!place) throw new Error('it is under way');
    await app.persistence.claimRun(run.id, 'other', place);
    await app.persistence.endRun(run.id);
    await clock.advance(5000);
    await clock.advanceUntil(run.settled);
    const events = (await reading).map(({ event }) => event);
    expect(events.filter(({ type }) => type === 'end')).toHaveLength(1);
    expect(events.slice(-2)).toMatchObject([
      { type: 'error', lane: 'A', failure: { code: 'interrupted' } },
      { type: 'end' },
    ]);
    expect(run.log.unsaved).toBe(true);
  });
});
