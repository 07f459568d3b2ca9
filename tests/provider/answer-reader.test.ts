import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { type AnswerPart, AnswerReader } from '@/lib/provider/answer-reader';

type Json = Record<string, unknown>;

function frame(delta: Json, choice: Json = {}, envelope: Json = {}): string {
  return JSON.stringify({
    id: 'gen-1',
    object: 'chat.completion.chunk',
    ...envelope,
    choices: [{ index: 0, delta, finish_reason: null, ...choice }],
  });
}

const text = (content: string) => frame({ role: 'assistant', content });
const reasoning = (content: string) => frame({ role: 'assistant', content: '', reasoning: content });
/** OpenRouter says reasoning twice in one frame. */
const detail = (content: string, more: Json = {}) =>
  frame({
    content: '',
    reasoning: content,
    reasoning_details: [{ type: 'reasoning.text', text: content, index: 0, ...more }],
  });
const finish = frame({ content: '' }, { finish_reason: 'stop' });

/** Reads frames, in groups that came together; `said` is what was heard beside the parts. */
function read(...groups: readonly string[][]) {
  const said: unknown[] = [];
  const reader = new AnswerReader({
    onNote: (note) => said.push(note),
    onUsage: (report) => said.push(report),
    onUsageAtEnd() {},
    onFailure: (error) => said.push(error),
  });
  const parts: AnswerPart[] = [];
  for (const group of groups) {
    for (const data of group) reader.read(data);
    parts.push(...reader.takeParts());
  }
  reader.end();
  return { parts: [...parts, ...reader.takeParts()], said };
}

/** Neighbours of one kind as one. */
function merged(parts: readonly AnswerPart[]): AnswerPart[] {
  const all: AnswerPart[] = [];
  for (const part of parts) {
    const last = all.at(-1);
    if ('content' in part && last?.kind === part.kind) last.content += part.content;
    else all.push({ ...part });
  }
  return all;
}

const contentArbitrary = fc.oneof(
  fc.string({ minLength: 1, maxLength: 5 }),
  fc.constantFrom(
    '\n',
    ' ',
    'data: [DONE]',
    '😀',
    '\ud83d',
    '\ude00',
    '\u2028',
    '"',
    '\\',
    '<think>',
    '</think>',
    '<th',
  ),
);

const frameArbitrary = fc
  .tuple(
    fc.constantFrom('text', 'text', 'text', 'reasoning', 'detail', 'finish', 'served', 'usage', 'broken'),
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
      case 'finish':
        return finish;
      case 'served':
        return frame({ content }, {}, { model: 'vendor/model', provider: 'P' });
      case 'usage':
        return JSON.stringify({ choices: [], usage: { prompt_tokens: 3, completion_tokens: 5 } });
      default:
        return '{"choices":[{"delta"';
    }
  });

describe('frames that came together', () => {
  test('say what they say one by one, in fewer parts', () => {
    fc.assert(
      fc.property(fc.array(frameArbitrary, { maxLength: 30 }), (frames) => {
        const together = read(frames);
        const apart = read(...frames.map((data) => [data]));
        expect(together.parts).toEqual(merged(apart.parts));
        expect(together.said).toEqual(apart.said);
      }),
      { numRuns: 1000, seed: 20261126 },
    );
  });

  test.each([
    ['text', 'text', text],
    ['reasoning', 'reasoning', reasoning],
    ['reasoning in details', 'reasoning', detail],
  ] as const)('are one part when they are pieces of %s', (_, kind, make) => {
    expect(read(['one ', 'two ', 'three'].map((content) => make(content))).parts).toEqual([
      { kind, content: 'one two three' },
    ]);
  });

  test('join a character that was cut in two', () => {
    expect(read([text('\ud83d'), text('\ude00')]).parts).toEqual([{ kind: 'text', content: '😀' }]);
  });

  test('keep text and reasoning apart, in the order in which they came', () => {
    const frames = [reasoning('a'), reasoning('b'), text('c'), text('d'), reasoning('e')];
    expect(read(frames).parts).toEqual([
      { kind: 'reasoning', content: 'ab' },
      { kind: 'text', content: 'cd' },
      { kind: 'reasoning', content: 'e' },
    ]);
  });

  test('have their reasoning before their text', () => {
    expect(read([frame({ content: 'b', reasoning: 'a' })]).parts).toEqual([
      { kind: 'reasoning', content: 'a' },
      { kind: 'text', content: 'b' },
    ]);
  });
});

