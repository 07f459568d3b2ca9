import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { latestAnswer } from '@/lib/comparison/state';
import { FakeClock } from '../support/fake-clock';
import type { Script } from '../support/openrouter/script';
import { answers, breaksOff, failsBefore, failsMidway, inTurn, thinks } from '../support/openrouter/scripts';
import { type OpenRouterStandIn, type ScriptSource, startOpenRouter } from '../support/openrouter/server';
import { askBody, createTestApp, foldOf, hurryRetries, readToEnd } from '../support/test-app';

let standIn: OpenRouterStandIn;
beforeAll(async () => {
  standIn = await startOpenRouter();
});
afterAll(() => standIn.close());

async function ask(script: ScriptSource) {
  const clock = new FakeClock(new Date('2026-11-22T10:00:00.000Z'));
  standIn.forget();
  standIn.script('flaky/model', script);
  const app = createTestApp(standIn, clock);
  const run = await askBody(app, { prompt: 'Why?', models: ['flaky/model'] });
  const whole = readToEnd(app, run);
  hurryRetries(run, clock);
  const answer = latestAnswer(foldOf(run, await whole), 1, 'A');
  return { answer, delays: answer?.tries.map(({ delayMs }) => delayMs), asked: standIn.requests.length };
}

const limited = (retryAfter?: string): Script =>
  failsBefore(429, {}, retryAfter === undefined ? undefined : { 'retry-after': retryAfter });

describe('a lane that fails before its first output is tried again by itself', () => {
  test.each<[string, Script]>([
    ['429', limited()],
    ['408', failsBefore(408)],
    ['500', failsBefore(500)],
    ['504', failsBefore(504)],
    ['a broken connection', breaksOff([], 'reset')],
    ['429 inside the stream', failsMidway([], { code: 429, message: 'Slow down' })],
    ['503 as JSON under 200', [{ type: 'answer', status: 200, body: { error: { code: 503, message: 'Busy' } } }]],
  ])('after 1 s and 3 s, and answers the third time: %s', async (_, script) => {
    const { answer, delays, asked } = await ask(inTurn(script, script, answers('At last.')));
    expect(answer).toMatchObject({ phase: 'done', text: 'At last.' });
    expect({ delays, asked }).toEqual({ delays: [1000, 3000], asked: 3 });
  });

  test.each([
    ['4', [4000, 4000]],
    ['2', [2000, 3000]],
    ['0', [1000, 3000]],
    ['5', [5000, 5000]],
    ['Sun, 22 Nov 2026 10:00:04 GMT', [4000, 3000]],
    ['Sun, 22 Nov 2026 09:00:00 GMT', [1000, 3000]],
    ['-4', [1000, 3000]],
    ['soon', [1000, 3000]],
    ['', [1000, 3000]],
    ['1e999', [1000, 3000]],
  ])('later where it asks for a longer pause: Retry-After: %s', async (retryAfter, expected) => {
    const { delays, asked } = await ask(limited(retryAfter));
    expect({ delays, asked }).toEqual({ delays: expected, asked: 3 });
  });

  test.each([
    ['6', 6000],
    ['20', 20_000],
    ['99999999999', 86_400_000],
    ['Sun, 22 Nov 2026 10:01:00 GMT', 60_000],
    ['Fri, 31 Dec 9999 23:59:59 GMT', 86_400_000],
  ])('but not where it asks for more than 5 s, which it then says: %s', async (retryAfter, retryAfterMs) => {
    const { answer, asked } = await ask(limited(retryAfter));
    expect(answer).toMatchObject({ phase: 'failed', failure: { code: 'rate-limited', retryAfterMs }, tries: [] });
    expect(asked).toBe(1);
  });
});

describe('a lane is asked once', () => {
  test.each<[string, Script]>([
    ['after reasoning', [...thinks('Hm'), ...failsMidway([], { code: 502, message: 'Gone' })]],
    ['after text', failsMidway(['Half'], { code: 429, message: 'Slow down' })],
    ['when its key is refused', failsBefore(401)],
    ['when its credit is out', failsBefore(402)],
    [
      'when privacy settings rule it out',
      failsBefore(404, { message: 'No endpoints found matching your data policy' }),
    ],
    ['when the prompt is too long', failsBefore(502, { metadata: { error_type: 'context_length_exceeded' } })],
  ])('%s', async (_, script) => {
    const { answer, asked } = await ask(script);
    expect(answer).toMatchObject({ phase: 'failed', tries: [] });
    expect(asked).toBe(1);
  });
});
