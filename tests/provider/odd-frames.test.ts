import { describe, expect, test } from 'vitest';
import type { Step } from '../support/openrouter/script';
import { choice, delta, frame, prepareStandIn, REST, raw, text, WELL } from '../support/wire-answers';

const answerTo = prepareStandIn();

describe('what stands beside the text takes nothing from it', () => {
  const KEPT: [string, Step[]][] = [
    [
      'logprobs of other shapes',
      [
        choice({ delta: { content: 'Hello ' }, logprobs: { tokens: ['Hello'], token_logprobs: [-0.1] } }),
        choice({ delta: { content: 'world.' }, logprobs: -0.2 }),
      ],
    ],
    ['logprobs as a list, and null inside', [choice({ delta: { content: 'Hello world.' }, logprobs: [null, 1] })]],
    ['an empty role', [delta({ role: '', content: 'Hello ' }), delta({ role: '', content: 'world.' })]],
    ['a role that is none', [delta({ role: 7, content: 'Hello ' }), delta({ role: { a: 1 }, content: 'world.' })]],
    ['the role of a user', [delta({ role: 'user', content: 'Hello world.' })]],
    ['error: null', [delta({ content: 'Hello world.' }, { error: null })]],
    ['error: {}', [delta({ content: 'Hello world.' }, { error: {} })]],
    ['an error with empty fields', [delta({ content: 'Hello world.' }, { error: { code: null, message: ' ' } })]],
    ['an error that is false', [delta({ content: 'Hello world.' }, { error: false })]],
    ['an error that is a list', [delta({ content: 'Hello world.' }, { error: [] })]],
    ['an error that is a mere text', [delta({ content: 'Hello world.' }, { error: 'none' })]],
    ['error: null in the choice', [choice({ delta: { content: 'Hello world.' }, error: null })]],
    [
      'an envelope of other types',
      [
        delta({ content: 'Hello ' }, { id: 7, model: 3, created: '1', object: null, system_fingerprint: {} }),
        text('world.'),
      ],
    ],
    ['a provider that is an object', [delta({ content: 'Hello world.' }, { provider: { name: 'P' } })]],
    [
      'a choice with an odd index',
      [choice({ delta: { content: 'Hello ' }, index: '0' }), choice({ delta: { content: 'world.' }, index: 3 })],
    ],
    ['unknown fields everywhere', [choice({ delta: { content: 'Hello world.', x: [{}] }, y: 1 }, { z: { a: null } })]],
    [
      'a second answer in the same frames',
      [
        frame({
          choices: [
            { index: 0, delta: { content: 'Hello ' } },
            { index: 1, delta: { content: 'Other' } },
          ],
        }),
        frame({
          choices: [
            { index: 0, delta: { content: 'world.' } },
            { index: 1, delta: { content: ' words' } },
          ],
        }),
      ],
    ],
    ['the answer behind an empty choice', [frame({ choices: [null, {}, { delta: { content: 'Hello world.' } }] })]],
    ['choices that are no list', [frame({ choices: { delta: { content: 'Hello world.' } } })]],
    [
      'several frames in one',
      [frame([{ choices: [{ delta: { content: 'Hello ' } }] }, { choices: [{ delta: { content: 'world.' } }] }])],
    ],
    ['frames without choices', [frame({ id: 'x' }), frame({ choices: null }), frame({}), text('Hello world.')]],
    ['frames that are no objects', [frame(null), frame(7), frame('x'), frame([]), text('Hello world.')]],
    ['a delta that is null or no object', [delta(null), delta(7), delta('x'), delta([]), text('Hello world.')]],
    [
      'a message in the place of a delta',
      [
        choice({ message: { role: 'assistant', content: 'Hello ' } }),
        choice({ delta: null, message: { content: 'world.' } }),
      ],
    ],
    ['a text in the place of a delta', [choice({ text: 'Hello ' }), choice({ delta: null, text: 'world.' })]],
    [
      'all of the text again, at the finish',
      [text('Hello '), text('world.'), choice({ message: { content: 'Hello world.' }, finish_reason: 'stop' })],
    ],
    [
      'all of the text again, in parts',
      [
        text('Hello '),
        text('world.'),
        choice({
          delta: {},
          message: {
            content: [
              { type: 'text', text: 'Hello ' },
              { type: 'text', text: 'world.' },
            ],
          },
          finish_reason: 'stop',
        }),
      ],
    ],
    [
      'all of the text again, and what was not streamed of it',
      [text('Hello '), choice({ message: { content: 'Hello world.' }, finish_reason: 'stop' })],
    ],
    [
      'all of the text so far beside each delta',
      [
        choice({ delta: { content: 'Hello ' }, message: { content: 'Hello ' } }),
        choice({ delta: { content: '' }, message: { content: 'Hello ' } }),
        choice({ delta: { content: 'world.' }, message: { content: 'Hello world.' } }),
        choice({ delta: { content: '' }, message: { content: 'Hello world.' }, finish_reason: 'stop' }),
      ],
    ],
    [
      'content in parts',
      [
        delta({
          content: [
            { type: 'text', text: 'Hello ' },
            { type: 'text', text: { value: 'world.' } },
          ],
        }),
      ],
    ],
    [
      'content in parts of other names',
      [delta({ content: ['Hello ', { type: 'output_text', text: 'world.' }, null, false, {}] })],
    ],
    [
      'content as an object',
      [delta({ content: { type: 'text', text: 'Hello ' } }), delta({ content: { text: 'world.' } })],
    ],
    [
      'reasoning that is no text',
      [delta({ content: 'Hello ', reasoning: 7 }), delta({ content: 'world.', reasoning: [], reasoning_content: {} })],
    ],
    [
      'details of reasoning that are none',
      [
        delta({ content: 'Hello ', reasoning_details: 7 }),
        delta({ content: 'world.', reasoning_details: [null, 7, {}, { type: 'new', data: 'x' }] }),
      ],
    ],
    [
      'annotations that are none',
      [
        delta({ content: 'Hello ', annotations: 'none' }),
        delta({ content: 'world.', annotations: [null, 7, {}, { type: 'url_citation', url_citation: { url: 7 } }] }),
      ],
    ],
    [
      'pictures that are none',
      [delta({ content: 'Hello ', images: 7 }), delta({ content: 'world.', images: [null, {}, ''] })],
    ],
    [
      'calls that are none',
      [delta({ content: 'Hello ', tool_calls: 'x' }), delta({ content: 'world.', tool_calls: [null, 7, {}] })],
    ],
    [
      'a native finish reason that is an object',
      [choice({ delta: { content: 'Hello world.' }, native_finish_reason: {} })],
    ],
    [
      'a finish reason that is a number',
      [
        choice({ delta: { content: 'Hello ' }, finish_reason: 0 }),
        choice({ delta: { content: 'world.' }, finish_reason: {} }),
      ],
    ],
    ['a finish before the end', [choice({ delta: { content: 'Hello ' }, finish_reason: 'stop' }), text('world.')]],
    ['usage that is none', [delta({ content: 'Hello ' }, { usage: 'x' }), delta({ content: 'world.' }, { usage: [] })]],
    [
      '__proto__ in a frame',
      [raw('data: {"__proto__":{"a":1},"choices":[{"delta":{"content":"Hello world.","__proto__":null}}]}\n\n')],
    ],
    ['a field twice', [raw('data: {"choices":[],"choices":[{"delta":{"content":"Hello world."}}]}\n\n')]],
    [
      'no space after data:, and other fields',
      [raw('event: message\nid: 7\nretry: x\nfoo: bar\ndata:{"choices":[{"delta":{"content":"Hello world."}}]}\n\n')],
    ],
    ['a frame in several lines', [raw('data: {"choices":\ndata: [{"delta":\ndata: {"content":"Hello world."}}]}\n\n')]],
    ['an empty frame', [raw('data:\n\ndata: \n\n'), text('Hello world.')]],
    ['a byte order mark', [raw('\ufeffdata: {"choices":[{"delta":{"content":"Hello world."}}]}\n\n')]],
    ['[DONE] with white space, and before the end', [text('Hello '), raw('data:  [DONE] \n\n'), text('world.')]],
  ];

  test.each(KEPT)('%s', async (_, steps) => {
    expect(await answerTo([...steps, ...REST])).toMatchObject({
      ...WELL,
      text: 'Hello world.',
      reasoning: '',
      notes: [],
    });
  });
});
