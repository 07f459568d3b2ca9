import { describe, expect, test } from 'vitest';
import type { Step } from '../support/openrouter/script';
import { breaksOff } from '../support/openrouter/scripts';
import {
  choice,
  delta,
  doneMark,
  finish,
  frame,
  prepareStandIn,
  REST,
  raw,
  text,
  usage,
  WELL,
} from '../support/wire-answers';

const answerTo = prepareStandIn();

const UPSTREAM = { code: 502, message: 'Provider disconnected' };
const broken = raw('data: {"choices":[{"delta"\n\n');
const end: Step = { type: 'end' };
const comma: Step = { type: 'wait', ms: 20 };

describe('once text and a finish have come', () => {
  const AFTER: [string, Step[]][] = [
    ['a frame that is not JSON', [broken]],
    ['an error', [frame({ error: UPSTREAM })]],
    ['an error that is a text', [frame({ error: 'gone' })]],
    ['a finish that is an error', [finish('error')]],
    ['a frame over 4 MB', [text('x'.repeat(4 * 1024 * 1024 + 1))]],
    ['a reset', [comma, { type: 'cut', how: 'reset' }]],
    ['a close inside a frame', [raw('data: {"cho'), comma, { type: 'cut' }]],
    ['an end inside a frame', [raw('data: {"cho'), end]],
  ];
  test.each(AFTER)('%s fails nothing', async (_, steps) => {
    const answer = await answerTo([text('Hello world.'), finish(), usage(), ...steps]);
    expect(answer).toMatchObject({ ...WELL, text: 'Hello world.' });
  });

  test.each(AFTER)('and [DONE] for the finish, %s fails nothing', async (_, steps) => {
    const answer = await answerTo([text('Hello world.'), usage(), doneMark, ...steps]);
    expect(answer).toMatchObject({ ...WELL, text: 'Hello world.' });
  });

  test('usage of any shape fails nothing, and its cost is not known', async () => {
    for (const report of [null, 7, 'x', [], {}, { cost: {} }, { prompt_tokens: null }, { completion_tokens: [] }]) {
      const answer = await answerTo([text('Hello world.'), finish(), usage(report), doneMark]);
      expect(answer).toMatchObject({ phase: 'done', text: 'Hello world.', ending: { usage: null, cost: null } });
    }
  });
});

describe('before a finish', () => {
  test('a frame that is not JSON fails the lane, and what follows it is still read', async () => {
    const answer = await answerTo([text('Hello '), broken, text('world.'), ...REST]);
    expect(answer).toMatchObject({ phase: 'failed', failure: { code: 'bad-response' }, text: 'Hello world.' });
  });

  test('an error that is named outweighs a frame that is not JSON', async () => {
    const answer = await answerTo([text('Hello '), broken, text('world.'), frame({ error: UPSTREAM }), end]);
    expect(answer).toMatchObject({ failure: { code: 'model-unavailable', status: 502 }, text: 'Hello world.' });
  });

  const ERRORS: [string, Step][] = [
    ['beside text', delta({ content: 'world.' }, { error: UPSTREAM })],
    ['in the choice', choice({ delta: { content: 'world.' }, error: UPSTREAM, finish_reason: 'error' })],
    ['with no more than a code', delta({ content: 'world.' }, { error: { code: 502 } })],
    [
      'with no more than a type',
      delta({ content: 'world.' }, { error: { metadata: { error_type: 'provider_unavailable' } } }),
    ],
    [
      'beside fields of other types',
      delta({ content: 'world.' }, { error: { ...UPSTREAM, type: 7, param: [], code: '502' } }),
    ],
  ];
  test.each(ERRORS)('an error %s fails the lane, whose text is kept', async (_, step) => {
    const answer = await answerTo([text('Hello '), step, ...REST]);
    expect(answer).toMatchObject({ failure: { code: 'model-unavailable' }, text: 'Hello world.' });
  });

  const BARE: [string, Step[]][] = [
    ['a text', [frame({ error: 'No endpoints found for vendor/model' })]],
    ['a frame that calls itself one', [frame({ object: 'error', message: 'Overloaded', code: 503 })]],
    ['an event of that type', [raw('event: error\ndata: {"code":503,"message":"Overloaded"}\n\n')]],
  ];
  test.each(BARE)('an error that is %s fails the lane', async (_, steps) => {
    const answer = await answerTo([text('Hello '), ...steps, ...REST]);
    expect(answer).toMatchObject({ phase: 'failed', text: 'Hello ' });
  });

  test('finish_reason "error" is no finish, whatever finish follows it', async () => {
    const answer = await answerTo([text('Hello '), finish('error'), ...REST]);
    expect(answer).toMatchObject({ failure: { code: 'unknown' }, text: 'Hello ' });
    const named = await answerTo([text('Hello '), finish('error'), frame({ error: UPSTREAM }), end]);
    expect(named).toMatchObject({ failure: { code: 'model-unavailable' } });
    const reset = await answerTo([text('Hello '), finish('error'), comma, { type: 'cut', how: 'reset' }]);
    expect(reset).toMatchObject({ failure: { code: 'connection-lost' } });
  });

  test('all text of the last frames is kept when the connection breaks', async () => {
    const pieces = Array.from({ length: 50 }, (_, nth) => `${nth} `);
    const answer = await answerTo(breaksOff(pieces));
    expect(answer).toMatchObject({ failure: { code: 'connection-lost' }, text: pieces.join('') });
  });
});

