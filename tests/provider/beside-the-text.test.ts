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
  text,
  usage,
  WELL,
} from '../support/wire-answers';

const answerTo = prepareStandIn();

const PIXEL = 'data:image/png;base64,iVBORw0KGgo=';
const png = { kind: 'picture', mediaType: 'image/png' };
const paris = { kind: 'source', url: 'https://example.com/p', title: 'Paris' };
const tool = (name: string) => ({ kind: 'tool', name });
const cited = (url_citation: object) => ({ type: 'url_citation', url_citation });

describe('pictures', () => {
  const picture = (image: unknown) => delta({ content: '', images: [image] });
  test.each([
    ['OpenRouter’s shape', picture({ type: 'image_url', image_url: { url: PIXEL } }), png],
    ['an address without a wrapping', picture({ type: 'image_url', image_url: PIXEL }), png],
    ['a mere address', picture(PIXEL), png],
    ['no type', picture({ image_url: { url: PIXEL } }), png],
    ['a list that is none', delta({ images: { image_url: { url: PIXEL } } }), png],
    ['a part of the content', delta({ content: [{ type: 'image_url', image_url: { url: PIXEL } }] }), png],
    ['a message', choice({ message: { content: null, images: [{ image_url: { url: PIXEL } }] } }), png],
    [
      'another type of media',
      picture({ image_url: { url: 'data:image/svg+xml;utf8,<svg/>' } }),
      { ...png, mediaType: 'image/svg+xml' },
    ],
    [
      'an address of the web',
      picture({ image_url: { url: 'https://example.com/a.png' } }),
      { ...png, mediaType: 'image/*' },
    ],
    ['bytes without an address', picture({ b64_json: 'iVBORw0KGgo=' }), { ...png, mediaType: 'image/*' }],
    ['a type that is none', picture({ image_url: { url: 'data:<b>;base64,AA' } }), { ...png, mediaType: 'image/*' }],
  ])('in %s are noted, and a lane with nothing else is done', async (_, step, expected) => {
    expect(await answerTo([step, ...REST])).toMatchObject({ ...WELL, text: '', notes: [expected] });
  });

  test('are noted each, beside text, and without usage', async () => {
    const images = [{ image_url: { url: PIXEL } }, { image_url: { url: PIXEL } }];
    const answer = await answerTo([text('Two '), delta({ content: 'of them.', images }), finish(), doneMark]);
    expect(answer).toMatchObject({ phase: 'done', text: 'Two of them.', notes: [png, png] });
    expect(await answerTo([delta({ images }), finish(), doneMark])).toMatchObject({ phase: 'done', notes: [png, png] });
  });

  test('stay with a failure', async () => {
    const answer = await answerTo([delta({ images: [PIXEL] }), ...breaksOff()]);
    expect(answer).toMatchObject({ phase: 'failed', failure: { code: 'connection-lost' }, notes: [png], tries: [] });
  });
});

