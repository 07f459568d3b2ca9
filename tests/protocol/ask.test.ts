import { describe, expect, test } from 'vitest';
import { type Ask, type NewComparison, parseAsk, parseRetry } from '@/lib/protocol/ask';
import type { FieldError } from '@/lib/protocol/read-fields';

function taken(body: unknown): Ask {
  const parsed = parseAsk(body);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.ask;
}

function errorsOf(body: unknown): FieldError[] {
  const parsed = parseAsk(body);
  if (parsed.ok) throw new Error('this request was taken');
  return parsed.errors;
}

const pathsOf = (body: unknown) => errorsOf(body).map(({ path }) => path);

describe('a new comparison', () => {
  test('needs no more than a prompt and models', () => {
    expect(taken({ prompt: 'Why?', models: ['a/one', 'b/two'] })).toEqual({
      kind: 'new',
      content: [{ type: 'text', text: 'Why?' }],
      system: null,
      lanes: [
        { model: 'a/one', settings: {}, system: null, path: 'models.0' },
        { model: 'b/two', settings: {}, system: null, path: 'models.1' },
      ],
      ceilingUsd: null,
      blind: false,
      tags: [],
      lineUp: null,
    });
  });

  test('may be blind, and names its tags and its line-up', () => {
    const ask = { prompt: 'Why?', models: ['a/one'], blind: true, tags: [' code ', 'short'], lineUp: ' Fast ones ' };
    expect(taken(ask)).toMatchObject({ blind: true, tags: ['code', 'short'], lineUp: 'Fast ones' });
    const tags = Array.from({ length: 9 }, (_, index) => `${index}`);
    const wrong = [{ tags }, { tags: [''] }, { tags: ['x'.repeat(41)] }, { tags: ['a', ' a'] }, { tags: 'a' }];
    for (const fields of [...wrong, { blind: 1 }, { lineUp: ' ' }, { lineUp: 'x'.repeat(81) }]) {
      const [path = ''] = Object.keys(fields);
      expect(pathsOf({ prompt: 'Why?', models: ['a/one'], ...fields })[0], JSON.stringify(fields)).toMatch(
        new RegExp(`^${path}`),
      );
    }
    expect(pathsOf({ comparison: 'c', prompt: 'Why?', blind: true })).toEqual(['blind']);
  });

  test('keeps the prompt as it was written, blanks and all', () => {
    expect(taken({ prompt: '  Why?\n', models: ['a/one'] }).content).toEqual([{ type: 'text', text: '  Why?\n' }]);
  });

  test('gives every lane the settings of all', () => {
    const ask = taken({ prompt: 'Why?', models: ['a/one', 'b/two'], settings: { temperature: 0.5, maxTokens: 9 } });
    expect(ask).toMatchObject({
      lanes: [{ settings: { temperature: 0.5, maxTokens: 9 } }, { settings: { temperature: 0.5, maxTokens: 9 } }],
    });
  });

  test("lets a lane's own settings win, one by one, zero and none too", () => {
    const ask = taken({
      prompt: 'Why?',
      settings: { temperature: 1, maxTokens: 9, reasoning: 'high' },
      lanes: [{ model: 'a/one', settings: { temperature: 0, reasoning: 'none' } }, { model: 'b/two' }],
    });
    expect(ask).toMatchObject({
      lanes: [
        { model: 'a/one', settings: { temperature: 0, maxTokens: 9, reasoning: 'none' }, path: 'lanes.0.model' },
        { model: 'b/two', settings: { temperature: 1, maxTokens: 9, reasoning: 'high' }, path: 'lanes.1.model' },
      ],
    });
  });

  test.each([
    [undefined, null],
    [null, null],
    ['', ''],
    [' \n', ''],
    ['Be kind. ', 'Be kind. '],
  ])('gives a lane with the system prompt %j its own: %j', (system, stored) => {
    const lanes = [{ model: 'a/one', system }, { model: 'b/two' }];
    expect(taken({ prompt: 'Why?', lanes })).toMatchObject({ lanes: [{ system: stored }, { system: null }] });
  });

  test('may have the same model in two lanes', () => {
    const lanes = [{ model: 'a/one', settings: { temperature: 0 } }, { model: 'a/one' }];
    expect(taken({ prompt: 'Why?', lanes })).toMatchObject({ lanes: [{ model: 'a/one' }, { model: 'a/one' }] });
  });

  test('takes variants and aliases as model ids', () => {
    const models = ['vendor/model:free', '~vendor/model-latest', 'demo/quick'];
    expect(taken({ prompt: 'Why?', models })).toMatchObject({ lanes: models.map((model) => ({ model })) });
  });

  test.each([
    [undefined, null],
    ['', null],
    [' \n', null],
    ['Be brief. ', 'Be brief. '],
  ])('with the system prompt %j has %j', (system, kept) => {
    expect(taken({ prompt: 'Why?', models: ['a/one'], system })).toMatchObject({ system: kept });
  });

  test('takes eight lanes and refuses a ninth', () => {
    const models = (count: number) => Array.from({ length: count }, (_, index) => `vendor/m${index}`);
    expect(taken({ prompt: 'Why?', models: models(8) })).toMatchObject({ kind: 'new' });
    expect(errorsOf({ prompt: 'Why?', models: models(9) })).toEqual([
      { path: 'models', message: 'at most 8 models fit side by side' },
    ]);
  });
});