describe('the end', () => {
  test.each([
    ['[DONE]', 'data: [DONE]\n'],
    ['[DONE] without a line break', 'data: [DONE]'],
    ['usage', 'data: {"choices":[],"usage":{"prompt_tokens":10,"completion_tokens":5}}'],
    ['a finish', 'data: {"choices":[{"finish_reason":"stop"}]}\r'],
    ['a finish after two lines', 'data: {"choices":\ndata: [{"finish_reason":"stop"}]}'],
  ])('is read where the empty line after %s is missing', async (_, last) => {
    const answer = await answerTo([text('Hello world.'), raw(last), end]);
    expect(answer).toMatchObject({ phase: 'done', text: 'Hello world.' });
  });

  const counted = (content: string, completion_tokens: number) =>
    delta({ content }, { usage: { prompt_tokens: 10, completion_tokens } });
  const report = frame({ choices: [], usage: { prompt_tokens: 10, completion_tokens: 2 } });
  const CUT: [string, Step[]][] = [
    ['beside every piece', [counted('Half ', 1), counted('an', 2)]],
    ['beside the only piece', [counted('Half an', 2)]],
    ['before more text', [text('Half '), report, text('an')]],
    ['before reasoning', [text('Half an'), report, delta({ reasoning: 'Hm' })]],
    ['that says nothing, after the last piece', [counted('Half an', 2), frame({ choices: [], usage: {} })]],
  ];
  test.each(CUT)('is not told by usage %s', async (_, steps) => {
    const answer = await answerTo([...steps, end]);
    expect(answer).toMatchObject({ phase: 'failed', failure: { code: 'connection-lost' }, text: 'Half an' });
  });

  test.each([
    ['', [text('Whole.'), report]],
    [' that came beside the pieces before', [counted('Whole', 1), counted('.', 2), report]],
    [' beside an empty piece', [text('Whole.'), counted('', 2)]],
  ] as [string, Step[]][])('is told by usage after the last piece%s', async (_, steps) => {
    expect(await answerTo([...steps, end])).toMatchObject({ phase: 'done', text: 'Whole.' });
  });

  test.each([
    ['max_tokens', 'length'],
    ['MAX_TOKENS', 'length'],
    ['content-filter', 'filtered'],
    ['SAFETY', 'filtered'],
    ['end_turn', 'stop'],
    ['tool_calls', 'stop'],
    ['something new', 'stop'],
  ])('for the reason %s is %s', async (reason, expected) => {
    const answer = await answerTo([text('Hello world.'), finish(reason), usage(), doneMark]);
    expect(answer).toMatchObject({ phase: 'done', text: 'Hello world.', ending: { reason: expected } });
  });

  test('of a refusal is an answer', async () => {
    const answer = await answerTo([
      delta({ content: null, refusal: 'I cannot ' }),
      delta({ refusal: 'do that.' }),
      ...REST,
    ]);
    expect(answer).toMatchObject({ ...WELL, text: 'I cannot do that.' });
  });
});
