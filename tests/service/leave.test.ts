import { beforeEach, describe, expect, test } from 'vitest';
import type { App } from '@/lib/service/app';
import { leave, leaveOnSignals } from '@/lib/service/leave';
import { readLiveRun, readRun } from '@/lib/service/read-run';
import { Refusal } from '@/lib/service/refusal';
import { decodeEntry } from '../support/decode-entry';
import { FakeClock, settle } from '../support/fake-clock';
import { deferred } from '../support/openrouter/deferred';
import { askBody, eventsOf, nextEvent, retry, SESSION } from '../support/test-app';
import { testApps } from '../support/test-apps';

const newApp = testApps();
const PROMPT = { prompt: 'Why?', models: ['test/words-5-every-30ms.hangs', 'test/words-3'] };

async function keptEvents(app: App, run: string) {
  return (await app.persistence.readEntries(run)).map((entry) => decodeEntry(entry).event);
}

async function textOf(body: ReadableStream<Uint8Array>): Promise<string> {
  return await new Response(body).text();
}

describe('a process that leaves', () => {
  let app: App;
  beforeEach(() => {
    app = newApp();
  });

  test('ends its lanes as interrupted, keeps that, and lets their readers read it', async () => {
    const run = await askBody(app, PROMPT);
    const text = textOf(readLiveRun(app, run));
    await nextEvent(run, (event) => event.type === 'chunk' && event.content.includes('w5'));
    await nextEvent(run, (event) => event.type === 'done');
    await leave(app);
    const events = await keptEvents(app, run.id);
    expect(events.slice(-2)).toMatchObject([
      { type: 'error', lane: 'A', failure: { code: 'interrupted' } },
      { type: 'end' },
    ]);
    expect(events).toEqual(eventsOf(run));
    expect(await app.persistence.activeRuns()).toEqual([]);
    const read = await text;
    expect(read.split(': leaving\n\n')).toHaveLength(2);
    expect(read.indexOf(': leaving')).toBeLessThan(read.indexOf('"code":"interrupted"'));
    expect(read.trimEnd()).toMatch(/"type":"end"[^\n]*$/);
  });

  test('takes no new work, and says when to try again', async () => {
    const run = await askBody(app, { prompt: 'Why?', models: ['test/words-3'] });
    await run.settled;
    await leave(app);
    for (const refused of [
      askBody(app, PROMPT),
      askBody(app, { comparison: run.comparison, prompt: 'And?' }),
      retry(app, run.id, ['A']),
      readRun(app, SESSION, run.id, { sequence: 0 }),
    ]) {
      const error = await refused.then(
        () => null,
        (reason) => reason,
      );
      expect(error).toBeInstanceOf(Refusal);
      expect(error).toMatchObject({ problem: { status: 503, code: 'leaving' }, retryAfter: 2 });
    }
    expect((await app.persistence.findComparison(run.comparison))?.turns).toHaveLength(1);
  });

  test('ends a run at once that was being made when it began to leave', async () => {
    const { persistence } = app;
    const create = persistence.createComparison.bind(persistence);
    let left = Promise.resolve();
    persistence.createComparison = async (record, visitor, owner) => {
      left = leave(app);
      await create(record, visitor, owner);
    };
    const run = await askBody(app, PROMPT);
    await run.settled;
    await left;
    const ends = (await keptEvents(app, run.id)).filter((event) => event.type === 'error');
    expect(ends.map(({ lane, failure }) => [lane, failure.code])).toEqual([
      ['A', 'interrupted'],
      ['B', 'interrupted'],
    ]);
  });
});

describe('a process that leaves while its database takes nothing', () => {
  test('closes its readings after a second, without an ending that nobody has kept, and is done after eight', async () => {
    const clock = new FakeClock(new Date());
    const app = newApp('test-key', clock);
    const run = await askBody(app, { prompt: 'Why?', models: ['test/hangs'] });
    await app.persistence.findComparison(run.comparison);
    const text = textOf(readLiveRun(app, run));
    await nextEvent(run, (event) => event.type === 'start');
    app.persistence.appendEntries = () => new Promise(() => {});
    app.persistence.close = () => new Promise(() => {});
    let done = false;
    const left = leave(app).then(() => {
      done = true;
    });
    await clock.advance(1000);
    const read = await text;
    expect(read).toContain(': leaving\n\n');
    expect(read).not.toContain('interrupted');
    await clock.advance(6999);
    expect(done).toBe(false);
    await clock.advance(1);
    await left;
    expect(done).toBe(true);
  });
});

describe('on a signal', () => {
  /** A process that has listeners of somebody else's, and what happens to it. */
  function aProcess(leave: () => Promise<void>, { others = true } = {}) {
    const clock = new FakeClock();
    const happened: string[] = [];
    const listeners = new Map<string, () => void>();
    leaveOnSignals(leave, {
      listeners: (signal) => (others ? [() => happened.push(`others ${signal} at ${clock.now()}`)] : []),
      replaceListeners: (signal, listener) => listeners.set(signal, listener),
      exit: (status) => happened.push(`exit ${status} at ${clock.now()}`),
      after: (ms, fire) => clock.after(ms, fire),
      now: () => clock.now(),
    });
    return { clock, happened, send: (signal: string) => listeners.get(signal)?.() };
  }

  const never = () => new Promise<void>(() => {});

  test.each([
    ['SIGTERM', 143],
    ['SIGINT', 130],
  ])(
    '%s leaves first, gives the signal to the others then, and ends although they never do',
    async (signal, status) => {
      const left = deferred();
      const { clock, happened, send } = aProcess(() => left.promise);
      send(signal);
      await clock.advance(100);
      expect(happened).toEqual([]);
      left.resolve();
      await settle();
      expect(happened).toEqual([`others ${signal} at 100`]);
      await clock.advance(1500);
      expect(happened.at(1)).toBe(`exit ${status} at 1600`);
    },
  );

  test('a process that has no other listeners ends when it has left', async () => {
    const { happened, send } = aProcess(async () => {}, { others: false });
    send('SIGTERM');
    await settle();
    expect(happened).toEqual(['exit 143 at 0']);
  });

  test('a process that cannot leave ends within ten seconds', async () => {
    const { clock, happened, send } = aProcess(never);
    send('SIGTERM');
    await clock.advance(10_000);
    expect(happened).toEqual(['exit 143 at 9500']);
  });

  test.each([
    [1000, 1000],
    [20, 250],
  ])('a second signal after %i ms ends it at %i ms: sooner it may be the first, sent twice', async (second, ended) => {
    const { clock, happened, send } = aProcess(never);
    send('SIGTERM');
    await clock.advance(second);
    send('SIGINT');
    await clock.advance(ended - second);
    expect(happened).toEqual([`exit 130 at ${ended}`]);
  });
});
