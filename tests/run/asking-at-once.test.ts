import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { latestAnswer } from '@/lib/comparison/state';
import { FakeClock } from '../support/fake-clock';
import { deferred } from '../support/openrouter/deferred';
import { answers, every, finishes, hangs, says, until, waits } from '../support/openrouter/scripts';
import { type OpenRouterStandIn, startOpenRouter } from '../support/openrouter/server';
import { askBody, createTestApp, eventsOf, foldOf, nextEvent, readToEnd } from '../support/test-app';

let standIn: OpenRouterStandIn;
beforeAll(async () => {
  standIn = await startOpenRouter();
});
afterAll(() => standIn.close());
beforeEach(() => standIn.forget());

describe('asking at once', () => {
  test('three models of 5, 6 and 7 units finish in 7, where one after another takes 18', async () => {
    const unit = 100;
    const models = [5, 6, 7].map((units) => {
      const model = `units/${units}`;
      standIn.script(model, [
        ...every(unit, says(...Array.from({ length: units }, () => 'tick '))),
        waits(unit),
        finishes(),
      ]);
      return model;
    });
    const app = createTestApp(standIn);
    const run = await askBody(app, { prompt: 'Why?', models });
    const events = (await readToEnd(app, run)).map(({ event }) => event);

    const kinds = events.map(({ type }) => type);
    expect(kinds.slice(0, 4)).toEqual(['run', 'start', 'start', 'start']);
    expect(kinds.lastIndexOf('start')).toBeLessThan(kinds.indexOf('chunk'));
    const end = events.at(-1);
    if (end?.type !== 'end') throw new Error('a run ends in its end event');
    // biome-ignore lint/suspicious/noConsole: the ratio is what this test is for.
    console.info(
      `together ${end.together} ms, one after another ${end.oneAfterAnother} ms: ${end.speedup.toFixed(2)}×`,
    );
    // 18 ÷ 7 = 2.57; what is on top of the units is the machine's, and is the same in both sums.
    expect(end.speedup).toBeGreaterThan(2);
    expect(end.speedup).toBeLessThanOrEqual(3);
    expect(kinds.filter((kind) => kind === 'done')).toHaveLength(3);
  });

  test('each upstream request arrives before any of them has answered', async () => {
    const go = deferred();
    const models = ['at-once/a', 'at-once/b', 'at-once/c', 'at-once/d'];
    for (const model of models) standIn.script(model, [until(go.promise), ...answers('Yes.')]);
    const app = createTestApp(standIn);
    const run = await askBody(app, { prompt: 'Why?', models });
    const requests = await standIn.waitForRequests(models.length);
    expect(requests.map((request) => request.answeredAt)).toEqual(models.map(() => undefined));
    go.resolve();
    await readToEnd(app, run);
    const lastArrival = Math.max(...requests.map((request) => request.receivedAt));
    expect(Math.min(...requests.map((request) => request.answeredAt ?? 0))).toBeGreaterThan(lastArrival);
  });

  test('chunks of the lanes come interleaved, not lane by lane', async () => {
    for (const model of ['mix/a', 'mix/b'])
      standIn.script(model, [...every(25, says('1', '2', '3', '4', '5', '6')), finishes()]);
    const app = createTestApp(standIn);
    const run = await askBody(app, { prompt: 'Why?', models: ['mix/a', 'mix/b'] });
    const lanes = (await readToEnd(app, run)).flatMap(({ event }) => (event.type === 'chunk' ? [event.lane] : []));
    const changes = lanes.filter((lane, index) => index > 0 && lane !== lanes[index - 1]).length;
    expect(changes).toBeGreaterThan(1);
  });

  test('the same model may sit in two lanes, each with its own answer', async () => {
    let asked = 0;
    standIn.script('twice/model', () => answers(`Answer ${++asked}`));
    const app = createTestApp(standIn);
    const run = await askBody(app, { prompt: 'Why?', models: ['twice/model', 'twice/model'] });
    const state = foldOf(run, await readToEnd(app, run));
    const texts = [latestAnswer(state, 1, 'A')?.text, latestAnswer(state, 1, 'B')?.text];
    expect(texts.sort()).toEqual(['Answer 1', 'Answer 2']);
  });

  test('a flood in one lane drops, reorders and mislabels nothing of another', async () => {
    const flood = Array.from({ length: 20_000 }, (_, index) => `${index} `);
    standIn.script('flood/model', { steps: answers(...flood), bytes: { together: true } });
    standIn.script('calm/model', [...every(5, says(...'abcdefghij')), finishes()]);
    const app = createTestApp(standIn);
    const run = await askBody(app, { prompt: 'Why?', models: ['flood/model', 'calm/model'] });
    const state = foldOf(run, await readToEnd(app, run));
    expect(latestAnswer(state, 1, 'A')?.text).toBe(flood.join(''));
    expect(latestAnswer(state, 1, 'B')?.text).toBe('abcdefghij');
  });
});