describe('sources', () => {
  test.each([
    [
      'OpenRouter’s shape',
      delta({
        content: 'Big[1].',
        annotations: [cited({ url: paris.url, title: 'Paris', start_index: 'x', end_index: null })],
      }),
    ],
    [
      'a flat shape',
      delta({ content: 'Big[1].', annotations: [{ type: 'url_citation', url: paris.url, title: ' Paris ' }] }),
    ],
    ['a list that is none', delta({ content: 'Big[1].', annotations: cited(paris) })],
    ['a message', choice({ message: { content: 'Big[1].', annotations: [cited(paris)] } })],
    ['the list of a provider', frame({ citations: [paris], choices: [{ delta: { content: 'Big[1].' } }] })],
    ['a part of the content', delta({ content: [{ type: 'text', text: 'Big[1].', annotations: [cited(paris)] }] })],
    [
      'others that are none',
      delta({
        content: 'Big[1].',
        annotations: [null, 'x', cited({ url: 7 }), { type: 'file', file: {} }, cited(paris)],
      }),
    ],
  ])('in %s are noted beside the text', async (_, step) => {
    expect(await answerTo([step, ...REST])).toMatchObject({ ...WELL, text: 'Big[1].', notes: [paris] });
  });

  test('without a title have none', async () => {
    for (const title of [undefined, null, 7, {}, ' ']) {
      const answer = await answerTo([
        delta({ content: 'Big.', annotations: [cited({ url: paris.url, title })] }),
        ...REST,
      ]);
      expect(answer.notes).toMatchObject([{ ...paris, title: '' }]);
    }
    const answer = await answerTo([
      frame({ citations: [paris.url], choices: [{ delta: { content: 'Big.' } }] }),
      ...REST,
    ]);
    expect(answer.notes).toMatchObject([{ ...paris, title: '' }]);
  });

  test('that are no pages of the web are none', async () => {
    const urls = [
      'javascript:alert(1)',
      'data:text/html,x',
      'ftp://example.com',
      '//example.com',
      'x',
      '',
      `https://example.com/${'x'.repeat(5000)}`,
    ];
    const answer = await answerTo([
      delta({ content: 'Big.', annotations: urls.map((url) => cited({ url, title: 'T' })) }),
      ...REST,
    ]);
    expect(answer).toMatchObject({ ...WELL, text: 'Big.', notes: [] });
  });

  test('are told once, however often they come, and a hundred at most', async () => {
    const again = delta({ content: 'a', annotations: [cited(paris), cited({ ...paris, title: 'Paris again' })] });
    expect(await answerTo([again, again, ...REST])).toMatchObject({ text: 'aa', notes: [paris] });
    const many = Array.from({ length: 150 }, (_, nth) => cited({ url: `https://example.com/${nth}` }));
    expect((await answerTo([delta({ content: 'a', annotations: many }), ...REST])).notes).toHaveLength(100);
  });

  test('have titles of bounded length that are well-formed', async () => {
    const title = `\ud800${'x'.repeat(5000)}`;
    const answer = await answerTo([delta({ content: 'a', annotations: [cited({ url: paris.url, title })] }), ...REST]);
    expect(answer.notes).toMatchObject([{ title: `\ufffd${'x'.repeat(299)}` }]);
  });
});

describe('calls of tools', () => {
  const call = (fields: object) => delta({ tool_calls: [fields] });
  const pieces: Step[] = [
    call({ index: 0, id: 'call_1', type: 'function', function: { name: 'look_up', arguments: '' } }),
    call({ index: 0, function: { arguments: '{"q":' } }),
    call({ index: 0, function: { arguments: '"x"}' } }),
  ];
  test.each<[string, Step[], object[]]>([
    ['in pieces', pieces, [tool('look_up')]],
    ['without a name', [call({ index: 0, function: { arguments: '{"q":' } })], [tool('')]],
    ['whose name comes late', [call({ index: 0, id: 'call_1', function: {} }), ...pieces], [tool('look_up')]],
    ['without id, index and type', [call({ function: { name: 'look_up' } })], [tool('look_up')]],
    [
      'of other types',
      [call({ index: '0', id: 7, type: 3, function: { name: 'look_up', arguments: {} } })],
      [tool('look_up')],
    ],
    [
      'whose name is in every piece',
      [pieces[0], pieces[0], call({ index: 0, function: { name: 'look_up' } })] as Step[],
      [tool('look_up')],
    ],
    ['of a function', [delta({ function_call: { name: 'look_up', arguments: '{' } })], [tool('look_up')]],
    ['that are only said', [], [tool('')]],
    [
      'of two tools',
      [
        delta({
          tool_calls: [
            { index: 0, id: 'a', function: { name: 'one' } },
            { index: 1, id: 'b', function: { name: 'two' } },
          ],
        }),
      ],
      [tool('one'), tool('two')],
    ],
    [
      'of one tool twice',
      [
        delta({
          tool_calls: [
            { index: 0, id: 'a', function: { name: 'one' } },
            { index: 0, id: 'b', function: { name: 'one' } },
          ],
        }),
      ],
      [tool('one'), tool('one')],
    ],
  ])('%s are noted, and the text is kept', async (_, steps, expected) => {
    const end = [finish('tool_calls'), usage(), doneMark];
    expect(await answerTo([...steps, ...end])).toMatchObject({ ...WELL, text: '', notes: expected });
    expect(await answerTo([text('Let me look. '), ...steps, ...end])).toMatchObject({
      ...WELL,
      text: 'Let me look. ',
      notes: expected,
    });
  });
});
