import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { latestAnswer } from '@/lib/comparison/state';
import { LIMITS } from '@/lib/run/start-try';
import { FakeClock, settle } from '../support/fake-clock';
import { deferred } from '../support/openrouter/deferred';
import type { Step } from '../support/openrouter/script';
import { answers, says, thinks, until } from '../support/openrouter/scripts';
import { type OpenRouterStandIn, startOpenRouter } from '../support/openrouter/server';
import { askBody, createTestApp, eventsOf, foldOf, readToEnd } from '../support/test-app';

const SECOND = 1000;

let standIn: OpenRouterStandIn;
beforeAll(async () => {
  standIn = await startOpenRouter();
});
afterAll(() => standIn.close());

/** Asks a model that sends each group of steps when it is told to, and lets time pass in between. */
async function askInSteps(groups: readonly Step[][], laneMs = 280 * SECOND) {
  const clock = new FakeClock();
  const app = createTestApp(standIn, clock);
  app.environment.laneMs = laneMs;
  let reads = 0;
  let wake = () => {};
  const inner = app.openRouterFetch;
  app.openRouterFetch = async (input, init) => {
    const response = await inner(input, init);
    const counted = new TransformStream<Uint8Array, Uint8Array>({
      transform(bytes, controller) {
        reads += 1;
        controller.enqueue(bytes);
        wake();
      },
    });
    return new Response(response.body?.pipeThrough(counted), response);
  };
  const gates = groups.map(() => deferred());
  const steps = groups.flatMap((group, index) => [...group, until(gates[index]?.promise ?? Promise.resolve())]);
  standIn.script('slow/model', { bytes: { together: true }, steps });
  const run = await askBody(app, { prompt: 'Why?', models: ['slow/model'] });
  const whole = readToEnd(app, run);
  let group = 0;
  return {
    clock,
    run,
    /** Resolves once the engine has what the model has sent so far. */
    async heard() {
      while (reads <= group) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      await settle();
    },
    goOn: () => gates[group++]?.resolve(),
    answer: async () => latestAnswer(foldOf(run, await whole), 1, 'A'),
  };
}

const comment = (text?: string): Step[] => [{ type: 'comment', ...(text === undefined ? {} : { text }) }];

const frame = (json: object): Step[] => [{ type: 'frame', json }];

describe('signs of life before the first output', () => {
  test.each([
    ['OpenRouter’s comment', comment()],
    ['a comment of any text', comment('still here')],
    ['a comment without a text', comment('')],
    ['a frame without a choice', frame({ choices: [] })],
    ['a frame without a text', frame({ choices: [{ index: 0, delta: { role: 'assistant', content: '' } }] })],
    ['white space', frame({ choices: [{ index: 0, delta: { content: '\n' } }] })],
    [
      'encrypted reasoning',
      frame({ choices: [{ delta: { reasoning_details: [{ type: 'reasoning.encrypted', data: 'x' }] } }] }),
    ],
  ])('keep a lane: %s every 50 s, and text after 250 s', async (_, sign) => {
    const lane = await askInSteps([comment(), sign, sign, sign, sign, answers('At last.')]);
    for (let times = 0; times < 5; times++) {
      await lane.heard();
      await lane.clock.advance(50 * SECOND);
      lane.goOn();
    }
    await lane.heard();
    lane.goOn();
    const answer = await lane.answer();
    expect(answer).toMatchObject({ phase: 'done', tries: [], endedAt: 250 * SECOND });
    expect(answer?.text.trim()).toBe('At last.');
    expect(standIn.requests.filter(({ model }) => model === 'slow/model').at(-1)?.clientClosed).toBe(false);
  });

  test('are logged once, however often they come', async () => {
    const lane = await askInSteps([Array.from({ length: 500 }, () => comment()).flat(), comment(), answers('So.')]);
    for (let times = 0; times < 3; times++) {
      await lane.heard();
      lane.goOn();
    }
    expect(await lane.answer()).toMatchObject({ phase: 'done', text: 'So.', queuedAt: 0 });
    expect(eventsOf(lane.run).filter(({ type }) => type === 'queued')).toHaveLength(1);
  });

  test('keep it no longer than a lane may last', async () => {
    const lane = await askInSteps([comment(), comment(), comment()], 100 * SECOND);
    await lane.heard();
    await lane.clock.advance(50 * SECOND);
    lane.goOn();
    await lane.heard();
    await lane.clock.advance(50 * SECOND);
    expect(await lane.answer()).toMatchObject({
      phase: 'failed',
      failure: { code: 'timed-out' },
      endedAt: 100 * SECOND,
    });
    // OpenRouter is going to be asked what the abandoned answer has cost.
    expect(lane.clock.pending, 'timers left').toBeLessThanOrEqual(2);
  });

  test('do not keep it once they have ended', async () => {
    const lane = await askInSteps([comment(), comment()]);
    await lane.heard();
    await lane.clock.advance(50 * SECOND);
    lane.goOn();
    await lane.heard();
    await lane.clock.advance(LIMITS.firstOutput);
    expect(await lane.answer()).toMatchObject({ failure: { code: 'timed-out' }, endedAt: 110 * SECOND });
  });
});

describe('in mid-stream', () => {
  test.each([
    ['text', says('Half ')],
    ['reasoning', thinks('Hm. ')],
  ])('comments keep a lane whose %s pauses', async (_, begun) => {
    const lane = await askInSteps([begun, comment(), comment(), answers('whole.')]);
    for (let times = 0; times < 3; times++) {
      await lane.heard();
      await lane.clock.advance(50 * SECOND);
      lane.goOn();
    }
    await lane.heard();
    lane.goOn();
    expect(await lane.answer()).toMatchObject({ phase: 'done', text: expect.stringMatching(/whole\.$/) });
  });

  test('text without end is cut at the longest time of a lane, and kept', async () => {
    const lane = await askInSteps([says('On '), says('and '), says('on ')], 90 * SECOND);
    await lane.heard();
    await lane.clock.advance(50 * SECOND);
    lane.goOn();
    await lane.heard();
    await lane.clock.advance(40 * SECOND);
    expect(await lane.answer()).toMatchObject({
      text: 'On and ',
      failure: { code: 'timed-out' },
      endedAt: 90 * SECOND,
    });
  });
});
