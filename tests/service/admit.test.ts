import { beforeAll, describe, expect, test } from 'vitest';
import { Refusal } from '@/lib/service/refusal';
import type { VisitorSession } from '@/lib/session/session';
import { startEngine } from '../support/engines/server';
import { FakeClock } from '../support/fake-clock';
import { deferred } from '../support/openrouter/deferred';
import { hangs } from '../support/openrouter/scripts';
import { type OpenRouterStandIn, startOpenRouter } from '../support/openrouter/server';
import { askBody, createTestApp, nextEvent, readToEnd } from '../support/test-app';

let standIn: OpenRouterStandIn;
beforeAll(async () => {
  standIn = await startOpenRouter();
  standIn.script('test/waits', hangs('Wait'));
  return () => standIn.close();
});

const limits = { comparisonsPerMinute: 3, runsAtOnce: 0, proxyHops: 0, onVercel: false };
const appWith = (own: Partial<typeof limits>, clock?: FakeClock) =>
  createTestApp(standIn, clock, 'test-key', undefined, { limits: { ...limits, ...own } });
const known = (visitor: string, address: string | null = null): VisitorSession => ({ visitor, key: null, address });
const fresh = (visitor: string, address: string | null = null): VisitorSession => ({
  ...known(visitor, address),
  isNew: true,
});

/** @returns the code of each refusal, null for what was started. */
function ask(app: ReturnType<typeof appWith>, sessions: readonly VisitorSession[]) {
  return Promise.all(
    sessions.map((session) =>
      askBody(app, { prompt: 'Why?', models: ['test/waits'] }, session).then(
        (run) => {
          run.stop();
          return null;
        },
        (error) => (error instanceof Refusal ? error.problem.code : error),
      ),
    ),
  );
}

const started = (results: readonly unknown[]) => results.filter((result) => result === null).length;

describe('asks in a minute', () => {
  test('are exactly as many as the limit of a browser, and the refusal says when to go on', async () => {
    const clock = new FakeClock();
    const app = appWith({}, clock);
    expect(
      started(
        await ask(
          app,
          Array.from({ length: 50 }, () => known('one')),
        ),
      ),
    ).toBe(3);
    expect(await ask(app, [known('two')])).toEqual([null]);
    await clock.advance(20_000);
    const refused = await askBody(app, { prompt: 'Why?', models: ['test/waits'] }, known('one')).catch(
      (error) => error,
    );
    expect(refused).toMatchObject({ retryAfter: 40, problem: { status: 429, code: 'too-many-requests' } });
    expect(refused.message).toMatch('try again in 40 s');
    await clock.advance(40_000);
    expect(await ask(app, [known('one')])).toEqual([null]);
  });

  test('are counted by address, too, where it is known: new cookies help nobody', async () => {
    const app = appWith({});
    const browsers = Array.from({ length: 10 }, (_, index) => fresh(`new ${index}`, '192.0.2.1'));
    expect(started(await ask(app, browsers))).toBe(3);
    expect(await ask(app, [fresh('neighbour', '192.0.2.2')])).toEqual([null]);
  });

  test('of all new visitors together are ten times as many, where no address is known', async () => {
    const app = appWith({});
    const browsers = Array.from({ length: 40 }, (_, index) => fresh(`new ${index}`));
    expect(started(await ask(app, browsers))).toBe(30);
    expect(await ask(app, [known('old')]), 'who has come before is not held up').toEqual([null]);
  });
});

describe('runs at once', () => {
  test('are exactly as many as the limit, and a run that ends makes room', async () => {
    const app = appWith({ comparisonsPerMinute: 0, runsAtOnce: 2 });
    const results = await Promise.all(
      Array.from({ length: 10 }, () =>
        askBody(app, { prompt: 'Why?', models: ['test/waits'] }, known('one')).catch((error: Refusal) => error),
      ),
    );
    const runs = results.flatMap((result) => (result instanceof Refusal ? [] : [result]));
    expect(runs).toHaveLength(2);
    expect(results.filter((result) => result instanceof Refusal)).toMatchObject(
      Array.from({ length: 8 }, () => ({ retryAfter: 5, problem: { status: 429, code: 'too-many-runs' } })),
    );
    const [first] = runs;
    first?.stop();
    await first?.settled;
    await expect.poll(() => ask(app, [known('one')])).toEqual([null]);
    for (const run of runs) run.stop();
  });

  test('count a run as long as it lasts, also one of an engine that LANE_SECONDS does not end', async () => {
    const clock = new FakeClock();
    const engine = await startEngine(['llama3.3:latest']);
    const [half, rest] = [deferred(), deferred()];
    const piece = (content: string) => ({ choices: [{ delta: { content } }] });
    engine.answer = () => ({ frames: [piece('One '), half.promise, piece('two '), rest.promise, '[DONE]'] });
    const own = { id: 'ollama', name: 'My Ollama', baseUrl: engine.baseUrl, key: null, models: null, atOnce: 1 };
    const settings = { sources: [own], laneMs: 20_000, limits: { ...limits, runsAtOnce: 1 } };
    const app = createTestApp(standIn, clock, 'test-key', undefined, settings);
    const run = await askBody(app, { prompt: 'Why?', models: ['ollama:llama3.3:latest'] }, known('one'));
    const reading = readToEnd(app, run);
    await nextEvent(run, (event) => event.type === 'chunk');
    await clock.advance(50_000);
    half.resolve();
    await clock.advanceUntil(
      nextEvent(run, (event) => event.type === 'chunk' && event.content === 'two '),
      16,
    );
    await clock.advance(50_000);
    expect(await ask(app, [known('one')])).toEqual(['too-many-runs']);
    rest.resolve();
    await clock.advanceUntil(reading, 16);
    await expect.poll(() => ask(app, [known('one')])).toEqual([null]);
    await engine.close();
  });

  test('a refused request takes no slot', async () => {
    const app = appWith({ comparisonsPerMinute: 0, runsAtOnce: 1 });
    const unknown = askBody(app, { prompt: 'Why?', models: ['unknown'.concat('/model')] }, known('one'));
    await expect(unknown).rejects.toThrow('no model named');
    await expect.poll(() => ask(app, [known('one')])).toEqual([null]);
  });
});

test('requests pass uncounted while the database is away', async () => {
  const app = appWith({ comparisonsPerMinute: 1, runsAtOnce: 1 });
  app.persistence.takeFromCounters = () => Promise.reject(new Error('away'));
  app.persistence.takeRunSlots = () => Promise.reject(new Error('away'));
  expect(started(await ask(app, [known('one'), known('one')]))).toBe(2);
});