describe('a follow-up', () => {
  test('asks all lanes, with the system prompt of before, when it says no more', () => {
    expect(taken({ comparison: 'c', prompt: 'And?' })).toEqual({
      kind: 'follow-up',
      comparison: 'c',
      content: [{ type: 'text', text: 'And?' }],
      lanes: null,
      system: undefined,
      ceilingUsd: null,
    });
  });

  test('may ask some lanes', () => {
    const lanes = [
      { lane: 'A', isBare: true, path: 'lanes.0' },
      { lane: 'C', isBare: true, path: 'lanes.1' },
    ];
    expect(taken({ comparison: 'c', prompt: 'And?', lanes: ['A', 'C'] })).toMatchObject({ lanes });
  });

  test('may change the model, the settings and the system prompt of a lane, each for itself', () => {
    const lanes = [
      { lane: 'A', model: 'b/two' },
      { lane: 'B', settings: {} },
      { lane: 'C', system: 'Be kind.' },
      { lane: 'D', system: null },
      { lane: 'E', system: ' ' },
      { lane: 'F' },
    ];
    expect(taken({ comparison: 'c', prompt: 'And?', lanes })).toMatchObject({
      lanes: [
        { lane: 'A', model: 'b/two', isBare: false, path: 'lanes.0' },
        { lane: 'B', settings: {}, isBare: false, path: 'lanes.1' },
        { lane: 'C', system: 'Be kind.', isBare: false, path: 'lanes.2' },
        { lane: 'D', system: null, isBare: false, path: 'lanes.3' },
        { lane: 'E', system: '', isBare: false, path: 'lanes.4' },
        { lane: 'F', isBare: false, path: 'lanes.5' },
      ],
    });
  });

  test('may change the system prompt, and an empty one takes it away', () => {
    expect(taken({ comparison: 'c', prompt: 'And?', system: 'Be long.' })).toMatchObject({ system: 'Be long.' });
    expect(taken({ comparison: 'c', prompt: 'And?', system: '' })).toMatchObject({ system: null });
  });

  test.each([
    [{ lanes: [] }, 'lanes'],
    [{ lanes: ['A', 'A'] }, 'lanes'],
    [{ lanes: ['A', 'Z'] }, 'lanes.1'],
    [{ lanes: [{ model: 'a/one' }] }, 'lanes.0.lane'],
    [{ lanes: ['A', { lane: 'A', model: 'a/one' }] }, 'lanes'],
    [{ lanes: [{ lane: 'I', model: 'a/one' }] }, 'lanes.0.lane'],
    [{ lanes: [null] }, 'lanes.0'],
    [{ lanes: 'A' }, 'lanes'],
    [{ lanes: [{ lane: 'A', model: 'one' }] }, 'lanes.0.model'],
    [{ lanes: [{ lane: 'A', settings: null }] }, 'lanes.0.settings'],
    [{ lanes: [{ lane: 'A', settings: { topQ: 1 } }] }, 'lanes.0.settings.topQ'],
    [{ lanes: [{ lane: 'A', system: 5 }] }, 'lanes.0.system'],
    [{ lanes: [{ lane: 'A', seed: 5 }] }, 'lanes.0.seed'],
    [{ models: ['a/one'] }, 'models'],
    [{ settings: { temperature: 1 } }, 'settings'],
    [{ comparison: null }, 'comparison'],
    [{ prompt: ' ' }, 'prompt'],
  ])('with %j is refused at %s', (change, path) => {
    expect(pathsOf({ comparison: 'c', prompt: 'And?', ...change })).toEqual([path]);
  });
});

