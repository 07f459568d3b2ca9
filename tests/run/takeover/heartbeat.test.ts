import { beforeEach, describe, expect, test } from 'vitest';
import { STOOD_STILL_MS } from '@/lib/run/takeover/heartbeat';
import type { App } from '@/lib/service/app';
import { FakeClock, settle } from '@/tests/support/fake-clock';
import { deferred } from '@/tests/support/openrouter/deferred';
import { askBody } from '@/tests/support/test-app';
import { testApps } from '@/tests/support/test-apps';

const newApp = testApps();
const HANGING = { prompt: 'Why?', models: ['test/hangs'] };

/** A clock whose wall can jump: in a sleep the monotonic one stands still. */
class SleepyClock extends FakeClock {
  slept = 0;

  override date(): Date {
    return new Date(super.date().getTime() + this.slept);
  }
}

let clock: SleepyClock;
let app: App;
let beats: string[][];
beforeEach(() => {
  clock = new SleepyClock(new Date());
  app = newApp('test-key', clock);
  beats = [];
  const beat = app.persistence.beat.bind(app.persistence);
  app.persistence.beat = async (owner, runs) => {
    beats.push([...runs]);
    return beat(owner, runs);
  };
});

describe('a process with runs', () => {
  test('has one heartbeat for all of them, every half second, and none without', async () => {
    const one = await askBody(app, HANGING);
    const other = await askBody(app, HANGING);
    await settle();
    await clock.advance(1000);
    expect(beats).toEqual([
      [one.id, other.id],
      [one.id, other.id],
    ]);
    for (const run of [one, other]) run.stop();
    await Promise.all([one.settled, other.settled]);
    await clock.advance(5000);
    expect(beats).toHaveLength(2);
    expect(clock.pending).toBe(0);
  });

  test('still has one when a run ends and another begins while a heartbeat is under way', async () => {
    const one = await askBody(app, HANGING);
    await settle();
    const slow = deferred();
    const beat = app.persistence.beat;
    app.persistence.beat = async (owner, runs) => {
      await slow.promise;
      return beat(owner, runs);
    };
    await clock.advance(500);
    one.stop();
    await one.settled;
    const other = await askBody(app, HANGING);
    await settle();
    app.persistence.beat = beat;
    slow.resolve();
    await settle();
    beats.length = 0;
    await clock.advance(2000);
    expect(beats).toEqual([[other.id], [other.id], [other.id], [other.id]]);
    other.stop();
    await other.settled;
  });

  test('sends the next heartbeat although the one before hangs on a dead connection', async () => {
    const run = await askBody(app, HANGING);
    await settle();
    const beat = app.persistence.beat;
    app.persistence.beat = () => new Promise(() => {});
    await clock.advance(500);
    app.persistence.beat = beat;
    await clock.advance(2000);
    expect(beats).toEqual([]);
    await clock.advance(500);
    expect(beats).toEqual([[run.id]]);
    run.stop();
    await run.settled;
  });
});

describe('a process that has stood still', () => {
  async function standStill(how: (ms: number) => Promise<void>, ms: number): Promise<boolean[]> {
    const run = await askBody(app, HANGING);
    await settle();
    await clock.advance(700);
    const before = app.keeper.mustAsk();
    await how(ms);
    const after = app.keeper.mustAsk();
    await clock.advance(500);
    const told = app.keeper.mustAsk();
    run.stop();
    await run.settled;
    return [before, after, told];
  }
  /** All timers are late: the process got no time, and the monotonic clock went on. */
  const stall = async (ms: number) => {
    const { now } = clock;
    clock.now = () => now.call(clock) + ms;
  };
  const sleep = async (ms: number) => {
    clock.slept += ms;
  };

  test.each([
    ['got no time', stall],
    ['slept', sleep],
  ])('asks the database before it shows what is not saved, once: it %s', async (_, how) => {
    expect(await standStill(how, STOOD_STILL_MS + 1)).toEqual([false, true, false]);
  });

  test.each([
    ['a shorter stall', stall, 2000],
    ['a wall clock that is set back', sleep, -3_600_000],
  ])('does not for %s', async (_, how, ms) => {
    expect(await standStill(how, ms)).toEqual([false, false, false]);
  });

  test('lets a first question through while the database is away, however long nobody has asked before', async () => {
    const before = await askBody(app, HANGING);
    await settle();
    before.stop();
    await before.settled;
    await clock.advance(3_600_000);
    app.persistence.createComparison = () => Promise.reject(new Error('the database is away'));
    const asking = askBody(app, HANGING);
    await clock.advance(1000);
    const run = await asking;
    await clock.advance(1000);
    expect(run.log.entriesAfter(0).length).toBeGreaterThan(0);
    expect(run.log.unsaved).toBe(true);
    run.stop();
  });

  test('does not believe a heartbeat that was under way meanwhile', async () => {
    const run = await askBody(app, HANGING);
    await settle();
    const answered = deferred();
    const beat = app.persistence.beat;
    app.persistence.beat = async (owner, runs) => {
      const lost = await beat(owner, runs);
      await answered.promise;
      return lost;
    };
    await clock.advance(500);
    clock.slept += 10_000;
    app.persistence.beat = beat;
    answered.resolve();
    await settle();
    expect(app.keeper.mustAsk()).toBe(true);
    await clock.advance(500);
    expect(app.keeper.mustAsk()).toBe(false);
    run.stop();
    await run.settled;
  });
});
