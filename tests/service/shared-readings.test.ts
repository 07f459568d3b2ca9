import { afterEach, describe, expect, test, vi } from 'vitest';
import { project } from '@/lib/comparison/project';
import type { Persistence } from '@/lib/persistence/persistence';
import { type EncodedEntry, encodeEntry, encodeFrame } from '@/lib/protocol/frames';
import { Departure } from '@/lib/run/departure';
import { OpenLogs } from '@/lib/run/open-logs';
import { readLog } from '@/lib/run/read-log';
import type { ReadableLog } from '@/lib/run/run-log';
import { readRun, readSharedRun } from '@/lib/service/read-run';
import { projectedLog } from '@/lib/service/share-log';
import { FakeClock, settle } from '../support/fake-clock';
import { runRecord } from '../support/records';
import { runEvents } from '../support/run-frames';
import { askBody, makeLink, nextEvent, SESSION } from '../support/test-app';
import { testApps } from '../support/test-apps';

const newApp = testApps();

afterEach(() => vi.restoreAllMocks());

/** Counts what is asked of a database, and tells when it has answered everything. */
function counted(persistence: Persistence) {
  const asked: string[] = [];
  const underWay = new Set<Promise<unknown>>();
  const counting = new Proxy(persistence, {
    get(target, name: string) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]) => {
        asked.push(name);
        const answer: Promise<unknown> = value.apply(target, args);
        underWay.add(answer);
        const done = () => underWay.delete(answer);
        answer.then(done, done);
        return answer;
      };
    },
  });
  const idle = async () => {
    await settle();
    while (underWay.size > 0) {
      await Promise.allSettled(underWay);
      await settle();
    }
  };
  return { asked, counting, idle };
}

describe.each(['spectators', 'readers'] as const)('100 %s of a run that another process runs', (kind) => {
  test('ask the database as often as one of them, and each gets every byte', async () => {
    const owner = newApp();
    const live = await askBody(owner, { prompt: 'Why?', models: ['test/words-3', 'test/hangs'] });
    await nextEvent(live, (event) => event.type === 'done');
    const slug = await makeLink(owner, live.comparison);

    async function follow(count: number) {
      const clock = new FakeClock(new Date());
      const { asked, counting, idle } = counted(owner.persistence);
      const app = newApp('test-key', clock, counting);
      // They come before the first of them is let in.
      const opening = Array.from({ length: count }, () =>
        kind === 'spectators'
          ? readSharedRun(app, slug, live.id, { sequence: 0 })
          : readRun(app, SESSION, live.id, { sequence: 0 }),
      );
      const opened = Promise.all(opening);
      await idle();
      const openedBy = asked.length;
      const texts = (await opened).map((stream) => new Response(stream).text());
      for (let ms = 0; ms < 10_000; ms += 100) {
        await clock.advance(100);
        await idle();
      }
      return { app, clock, idle, texts, openedBy, followedBy: asked.slice(openedBy).sort() };
    }

    const single = await follow(1);
    const many = await follow(100);
    expect(many.followedBy).toEqual(single.followedBy);
    expect(many.followedBy.length).toBeGreaterThan(50);
    // Whether a reader is the author is asked for each: where the run is, and whose that comparison.
    expect(many.openedBy).toBe(kind === 'spectators' ? single.openedBy : single.openedBy + 2 * 99);

    live.stop();
    await live.settled;
    for (const { clock, idle, texts } of [single, many]) {
      let over = false;
      const all = Promise.all(texts).finally(() => {
        over = true;
      });
      while (!over) {
        await clock.advance(100);
        await idle();
      }
      const framesIn = (text: string) => text.split('\n\n').filter((frame) => frame.startsWith('id: '));
      const [first = '', ...others] = (await all).map((text) => framesIn(text).join('\n\n'));
      expect(first).toContain('"type":"end"');
      for (const text of others) expect(text).toBe(first);
      expect(clock.pending).toBe(0);
    }
  });
});

describe('100 spectators of a log', () => {
  test('have each event parsed, projected and encoded once, and get its frame and no other byte', async () => {
    const EVENTS = runEvents('r', { A: ['a1', 'a2'], B: ['b1'], C: ['c1', 'c2', 'c3'] });
    let texts = 0;
    const entries = EVENTS.map((event, index): EncodedEntry => {
      const { sequence, json } = encodeEntry(index + 1, event);
      return {
        sequence,
        get json() {
          texts += 1;
          return json;
        },
      };
    });
    const whole: ReadableLog = {
      entriesAfter: (sequence) => entries.slice(sequence),
      complete: true,
      unsaved: false,
      settled: true,
      elapsed: () => 0,
      onRelease: () => () => {},
    };
    const audience = project({ kind: 'spectator', slug: 'slug', title: null, turns: [] });
    const openLogs = new OpenLogs();
    const parse = vi.spyOn(JSON, 'parse');
    const stringify = vi.spyOn(JSON, 'stringify');
    const opened = await Promise.all(
      Array.from({ length: 100 }, () =>
        openLogs.join('r', async () => projectedLog(whole, audience, runRecord('r', 'A1'))),
      ),
    );
    const context = { clock: new FakeClock(), departure: new Departure() };
    const streams = opened.map(({ log, onClose }) => readLog(log, 0, context, onClose));
    const received = await Promise.all(streams.map((stream) => new Response(stream).text()));

    const visible = opened[0]?.log.entriesAfter(0) ?? [];
    expect([texts, parse.mock.calls.length, stringify.mock.calls.length]).toEqual([
      EVENTS.length,
      EVENTS.length,
      visible.length,
    ]);
    const opening = /^: now 0 *\n\n/;
    for (const text of received) expect(text.replace(opening, '')).toBe(visible.map(encodeFrame).join(''));
  });

  test('of which each that leaves closes it for itself, and the last for good', async () => {
    const openLogs = new OpenLogs();
    let opens = 0;
    const open = async () => {
      opens += 1;
      return {} as ReadableLog;
    };
    const [first, second] = await Promise.all([openLogs.join('r', open), openLogs.join('r', open)]);
    first.onClose();
    await openLogs.join('r', open).then((third) => third.onClose());
    expect(opens).toBe(1);
    second.onClose();
    await openLogs.join('r', open);
    expect(opens).toBe(2);
  });

  test('are all told when it cannot be opened, and it is tried again for who comes later', async () => {
    const openLogs = new OpenLogs();
    const away = () => Promise.reject(new Error('away'));
    const outcomes = await Promise.allSettled([openLogs.join('r', away), openLogs.join('r', away)]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    const log = {} as ReadableLog;
    expect((await openLogs.join('r', async () => log)).log).toBe(log);
  });
});
