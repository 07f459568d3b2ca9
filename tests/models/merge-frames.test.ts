import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mergeFrames } from '@/lib/models/merge-frames';

type Json = Record<string, unknown>;

function frame(delta: Json, choice: Json = {}, envelope: Json = {}): string {
  return JSON.stringify({
    id: 'gen-1',
    object: 'chat.completion.chunk',
    model: 'vendor/model',
    provider: 'Provider',
    ...envelope,
    choices: [{ index: 0, delta, finish_reason: null, ...choice }],
  });
}

const text = (content: string) => frame({ role: 'assistant', content });
const reasoning = (content: string) => frame({ role: 'assistant', content: '', reasoning: content });
const detail = (content: string, more: Json = {}) =>
  frame({
    role: 'assistant',
    content: '',
    reasoning: content,
    reasoning_details: [{ type: 'reasoning.text', text: content, format: 'anthropic-claude-v1', index: 0, ...more }],
  });

/** What a frame adds to the answer, as the provider package reads it: details win over the plain reasoning. */
function saidIn(data: string): { kind: string; content: string }[] {
  const { reasoning_details: details = [], reasoning, content } = JSON.parse(data).choices[0].delta;
  const thought = details.length > 0 ? details.map((one: { text?: string }) => one.text ?? '').join('') : reasoning;
  return [
    { kind: 'reasoning', content: thought ?? '' },
    { kind: 'text', content: content ?? '' },
  ].filter((said) => said.content !== '');
}

const contentArbitrary = fc.oneof(
  fc.string({ minLength: 1, maxLength: 5 }),
  fc.constantFrom('\n', '\n\n', 'data: [DONE]', '[DONE]', '😀', '\ud83d', '\ude00', '\u2028', '"', '\\'),
);

/** Frames that are one piece of the answer, from any of several senders that word the rest in their own way. */
const pieceArbitrary = fc
  .tuple(
    fc.constantFrom('text', 'reasoning', 'detail', 'bare', 'other-id', 'other-role', 'other-detail'),
    contentArbitrary,
  )
  .map(([kind, content]) => {
    switch (kind) {
      case 'text':
        return text(content);
      case 'reasoning':
        return reasoning(content);
      case 'detail':
        return detail(content);
      case 'bare':
        return frame({ content, reasoning: null, reasoning_details: [], tool_calls: null });
      case 'other-id':
        return frame({ role: 'assistant', content }, {}, { id: 'gen-2' });
      case 'other-role':
        return frame({ content });
      default:
        return detail(content, { index: 1 });
    }
  });

const used = { usage: { prompt_tokens: 3, completion_tokens: 5, total_tokens: 8, cost: 0.001 } };

/** Frames with more in them than a piece. */
const wholeFrames = (content: string): string[] => [
  frame({ content: '' }, { finish_reason: 'stop', native_finish_reason: 'end_turn' }),
  frame({ content }, { finish_reason: 'length' }),
  frame({ content }, {}, used),
  frame({ content: '' }, { finish_reason: 'error' }, { error: { code: 502, message: 'down' } }),
  frame({ content }, {}, { error: { code: 'server_error', message: 'down' } }),
  JSON.stringify({ id: 'gen-1', choices: [], ...used }),
  JSON.stringify({ error: { code: 429, message: 'slow down' } }),
  frame({ content, reasoning: content }),
  frame({ content, annotations: [{ type: 'url_citation', url_citation: { url: 'https://example.com' } }] }),
  frame({ content: null, tool_calls: [{ index: 0, function: { name: 'f', arguments: '{}' } }] }),
  frame({ role: 'assistant', content: '' }),
  detail(content, { signature: 'sig' }),
  frame({ content: '', reasoning_details: [{ type: 'reasoning.encrypted', data: content }] }),
  frame({ content, something_new: { content } }),
  '{"choices":[{"delta":{"content":"cut',
  'not json',
  '"text"',
  'null',
  '[]',
];

const wholeArbitrary = contentArbitrary.chain((content) => fc.constantFrom(...wholeFrames(content)));