describe('a question in parts', () => {
  const parts = (...texts: string[]) => texts.map((text) => ({ type: 'text', text }));

  test('keeps its parts as they are, in a new comparison and in a follow-up', () => {
    for (const body of [{ models: ['a/one'] }, { comparison: 'c' }]) {
      expect(taken({ ...body, content: parts('Why? ', '', 'In a word.') }).content).toEqual(
        parts('Why? ', '', 'In a word.'),
      );
    }
  });

  test.each([
    [{ content: parts('Why?'), prompt: 'Why?' }, 'content', 'give either prompt or content, not both'],
    [{}, 'prompt', 'must be the text to ask'],
    [{ content: [] }, 'content', 'is empty: write what the models should answer'],
    [{ content: parts(' ', '\n') }, 'content', 'is empty: write what the models should answer'],
    [{ content: 'Why?' }, 'content', 'must be a list'],
    [{ content: ['Why?'] }, 'content.0', 'must be a part such as { "type": "text", "text": "…" }'],
    [{ content: [{ type: 'image', data: 'data:' }] }, 'content.0.type', 'must be "text", the only kind of part so far'],
    [{ content: [{ type: 'text' }] }, 'content.0.text', 'must be a text'],
    [{ content: [{ type: 'text', text: 'Why?', name: 'x' }] }, 'content.0.name', 'is not a field of this request'],
  ])('as %j is refused', (body, path, message) => {
    for (const rest of [{ models: ['a/one'] }, { comparison: 'c' }]) {
      expect(errorsOf({ ...rest, ...body })).toContainEqual({ path, message });
    }
  });
});

describe('a retry', () => {
  test('names lanes as a follow-up does', () => {
    expect(parseRetry({ lanes: ['B', { lane: 'D', model: 'a/one', settings: {}, system: '' }] })).toEqual({
      ok: true,
      lanes: [
        { lane: 'B', isBare: true, path: 'lanes.0' },
        { lane: 'D', model: 'a/one', settings: {}, system: '', isBare: false, path: 'lanes.1' },
      ],
    });
  });

  test.each([
    [null, '', 'the body must be a JSON object'],
    [{}, 'lanes', 'must be a list'],
    [{ lanes: [] }, 'lanes', 'name at least one lane to ask again'],
    [{ lanes: ['B', 'B'] }, 'lanes', 'names a lane twice'],
    [{ lanes: ['b'] }, 'lanes.0', 'must be the letter of a lane, A to H'],
    [{ lanes: ['B'], prompt: 'And?' }, 'prompt', 'is not a field of this request'],
  ])('of %j is refused', (body, path, message) => {
    expect(parseRetry(body)).toEqual({ ok: false, errors: [{ path, message }] });
  });
});

