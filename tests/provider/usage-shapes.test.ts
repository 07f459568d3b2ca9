import { describe, expect, test } from 'vitest';
import { choice, doneMark, finish, frame, prepareStandIn, text, usage } from '../support/wire-answers';

const answerTo = prepareStandIn();

const TOKENS = { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 };
const read = { input: 10, output: 5, reasoning: 0, cached: 0 };

async function endingOf(report: unknown) {
  const answer = await answerTo([text('Hello world.'), finish(), usage(report), doneMark]);
  expect(answer).toMatchObject({ phase: 'done', text: 'Hello world.' });
  return 'ending' in answer ? answer.ending : undefined;
}

describe('the tokens of an answer', () => {
  test.each([
    ['numbers in texts', { prompt_tokens: '10', completion_tokens: ' 5 ', total_tokens: '15' }, read],
    ['details that are null', { ...TOKENS, prompt_tokens_details: null, completion_tokens_details: null }, read],
    ['details that are no objects', { ...TOKENS, prompt_tokens_details: 7, completion_tokens_details: [] }, read],
    ['details without numbers', { ...TOKENS, completion_tokens_details: { reasoning_tokens: null } }, read],
    ['a sum that is missing', { prompt_tokens: 10, completion_tokens: 5 }, read],
    ['an output that is null', { ...TOKENS, completion_tokens: null }, read],
    ['an output below zero', { ...TOKENS, completion_tokens: -5 }, read],
    ['an input that is no number', { ...TOKENS, prompt_tokens: {} }, read],
    ['the names of another API', { input_tokens: 10, output_tokens: 5 }, read],
    ['halves', { ...TOKENS, completion_tokens: 4.6 }, read],
    [
      'details',
      { ...TOKENS, prompt_tokens_details: { cached_tokens: 3 }, completion_tokens_details: { reasoning_tokens: '2' } },
      { ...read, cached: 3, reasoning: 2 },
    ],
    ['more than can be counted', { prompt_tokens: 10, completion_tokens: 1e300 }, null],
    ['nothing but an input', { prompt_tokens: 10 }, null],
    ['NaN in a text', { prompt_tokens: 'NaN', completion_tokens: 'NaN', total_tokens: '' }, null],
  ])('are read from %s', async (_, report, expected) => {
    expect(await endingOf(report)).toMatchObject({ usage: expected });
  });

  test('are read from the choice, and with the finish', async () => {
    const answer = await answerTo([
      text('Hello'),
      choice({ delta: {}, finish_reason: 'stop', usage: { ...TOKENS, cost: 0.1 } }),
    ]);
    expect(answer).toMatchObject({ phase: 'done', ending: { usage: read, cost: 0.1 } });
  });

  test('are the last that could be read, when they come with every frame', async () => {
    const report = (completion_tokens: unknown, more: object = {}) =>
      frame({ choices: [{ delta: { content: 'a' } }], usage: { prompt_tokens: 10, completion_tokens, ...more } });
    const answer = await answerTo([report(1, { cost: 0.1 }), report(5), report('x'), finish(), doneMark]);
    expect(answer).toMatchObject({ phase: 'done', text: 'aaa', ending: { usage: read, cost: 0.1 } });
  });
});

describe('the cost of an answer', () => {
  const byProvider = { cost: 0.036, billedBy: 'provider' };
  const upstream = { upstream_inference_cost: 0.036 };
  test.each([
    ['a number', { cost: 0.002 }, { cost: 0.002, billedBy: 'openrouter' }],
    ['a text', { cost: '2e-3' }, { cost: 0.002, billedBy: 'openrouter' }],
    ['zero', { cost: 0 }, { cost: 0, billedBy: 'openrouter' }],
    ['an object', { cost: { total_cost: 0.0024 } }, { cost: null }],
    ['null', { cost: null }, { cost: null }],
    ['an empty text', { cost: '' }, { cost: null }],
    ['below zero', { cost: -1 }, { cost: null }],
    ['infinite', { cost: 'Infinity' }, { cost: null }],
    ['nothing, with a key of the account’s own', { cost: 0, is_byok: true, cost_details: upstream }, byProvider],
    ['missing, with a key of the account’s own', { is_byok: true, cost_details: upstream }, byProvider],
    [
      'a fee, with a key of the account’s own',
      { cost: 0.25, is_byok: true, cost_details: { upstream_inference_cost: '0.5' } },
      { cost: 0.75, billedBy: 'provider' },
    ],
    ['a fee alone', { cost: 0.004, is_byok: true, cost_details: null }, { cost: null, billedBy: 'provider' }],
    ['zero, and nobody says what the provider takes', { cost: 0, is_byok: true }, { cost: null, billedBy: 'provider' }],
    [
      'zero on both sides',
      { cost: 0, is_byok: true, cost_details: { upstream_inference_cost: 0 } },
      { cost: 0, billedBy: 'provider' },
    ],
    [
      'OpenRouter’s, which paid the provider',
      { cost: 0.04, is_byok: false, cost_details: upstream },
      { cost: 0.04, billedBy: 'openrouter' },
    ],
    [
      'OpenRouter’s, where nobody says whose key it was',
      { cost: 0.04, cost_details: upstream },
      { cost: 0.04, billedBy: 'openrouter' },
    ],
  ])('that is %s', async (_, report, expected) => {
    expect(await endingOf({ ...TOKENS, ...report })).toMatchObject({ usage: read, ...expected });
  });

  test('is known without its tokens', async () => {
    expect(await endingOf({ cost: 0.002 })).toMatchObject({ usage: null, cost: 0.002 });
  });
});
