import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { latestAnswer } from '@/lib/comparison/state';
import { LIMITS } from '@/lib/run/start-try';
import { FakeClock } from '../support/fake-clock';
import { FAILURES } from '../support/openrouter/failures';
import type { Script } from '../support/openrouter/script';
import { answers, comments, finishes, hangs, says, written } from '../support/openrouter/scripts';
import { type OpenRouterStandIn, startOpenRouter } from '../support/openrouter/server';
import { askBody, createTestApp, eventsOf, foldOf, hurryRetries, nextEvent, readToEnd } from '../support/test-app';

let standIn: OpenRouterStandIn;
beforeAll(async () => {
  standIn = await startOpenRouter();
  standIn.script('healthy/model', answers('All ', 'is ', 'well.'));
});
afterAll(() => standIn.close());

describe('a failing lane beside a healthy one', () => {
  test.each(FAILURES)('$name', async ({ name, script, expected, text, asked }) => {
    // The clock stands still unless a retry's delay is waited for: the healthy lane cannot have waited for anything.
    const clock = new FakeClock();
    const model = `failing/${name.replace(/[^a-z0-9]+/gi, '-')}`;
    standIn.script(model, script);
    const app = createTestApp(standIn, clock);
    const run = await askBody(app, { prompt: 'Why?', models: [model, 'healthy/model'] });
    const whole = readToEnd(app, run);

    const healthyEnd = await nextEvent(run, (event) => event.type === 'done' && event.lane === 'B');
    expect(healthyEnd.at).toBe(0);
    hurryRetries(run, clock);
    const state = foldOf(run, await whole);

    const failing = latestAnswer(state, 1, 'A');
    expect(failing).toMatchObject({ phase: 'failed', failure: expected, ...(text === undefined ? {} : { text }) });
    const healthy = latestAnswer(state, 1, 'B');
    expect(healthy).toMatchObject({ phase: 'done', text: 'All is well.', endedAt: 0 });
    expect(standIn.requests.filter((request) => request.model === model)).toHaveLength(asked);
    expect(failing?.tries).toHaveLength(asked - 1);
    expect(clock.pending, 'timers left').toBe(0);
  });
});

describe('silence', () => {
  async function askSilent(model: string, script: Script) {
    const clock = new FakeClock();
    standIn.script(model, script);
    const app = createTestApp(standIn, clock);
    const run = await askBody(app, { prompt: 'Why?', models: [model, 'healthy/model'] });
    const whole = readToEnd(app, run);
    await nextEvent(run, (event) => event.type === 'done' && event.lane === 'B');
    return { clock, run, whole };
  }

  test('before any header ends in timed-out after 30 s, and closes the socket', async () => {
    const { clock, run, whole } = await askSilent('silent/headers', hangs());
    await clock.advance(LIMITS.headers - 1);
    expect(eventsOf(run).some((event) => event.type === 'error')).toBe(false);
    await clock.advance(1);
    const answer = latestAnswer(foldOf(run, await whole), 1, 'A');
    expect(answer).toMatchObject({ phase: 'failed', failure: { code: 'timed-out' }, endedAt: LIMITS.headers });
    const request = standIn.requests.find((asked) => asked.model === 'silent/headers');
    await request?.closed;
    expect(request?.clientClosed).toBe(true);
  });

  test('after headers ends in timed-out 60 s after the last sign of life', async () => {
    const { clock, run, whole } = await askSilent('silent/output', [...comments(1), ...hangs()]);
    await nextEvent(run, (event) => event.type === 'queued');
    await clock.advance(LIMITS.firstOutput);
    const answer = latestAnswer(foldOf(run, await whole), 1, 'A');
    expect(answer).toMatchObject({ failure: { code: 'timed-out' }, endedAt: LIMITS.firstOutput });
  });

  test('in mid-stream ends in stalled after 60 s, and keeps the text', async () => {
    const { clock, run, whole } = await askSilent('silent/middle', hangs('Half an '));
    await nextEvent(run, (event) => event.type === 'chunk' && event.lane === 'A');
    await clock.advance(LIMITS.silence);
    const answer = latestAnswer(foldOf(run, await whole), 1, 'A');
    expect(answer).toMatchObject({ failure: { code: 'stalled' }, text: 'Half an ', endedAt: LIMITS.silence });
  });

  test('after [DONE] with the socket left open ends the lane well, and counts in no figure', async () => {
    // Written at once: where the text has been seen, the mark has been.
    const script = written({ bytes: { together: true } }, [...says('Whole.'), finishes(), { type: 'hang' }]);
    const { clock, run, whole } = await askSilent('silent/done', script);
    await nextEvent(run, (event) => event.type === 'chunk' && event.lane === 'A');
    await clock.advance(1000);
    const answer = latestAnswer(foldOf(run, await whole), 1, 'A');
    expect(answer).toMatchObject({ phase: 'done', text: 'Whole.', endedAt: 0 });
  });
});