describe('reasoning', () => {
  test.each<[string, Json, string]>([
    ['reasoning_content', { reasoning_content: 'hm' }, 'hm'],
    ['a list of parts', { reasoning: [{ type: 'text', text: 'h' }, 'm'] }, 'hm'],
    ['an object', { reasoning: { content: 'hm' } }, 'hm'],
    ['a summary', { reasoning_details: [{ type: 'reasoning.summary', summary: 'hm' }] }, 'hm'],
    [
      'a summary in parts',
      { reasoning_details: [{ type: 'x', summary: [{ type: 'summary_text', text: 'hm' }] }] },
      'hm',
    ],
    [
      'details of a format that is new',
      { reasoning_details: [{ type: 'reasoning.text', text: 'hm', format: 'new' }] },
      'hm',
    ],
    ['details that are no list', { reasoning_details: { type: 'reasoning.text', text: 'hm' } }, 'hm'],
    [
      'details with a signature alone, and plain',
      { reasoning: 'hm', reasoning_details: [{ type: 'reasoning.text', signature: 's' }] },
      'hm',
    ],
    [
      'details that are encrypted, and plain',
      { reasoning: 'hm', reasoning_details: [{ type: 'reasoning.encrypted', data: 'x' }] },
      'hm',
    ],
    ['a part of the content', { content: [{ type: 'thinking', thinking: [{ type: 'text', text: 'hm' }] }] }, 'hm'],
    ['both plain fields', { reasoning: 'hm', reasoning_content: 'hm' }, 'hm'],
  ])('is read from %s', (_, delta, content) => {
    expect(read([frame(delta)]).parts).toEqual([{ kind: 'reasoning', content }]);
  });

  test('that is encrypted is nothing to hand on', () => {
    const encrypted = detail('', { type: 'reasoning.encrypted', data: 'x'.repeat(1000) });
    expect(read([encrypted, encrypted])).toEqual({ parts: [], said: [] });
  });

  test('that begins with white space comes with its first visible character', () => {
    expect(read([reasoning('\n')], [text(' ')], [reasoning('\n')], [reasoning(' hm')], [text('a')]).parts).toEqual([
      { kind: 'reasoning', content: '\n\n hm' },
      { kind: 'text', content: ' a' },
    ]);
  });
});

describe('reading frames', () => {
  test('tells who serves the answer when that changes, not with each', () => {
    const by = (provider: string) => frame({ content: 'a' }, {}, { model: 'm', provider });
    const { parts } = read([by('P'), by('P'), by('Q')]);
    expect(parts.map((part) => ('content' in part ? part.content : part))).toEqual([
      { kind: 'served', model: 'm', provider: 'P' },
      'aa',
      { kind: 'served', model: 'm', provider: 'Q' },
      'a',
    ]);
  });

  test('hands on nothing of what is nested without end', () => {
    const deep = (depth: number) => `{"choices":[{"delta":{"content":${'['.repeat(depth)}"a"${']'.repeat(depth)}}}]}`;
    expect(read([deep(3)]).parts).toEqual([{ kind: 'text', content: 'a' }]);
    expect(read([deep(1000)], [text('b')]).parts).toEqual([{ kind: 'text', content: 'b' }]);
  });

  test('parses each frame once', () => {
    const parse = vi.spyOn(JSON, 'parse');
    const frames = Array.from({ length: 1000 }, (_, nth) => (nth % 2 === 0 ? text('a') : reasoning('b')));
    read(frames);
    const parsed = parse.mock.calls.length;
    parse.mockRestore();
    expect(parsed).toBe(1000);
  });
});
