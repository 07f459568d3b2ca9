import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { figuresOf } from '@/lib/comparison/figures';
import { latestAnswer } from '@/lib/comparison/state';
import type { Lane } from '@/lib/protocol/lane';
import type { LiveRun } from '@/lib/run/live-run';
import type { App } from '@/lib/service/app';
import { type Engine, type EngineAnswer, startEngine } from '../support/engines/server';
import { ollama } from '../support/engines/shapes';
import { FakeClock } from '../support/fake-clock';
import { deferred } from '../support/openrouter/deferred';
import { type OpenRouterStandIn, startOpenRouter } from '../support/openrouter/server';
import {
  askBody,
  createTestApp,
  eventsOf,
  foldOf,
  hurryRetries,
  nextEvent,
  readToEnd,
  retry,
} from '../support/test-app';

let standIn: OpenRouterStandIn;
let engine: Engine;
beforeEach(async () => {
  standIn = await startOpenRouter();
  engine = await startEngine(['llama3.3:latest']);
  engine.answer = () => ollama('llama3.3:latest');
});
afterEach(() => Promise.all([standIn.close(), engine.close()]));

const LLAMA = 'ollama:llama3.3:latest';

function appWith(atOnce: number | null, clock?: FakeClock): App {
  const source = { id: 'ollama', name: 'My Ollama', baseUrl: engine.baseUrl, key: null, models: null, atOnce };
  return createTestApp(standIn, clock, null, undefined, { sources: [source] });
}

const piece = (content: string) => ({ choices: [{ delta: { content } }] });

/** An answer that goes on when it is told to. */
function held(): { answer: EngineAnswer; resolve(): void } {
  const { promise, resolve } = deferred();
  return { answer: { frames: [piece('Deep '), promise, piece('blue.'), '[DONE]'] }, resolve: () => resolve() };
}

const of = (run: LiveRun, lane: Lane) => eventsOf(run).filter((event) => 'lane' in event && event.lane === lane);
const typesOf = (run: LiveRun, lane: Lane) => of(run, lane).map(({ type }) => type);

async function answersOf(app: App, run: LiveRun) {
  const state = foldOf(run, await readToEnd(app, run));
  return (lane: Lane) => {
    const answer = latestAnswer(state, 1, lane);
    if (!answer) throw new Error('the lane was asked');
    return answer;
  };
}