describe('a lane that is stopped', () => {
  test('closes its upstream socket, keeps its text, and leaves the others talking', async () => {
    const go = deferred();
    standIn.script('stop/me', hangs('Half '));
    standIn.script('goes/on', [...says('First '), until(go.promise), ...answers('second.')]);
    const app = createTestApp(standIn);
    const run = await askBody(app, { prompt: 'Why?', models: ['stop/me', 'goes/on'] });
    const whole = readToEnd(app, run);
    await nextEvent(run, (event) => event.type === 'chunk' && event.lane === 'A');
    run.stop('A');
    const request = standIn.requests.find(({ model }) => model === 'stop/me');
    await request?.closed;
    expect(request?.clientClosed).toBe(true);
    go.resolve();
    const state = foldOf(run, await whole);
    expect(latestAnswer(state, 1, 'A')).toMatchObject({ phase: 'stopped', text: 'Half ' });
    expect(latestAnswer(state, 1, 'B')).toMatchObject({ phase: 'done', text: 'First second.' });
  });

  test('while it waits for its next try makes no further request', async () => {
    const clock = new FakeClock();
    standIn.script('stop/retry', [{ type: 'answer', status: 502, body: {} }]);
    const app = createTestApp(standIn, clock);
    const run = await askBody(app, { prompt: 'Why?', models: ['stop/retry'] });
    await nextEvent(run, (event) => event.type === 'retry');
    run.stop();
    await run.ended;
    await clock.advance(10_000);
    expect(standIn.requests).toHaveLength(1);
    expect(clock.pending).toBe(0);
  });
});

describe('a run that nobody reads', () => {
  test('is stopped after the grace and kept as stopped', async () => {
    const clock = new FakeClock();
    standIn.script('orphan/model', hangs('Half '));
    const app = createTestApp(standIn, clock);
    const run = await askBody(app, { prompt: 'Why?', models: ['orphan/model'] });
    await nextEvent(run, (event) => event.type === 'chunk');
    await clock.advance(60_000 - 1);
    expect(eventsOf(run).some(({ type }) => type === 'done')).toBe(false);
    await clock.advance(1);
    await run.ended;
    const state = foldOf(run, await readToEnd(app, run));
    expect(latestAnswer(state, 1, 'A')).toMatchObject({ phase: 'stopped', text: 'Half ' });
  });

  test('is left alone while one reader is there', async () => {
    const clock = new FakeClock();
    const go = deferred();
    standIn.script('watched/model', [...says('Half '), until(go.promise), ...answers('whole.')]);
    const app = createTestApp(standIn, clock);
    const run = await askBody(app, { prompt: 'Why?', models: ['watched/model'] });
    const whole = readToEnd(app, run);
    await nextEvent(run, (event) => event.type === 'chunk');
    await clock.advance(59_000);
    go.resolve();
    expect(latestAnswer(foldOf(run, await whole), 1, 'A')).toMatchObject({ phase: 'done', text: 'Half whole.' });
  });
});