describe('a request that cannot be asked', () => {
  test.each([null, [], 'Why?', 5])('as %j is no object', (body) => {
    expect(errorsOf(body)).toEqual([{ path: '', message: 'the body must be a JSON object' }]);
  });

  test.each([
    [{ prompt: undefined }, 'prompt', 'must be the text to ask'],
    [{ prompt: 5 }, 'prompt', 'must be the text to ask'],
    [{ prompt: ' \n' }, 'prompt', 'is empty: write what the models should answer'],
    [{ models: undefined }, 'models', 'is missing: give at least one model id'],
    [{ models: [] }, 'models', 'choose at least one model'],
    [{ models: ['gpt'] }, 'models.0', 'must be a model id such as "vendor/model"'],
    [{ models: ['a/one', 'b/t wo'] }, 'models.1', 'must be a model id such as "vendor/model"'],
    [{ models: [null] }, 'models.0', 'must be a model id such as "vendor/model"'],
    [{ models: [`a/${'x'.repeat(200)}`] }, 'models.0', 'is longer than any model id'],
    [{ lanes: [{ model: 'a/one' }] }, 'models', 'give either models or lanes, not both'],
    [{ system: 5 }, 'system', 'must be a text'],
  ])('with %j says where and what', (change, path, message) => {
    expect(errorsOf({ prompt: 'Why?', models: ['a/one'], ...change })).toEqual([{ path, message }]);
  });

  test.each([
    [{ temperature: 2.1 }, 'temperature'],
    [{ temperature: '1' }, 'temperature'],
    [{ maxTokens: 0 }, 'maxTokens'],
    [{ maxTokens: 1.5 }, 'maxTokens'],
    [{ reasoning: 'much' }, 'reasoning'],
    [{ topP: 0 }, 'topP'],
    [{ seed: 2 ** 31 }, 'seed'],
    [{ frequencyPenalty: 3 }, 'frequencyPenalty'],
    [{ presencePenalty: -3 }, 'presencePenalty'],
    [{ verbosity: 'max' }, 'verbosity'],
    [{ stop: 'END' }, 'stop'],
    [{ stop: [] }, 'stop'],
    [{ stop: ['1', '2', '3', '4', '5'] }, 'stop'],
    [{ stop: ['1', ''] }, 'stop.1'],
    [{ topK: 1 }, 'topK'],
  ])('with the settings %j is refused at %s, of all lanes or of one', (settings, field) => {
    expect(pathsOf({ prompt: 'Why?', models: ['a/one'], settings })).toEqual([`settings.${field}`]);
    const lanes = [{ model: 'a/one' }, { model: 'b/two', settings }];
    expect(pathsOf({ prompt: 'Why?', lanes })).toEqual([`lanes.1.settings.${field}`]);
  });

  test('names every field that it does not know, not supported ones too, at its place', () => {
    const lanes = [{ model: 'a/one', seed: 1 }];
    expect(errorsOf({ prompt: 'Why?', lanes, files: [], hidden: true })).toEqual([
      { path: 'lanes.0.seed', message: 'is not a field of this request' },
      { path: 'files', message: 'is not a field of this request' },
      { path: 'hidden', message: 'is not a field of this request' },
    ]);
    expect(pathsOf({ comparison: 'c', prompt: 'And?', files: [] })).toEqual(['files']);
  });

  test('names everything that is wrong at once', () => {
    expect(pathsOf({ prompt: '', models: ['gpt', 'a/one'], settings: { temperature: 3 } })).toEqual([
      'prompt',
      'models.0',
      'settings.temperature',
    ]);
  });
});

test('no half of a character gets into a prompt, a system prompt or a model id', () => {
  const { content, system } = taken({ prompt: 'x \ud83d', system: '\ude00 y 😀', models: ['a/one'] }) as NewComparison;
  expect([content, system]).toEqual([[{ type: 'text', text: 'x \ufffd' }], '\ufffd y 😀']);
  expect(taken({ comparison: 'c', prompt: '\ud83d\ud83d' })).toMatchObject({ content: [{ text: '\ufffd\ufffd' }] });
  expect(pathsOf({ prompt: 'x', models: ['a/\ud83d'] })).toEqual(['models.0']);
});