describe('lanes of a source that answers one at a time', () => {
  test('start together, never overlap there, and are not in the sum of the run', async () => {
    const app = appWith(1);
    const run = await askBody(app, { prompt: 'Why?', models: [LLAMA, LLAMA, LLAMA, 'demo/quick'] });
    const answerOf = await answersOf(app, run);
    const [a, b, c] = [answerOf('A'), answerOf('B'), answerOf('C')];
    expect([a, b, c].map(({ phase, startedAt, text }) => [phase, startedAt === a.startedAt, text])).toEqual(
      Array(3).fill(['done', true, 'Deep blue.']),
    );
    expect(engine.chats).toHaveLength(3);
    expect(engine.mostAtOnce).toBe(1);
    expect(a.queue).toBeNull();
    const endOf = (answer: typeof a) => ('endedAt' in answer ? answer.endedAt : Number.NaN);
    expect(b.queue?.to).toBeGreaterThanOrEqual(endOf(a));
    expect(c.queue?.to).toBeGreaterThanOrEqual(endOf(b));
    expect(typesOf(run, 'B').slice(0, 3)).toEqual(['start', 'queued', 'called']);
    const demo = answerOf('D');
    expect(eventsOf(run).at(-1)).toMatchObject({ oneAfterAnother: endOf(a) + endOf(demo) - 2 * a.startedAt });
  });

  test('are asked at once where the source is not limited, and as many as its limit says', async () => {
    for (const [atOnce, most] of [
      [null, 3],
      [2, 2],
    ] as const) {
      const answers = [held(), held(), held()];
      engine.mostAtOnce = 0;
      engine.chats.length = 0;
      engine.answer = () => answers[engine.chats.length - 1]?.answer ?? { status: 500, json: {} };
      const app = appWith(atOnce);
      const run = await askBody(app, { prompt: 'Why?', models: [LLAMA, LLAMA, LLAMA] });
      const reading = readToEnd(app, run);
      for (let nth = 0; nth < most; nth++) {
        await nextEvent(run, (event) => event.type === 'chunk' && event.lane === 'ABC'[nth]);
      }
      expect(engine.chats).toHaveLength(most);
      for (const { resolve } of answers) resolve();
      await reading;
      expect(engine.mostAtOnce).toBe(most);
    }
  });

  test('wait for those of other runs too', async () => {
    const first = held();
    engine.answer = () => (engine.chats.length === 1 ? first.answer : ollama('llama3.3:latest'));
    const app = appWith(1);
    const one = await askBody(app, { prompt: 'Why?', models: [LLAMA] });
    await nextEvent(one, (event) => event.type === 'chunk');
    const two = await askBody(app, { prompt: 'And?', models: [LLAMA] });
    await nextEvent(two, (event) => event.type === 'queued');
    expect(engine.chats).toHaveLength(1);
    first.resolve();
    const answerOf = await answersOf(app, two);
    expect(answerOf('A')).toMatchObject({ phase: 'done', text: 'Deep blue.' });
    expect(engine.mostAtOnce).toBe(1);
  });

  test('are never called if they are stopped before, and let the next one go if they are stopped later', async () => {
    const first = held();
    engine.answer = () => (engine.chats.length === 1 ? first.answer : ollama('llama3.3:latest'));
    const app = appWith(1);
    const run = await askBody(app, { prompt: 'Why?', models: [LLAMA, LLAMA, LLAMA] });
    await nextEvent(run, (event) => event.type === 'chunk' && event.lane === 'A');
    run.stop('B');
    await nextEvent(run, (event) => event.type === 'done' && event.lane === 'B');
    expect(engine.chats).toHaveLength(1);
    run.stop('A');
    const answerOf = await answersOf(app, run);
    expect(answerOf('B')).toMatchObject({ phase: 'stopped', queue: { to: null } });
    expect(typesOf(run, 'B')).toEqual(['start', 'queued', 'done']);
    expect(answerOf('A')).toMatchObject({ phase: 'stopped', text: 'Deep ' });
    expect(answerOf('C')).toMatchObject({ phase: 'done', text: 'Deep blue.' });
    expect(engine.chats).toHaveLength(2);
    expect(engine.mostAtOnce).toBe(1);
  });

  test('have all the time of a try once they are called, however long they were queued', async () => {
    const clock = new FakeClock();
    const [half, rest] = [deferred(), deferred()];
    const slow = { frames: [piece('One '), half.promise, piece('two '), rest.promise, '[DONE]'] };
    const loaded = deferred();
    engine.answer = () => (engine.chats.length === 1 ? slow : { ...ollama('llama3.3:latest'), loaded: loaded.promise });
    const app = appWith(1, clock);
    const run = await askBody(app, { prompt: 'Why?', models: [LLAMA, LLAMA] });
    const reading = answersOf(app, run);
    await nextEvent(run, (event) => event.type === 'chunk');
    await clock.advance(50_000);
    half.resolve();
    const second = nextEvent(run, (event) => event.type === 'chunk' && event.content === 'two ');
    await clock.advanceUntil(second, 16);
    await clock.advance(50_000);
    rest.resolve();
    await nextEvent(run, (event) => event.type === 'called');
    // The model is loaded first.
    await clock.advance(20_000);
    loaded.resolve();
    await nextEvent(run, (event) => event.type === 'reasoning');
    await clock.advanceUntil(reading, 16);
    const answer = (await reading)('B');
    expect(answer).toMatchObject({ phase: 'done', text: 'Deep blue.', queue: { from: 0 } });
    const { queue, wait } = figuresOf(answer, null);
    expect(queue).toBeGreaterThanOrEqual(100_000);
    expect(wait).toBe(20_000);
  });

  test('keep their place while they are tried again', async () => {
    const clock = new FakeClock();
    engine.answer = () =>
      engine.chats.length === 1 ? { status: 503, json: { error: 'loading' } } : ollama('llama3.3:latest');
    const app = appWith(1, clock);
    const run = await askBody(app, { prompt: 'Why?', models: [LLAMA, LLAMA] });
    hurryRetries(run, clock);
    const answerOf = await answersOf(app, run);
    expect(answerOf('A')).toMatchObject({ phase: 'done', tries: [{ try: 2, failure: { status: 503 } }] });
    const order = eventsOf(run).flatMap((event) =>
      event.type === 'retry' || event.type === 'called' || event.type === 'done' ? [`${event.lane} ${event.type}`] : [],
    );
    expect(order).toEqual(['A retry', 'A done', 'B called', 'B done']);
  });

  test('are queued again by a retry, also one of several lanes', async () => {
    const app = appWith(1);
    const run = await askBody(app, { prompt: 'Why?', models: [LLAMA, LLAMA] });
    await readToEnd(app, run);
    const again = await retry(app, run.id, ['A', 'B']);
    const answerOf = await answersOf(app, again);
    expect(answerOf('B')).toMatchObject({ attempt: 2, phase: 'done', queue: { from: expect.any(Number) } });
    expect(engine.mostAtOnce).toBe(1);
  });
});
