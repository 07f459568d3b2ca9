import { beforeEach, describe, expect, test } from 'vitest';
import { selectAnswers } from '@/lib/comparison/selected-answers';
import type { Persistence } from '@/lib/persistence/persistence';
import type { LiveRun } from '@/lib/run/live-run';
import type { App } from '@/lib/service/app';
import { loadComparison } from '@/lib/service/load-comparison';
import { decodeEntry } from '../support/decode-entry';
import { FakeClock } from '../support/fake-clock';
import { askBody, readToEnd, retry } from '../support/test-app';
import { testApps } from '../support/test-apps';

const newApp = testApps();
let app: App;
let first: LiveRun;
beforeEach(async () => {
  app = newApp();
  first = await askBody(app, { prompt: 'Why?', models: ['test/words-3', 'test/words-3'] });
  await readToEnd(app, first);
  await first.settled;
});

/** What makes a run of a comparison that is there, and how the database is asked to add it. */
const MAKERS: [name: string, adds: 'addTurn' | 'addAttempts', make: () => Promise<LiveRun>][] = [
  ['a follow-up', 'addTurn', () => askBody(app, { comparison: first.comparison, prompt: 'And?' })],
  ['a retry', 'addAttempts', () => retry(app, first.id, ['A', 'B'])],
];

/** From now on the database fails whatever it is asked, until it is back. */
function lose(persistence: Persistence): { back(): void } {
  const own = persistence as unknown as Record<string, unknown>;
  const names = [
    'addAttempts',
    'addTurn',
    'appendEntries',
    'beat',
    'claimRun',
    'endRun',
    'findComparison',
    'findRun',
    'noteReader',
    'probe',
    'readEntries',
    'readWithin',
    'requestStop',
    'activeRuns',
    'stopRequests',
    'findOwner',
  ];
  const before = names.map((name) => [name, Object.getOwnPropertyDescriptor(own, name)] as const);
  for (const name of names) {
    Object.defineProperty(own, name, {
      configurable: true,
      value: async () => {
        throw new Error('the database is away');
      },
    });
  }
  return {
    back: () => {
      for (const [name, descriptor] of before) {
        Reflect.deleteProperty(own, name);
        if (descriptor) Object.defineProperty(own, name, descriptor);
      }
    },
  };
}

async function runsOf(comparison: string): Promise<number> {
  const record = await app.persistence.findComparison(comparison);
  return record?.turns.flatMap(({ runs }) => runs).length ?? 0;
}

async function expectAnswered(run: LiveRun): Promise<void> {
  const seen = (await readToEnd(app, run)).map(({ event }) => event);
  expect(seen.filter(({ type }) => type === 'done')).toHaveLength(2);
  await run.settled;
  const kept = await app.persistence.readEntries(run.id);
  expect(kept.map((entry) => decodeEntry(entry).event)).toEqual(seen);
}

describe.each(MAKERS)('%s', (_, adds, make) => {
  test('is begun once it is made, though the database is away from then on', async () => {
    const { persistence } = app;
    const add = persistence[adds].bind(persistence) as (...args: unknown[]) => Promise<unknown>;
    let lost = { back: () => {} };
    Object.defineProperty(persistence, adds, {
      configurable: true,
      value: async (...args: unknown[]) => {
        const added = await add(...args);
        Reflect.deleteProperty(persistence, adds);
        lost = lose(persistence);
        return added;
      },
    });
    const run = await make();
    expect(run.log.appended()[0]?.json).toContain('"type":"run"');
    lost.back();
    await expectAnswered(run);
    expect(await runsOf(first.comparison)).toBe(2);
  });

  test('is begun where the database has kept it and lost the answer', async () => {
    const { persistence } = app;
    const add = persistence[adds].bind(persistence) as (...args: unknown[]) => Promise<unknown>;
    Object.defineProperty(persistence, adds, {
      configurable: true,
      value: async (...args: unknown[]) => {
        await add(...args);
        throw new Error('the connection was lost');
      },
    });
    await expectAnswered(await make());
    expect(await runsOf(first.comparison)).toBe(2);
  });

  test('is neither made nor begun where the database has not taken it, and can be asked again', async () => {
    const { persistence } = app;
    Object.defineProperty(persistence, adds, {
      configurable: true,
      value: async () => {
        throw new Error('the disk is full');
      },
    });
    await expect(make()).rejects.toThrow('the disk is full');
    expect(await runsOf(first.comparison)).toBe(1);
    Reflect.deleteProperty(persistence, adds);
    await expectAnswered(await make());
    expect(await runsOf(first.comparison)).toBe(2);
  });

  test('is neither made nor begun where the database is away from the first, and can be asked again', async () => {
    const lost = lose(app.persistence);
    await expect(make()).rejects.toThrow('the database is away');
    lost.back();
    expect(await runsOf(first.comparison)).toBe(1);
    await expectAnswered(await make());
  });
});

test('a follow-up that was made while the database could tell nothing is shown, and can be retried', async () => {
  const clock = new FakeClock();
  app = { ...newApp('test-key', clock) };
  first = await askBody(app, { prompt: 'Why?', models: ['test/words-3'] });
  await readToEnd(app, first);
  await first.settled;
  const { persistence } = app;
  const addTurn = persistence.addTurn.bind(persistence);
  let lost = { back: () => {} };
  persistence.addTurn = async (...args) => {
    await addTurn(...args);
    persistence.addTurn = addTurn;
    lost = lose(persistence);
    throw new Error('the connection was lost');
  };
  await expect(askBody(app, { comparison: first.comparison, prompt: 'And?' })).rejects.toThrow('connection was lost');
  lost.back();

  const look = async () => {
    const view = await loadComparison(app, first.comparison);
    return view && selectAnswers(view.record, view.state).find(({ turn }) => turn.turn === 2)?.answer;
  };
  for (let looks = 0; looks < 10 && (await look()) === undefined; looks++) await clock.advance(2000);
  expect(await look()).toMatchObject({ phase: 'failed', failure: { code: 'interrupted' } });
  const record = await persistence.findComparison(first.comparison);
  const run = record?.turns[1]?.runs[0]?.run ?? '';
  await readToEnd(app, await retry(app, run, ['A']));
  expect(await look()).toMatchObject({ phase: 'done', attempt: 2 });
});
