import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { latestAnswer } from '@/lib/comparison/state';
import { FakeClock } from '../support/fake-clock';
import { ERROR_SHAPES } from '../support/openrouter/error-shapes';
import type { Script, Step } from '../support/openrouter/script';
import { answers, inTurn, says } from '../support/openrouter/scripts';
import { type OpenRouterStandIn, type ScriptSource, startOpenRouter } from '../support/openrouter/server';
import { askBody, createTestApp, foldOf, hurryRetries, readToEnd } from '../support/test-app';

let standIn: OpenRouterStandIn;
beforeAll(async () => {
  standIn = await startOpenRouter();
});
afterAll(() => standIn.close());

async function fail(script: ScriptSource) {
  const clock = new FakeClock();
  standIn.forget();
  standIn.script('failing/model', script);
  const app = createTestApp(standIn, clock);
  const run = await askBody(app, { prompt: 'Why?', models: ['failing/model'] });
  const whole = readToEnd(app, run);
  hurryRetries(run, clock);
  return { answer: latestAnswer(foldOf(run, await whole), 1, 'A'), asked: standIn.requests.length };
}

/** An error chunk; OpenRouter closes the choice with it, other servers send the error alone. */
function frameOf(error: unknown, withChoice: boolean): Step {
  const choices = [{ index: 0, delta: { role: 'assistant', content: '' }, finish_reason: 'error' }];
  const envelope = { id: 'gen-1', object: 'chat.completion.chunk', created: 1, model: 'm', provider: 'P' };
  return { type: 'frame', json: withChoice ? { ...envelope, choices, error } : { error } };
}

describe.each(ERROR_SHAPES)('$name', ({ status, error, code, asked }) => {
  test('before the stream', async () => {
    const failed = await fail([{ type: 'answer', status, body: { error, user_id: 'user_1' } }]);
    expect(failed).toMatchObject({ answer: { phase: 'failed', text: '', failure: { code, status } }, asked });
  });

  test('as JSON under a status of success', async () => {
    const failed = await fail([{ type: 'answer', status: 200, body: { error, user_id: 'user_1' } }]);
    expect(failed).toMatchObject({ answer: { phase: 'failed', text: '', failure: { code } }, asked });
  });

  test.each([true, false])('first in the stream, with a choice: %s', async (withChoice) => {
    const failed = await fail([frameOf(error, withChoice), { type: 'end' }]);
    expect(failed).toMatchObject({ answer: { phase: 'failed', text: '', failure: { code } }, asked });
  });

  test.each([true, false])('in mid-stream, with a choice: %s', async (withChoice) => {
    const failed = await fail([...says('Half an', ' answer'), frameOf(error, withChoice), { type: 'end' }]);
    expect(failed).toMatchObject({ answer: { phase: 'failed', text: 'Half an answer', failure: { code } }, asked: 1 });
  });
});

describe('what is no error', () => {
  test.each([[null], [{}], [[]], [''], [' '], [false], [{ code: null, message: '' }], [{ metadata: {} }]])(
    '%j under `error` in JSON under a status of success is a response that cannot be read',
    async (error) => {
      const failed = await fail([{ type: 'answer', status: 200, body: { error, choices: [] } }]);
      expect(failed).toMatchObject({ answer: { phase: 'failed', failure: { code: 'bad-response' } }, asked: 1 });
    },
  );

  test('an error does not outlive its try', async () => {
    const limited: Script = [{ type: 'answer', status: 200, body: { error: { code: 429, message: 'Slow down' } } }];
    const { answer } = await fail(inTurn(limited, answers('Better.')));
    expect(answer).toMatchObject({ phase: 'done', text: 'Better.' });
  });
});
