import { describe, expect, test } from 'vitest';
import type { Answer } from '@/lib/comparison/answer';
import { figuresOf } from '@/lib/comparison/figures';
import { settle } from '../support/fake-clock';
import { written } from '../support/openrouter/scripts';
import { playAnswer } from '../support/play-answer';
import { choice, delta, prepareStandIn, REST, text, WELL } from '../support/wire-answers';

const answerTo = prepareStandIn();

/** Plays deltas, each at its time (ms), and then a finish with usage. */
function playAt(...deltas: [number, object][]): Promise<Answer> {
  return playAnswer(async (say, clock) => {
    for (const [at, delta] of deltas) {
      await clock.advance(at - clock.now());
      say(`data: ${JSON.stringify({ choices: [{ delta }] })}\n\n`);
      // Through the package's chain of streams.
      for (let turn = 0; turn < 10; turn++) await settle();
    }
    say(
      'data: {"choices":[{"delta":{},"finish_reason":"stop"}],"usage":{"prompt_tokens":1,"completion_tokens":1}}\n\n',
    );
  });
}

describe('white space before the first word', () => {
  test('is no word: the first comes when something can be seen, and reasoning after the white space is shown', async () => {
    const answer = await playAt(
      [0, { content: '\n' }],
      [100, { reasoning: 'Let me ' }],
      [1000, { content: ' ', reasoning: 'see.' }],
      [2000, { content: 'Hello' }],
      [2100, { content: ' world.' }],
    );
    expect(answer).toMatchObject({ phase: 'done', reasoning: 'Let me see.', text: '\n Hello world.' });
    expect(answer.textMarks).toEqual([2000, 7, 2100, 7]);
    expect(answer.reasoningMarks).toEqual([100, 7, 1000, 4]);
    expect(figuresOf(answer, null)).toMatchObject({ think: 1900 });
  });

  test('before reasoning is none either', async () => {
    const answer = await playAt([0, { reasoning: '\n' }], [500, { reasoning: ' Hm' }], [900, { content: 'Hello' }]);
    expect(answer).toMatchObject({ reasoning: '\n Hm', reasoningMarks: [500, 4], textMarks: [900, 5] });
  });

  test('alone is an empty answer, which has no first word', async () => {
    expect(await answerTo([text('\n'), text(' \u200b'), ...REST])).toMatchObject({ ...WELL, text: '', textMarks: [] });
    const unbilled = await answerTo([text('\n\n'), { type: 'finish', usage: null }]);
    expect(unbilled).toMatchObject({ phase: 'failed', failure: { code: 'bad-response' }, text: '' });
  });

  test('keeps the lane alive while nothing else comes', async () => {
    const answer = await playAt([0, { content: '\n' }], [50_000, { content: ' ' }], [100_000, { content: 'Hello' }]);
    expect(answer).toMatchObject({ phase: 'done', text: '\n Hello', textMarks: [100_000, 7] });
  });
});

describe('reasoning after the first word', () => {
  test('is shown in its order, at its time', async () => {
    const answer = await playAt(
      [100, { reasoning: 'one ' }],
      [500, { content: 'A. ' }],
      [900, { reasoning: 'two ' }],
      [1300, { content: 'B.' }],
      [1700, { reasoning: 'three' }],
    );
    expect(answer).toMatchObject({ phase: 'done', text: 'A. B.', reasoning: 'one two three' });
    expect(answer.reasoningMarks).toEqual([100, 4, 900, 4, 1700, 5]);
    expect(answer.textMarks).toEqual([500, 3, 1300, 2]);
  });

  test.each([{}, { together: true }, { slice: 1 }, { slice: { seed: 7, longest: 30 } }])(
    'keeps its order however it is cut: %j',
    async (bytes) => {
      const turns = [1, 2, 3, 4].flatMap((turn) => [delta({ reasoning: `r${turn} ` }), text(`t${turn} `)]);
      const answer = await answerTo(written({ bytes }, [...turns, ...REST]));
      expect(answer).toMatchObject({ ...WELL, text: 't1 t2 t3 t4 ', reasoning: 'r1 r2 r3 r4 ' });
    },
  );
});

describe('a finished message after its pieces', () => {
  const finished = (message: object) => choice({ delta: {}, message, finish_reason: 'stop' });

  test.each([
    ['trimmed', [text('\n\nHello '), text('world. \n')], { content: 'Hello world.' }],
    ['without the thought in its tags', [text('<think>hm</think>Hello world.')], { content: 'Hello world.' }],
    [
      'with the thought in its tags',
      [text('<think>hm</think>Hello world.')],
      { content: '<think>hm</think>Hello world.' },
    ],
    [
      'with its reasoning',
      [delta({ reasoning: 'hm' }), text('Hello world.')],
      { content: 'Hello world.', reasoning: 'hm' },
    ],
    ['with reasoning alone', [delta({ reasoning: 'hm' }), text('Hello world.')], { reasoning: 'hm' }],
  ])('repeats nothing: %s', async (_, pieces, message) => {
    const answer = await answerTo([...pieces, finished(message), ...REST.slice(1)]);
    expect(answer).toMatchObject({ ...WELL });
    expect(answer.text.trim()).toBe('Hello world.');
    expect(['', 'hm']).toContain(answer.reasoning);
  });

  test('is shown where no piece came before it', async () => {
    const message = {
      content: [
        { type: 'text', text: 'Hello ' },
        { type: 'text', text: 'world.' },
      ],
      reasoning: 'hm',
    };
    const answer = await answerTo([finished(message), ...REST.slice(1)]);
    expect(answer).toMatchObject({ ...WELL, text: 'Hello world.', reasoning: 'hm' });
  });
});

describe('a thought in the text', () => {
  const thought = '<think>\nLet me see\n</think>\n\nHello';
  const cut = (size: number) => thought.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? [];

  test.each([1, 2, 3, 7, 100])('is thinking, in pieces of %i characters', async (size) => {
    const answer = await answerTo([...cut(size).map(text), ...REST]);
    expect(answer).toMatchObject({ ...WELL, reasoning: 'Let me see', text: 'Hello' });
  });

  test('has the times of its pieces', async () => {
    const answer = await playAt(
      [0, { content: '<think>\n' }],
      [100, { content: 'Let me' }],
      [200, { content: ' see</' }],
      [900, { content: 'think>\n\nHello' }],
    );
    expect(answer).toMatchObject({ reasoningMarks: [100, 6, 200, 4], textMarks: [900, 5], text: 'Hello' });
  });

  test('that is not closed is not lost', async () => {
    const answer = await answerTo([text('<think>Let me'), text(' see <'), ...REST]);
    expect(answer).toMatchObject({ ...WELL, reasoning: 'Let me see <', text: '' });
  });

  test('in a code span or later in the answer is text', async () => {
    for (const said of ['`<think>` opens it.', 'Write <think>a</think>.', '```\n<think>a</think>\n```']) {
      expect(await answerTo([...[...said].map(text), ...REST])).toMatchObject({ ...WELL, text: said, reasoning: '' });
    }
  });
});