/**
 * Frames as a timeline: neighbouring pieces of one kind as one text, everything else word for word at its place.
 */
function timelineOf(frames: readonly string[], whole: ReadonlySet<string>): string[] {
  const timeline: string[] = [];
  let last: string | null = null;
  for (const data of frames) {
    if (whole.has(data)) {
      timeline.push(data);
      last = null;
      continue;
    }
    for (const { kind, content } of saidIn(data)) {
      if (kind === last) timeline.push(`${timeline.pop()}${content}`);
      else timeline.push(`${kind}: ${content}`);
      last = kind;
    }
  }
  return timeline;
}

const framesArbitrary = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: pieceArbitrary.map((data) => ({ data, whole: false })) },
    { weight: 1, arbitrary: wholeArbitrary.map((data) => ({ data, whole: true })) },
  ),
  { maxLength: 30 },
);

describe('merging frames that came together', () => {
  test('never changes the text, the reasoning or their order, and leaves every other frame as it came', () => {
    fc.assert(
      fc.property(framesArbitrary, (generated) => {
        const frames = generated.map(({ data }) => data);
        const whole = new Set(generated.filter((one) => one.whole).map(({ data }) => data));
        const merged = mergeFrames(frames);
        expect(timelineOf(merged, whole)).toEqual(timelineOf(frames, whole));
        expect(merged.filter((data) => whole.has(data))).toEqual(frames.filter((data) => whole.has(data)));
        expect(merged.length).toBeLessThanOrEqual(frames.length);
        expect(mergeFrames(merged), 'merged again').toEqual(merged);
      }),
      { numRuns: 1000, seed: 20261122 },
    );
  });

  test.each([
    ['text', text],
    ['reasoning', reasoning],
    ['reasoning in details', detail],
  ] as [string, (content: string) => string][])('makes one frame of many pieces of %s', (_, make) => {
    expect(mergeFrames(['one ', 'two ', 'three'].map(make))).toEqual([make('one two three')]);
  });

  test('joins a character that was cut in two', () => {
    expect(mergeFrames([text('\ud83d'), text('\ude00')])).toEqual([text('😀')]);
  });

  test('keeps text and reasoning apart, in the order in which they came', () => {
    const frames = [reasoning('a'), reasoning('b'), text('c'), text('d'), reasoning('e')];
    expect(mergeFrames(frames)).toEqual([reasoning('ab'), text('cd'), reasoning('e')]);
  });

  test('does not merge over a frame with more in it', () => {
    const finish = frame({ content: '' }, { finish_reason: 'stop' });
    expect(mergeFrames([text('a'), finish, text('b')])).toEqual([text('a'), finish, text('b')]);
  });

  test.each(wholeFrames('a'))('leaves %s as it came, even next to its like', (whole) => {
    expect(mergeFrames([whole, whole])).toEqual([whole, whole]);
    expect(mergeFrames([text('a'), whole, whole, text('a')])).toEqual([text('a'), whole, whole, text('a')]);
  });

  test.each([
    ['id', frame({ role: 'assistant', content: 'b' }, {}, { id: 'gen-2' })],
    ['role', frame({ content: 'b' })],
    ['choice', frame({ role: 'assistant', content: 'b' }, { index: 1 })],
    ['kind', reasoning('b')],
  ])('leaves pieces apart that differ in their %s', (_, other) => {
    expect(mergeFrames([text('a'), other])).toEqual([text('a'), other]);
    expect(mergeFrames([detail('a'), detail('b', { index: 1 })])).toEqual([detail('a'), detail('b', { index: 1 })]);
  });

  test('leaves a lone piece byte for byte as it came', () => {
    const spaced = '{ "choices": [ { "delta": { "content": "a" } } ] }';
    expect(mergeFrames([spaced])).toEqual([spaced]);
    expect(mergeFrames([spaced, reasoning('b')])).toEqual([spaced, reasoning('b')]);
  });

  test('has nothing to do with nothing', () => {
    expect(mergeFrames([])).toEqual([]);
  });
});
