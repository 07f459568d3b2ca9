import { describe, expect, it } from 'vitest';
import { readLiveModels as readListed, readPriceCeiling } from '@/lib/models/read-live-list';
import { entry } from './models-server';

const readLiveModels = (body: unknown) => readListed(body).map(({ model }) => model);
const read = (facts: Record<string, unknown>, id = 'openai/gpt-5') => readLiveModels({ data: [entry(id, facts)] })[0];

describe('an entry of OpenRouter’s list', () => {
  it('becomes a model', () => {
    const model = read({
      name: 'OpenAI: GPT-5',
      architecture: { input_modalities: ['text', 'image', 'file'], output_modalities: ['text'] },
      pricing: { prompt: '0.00000125', completion: '0.00001', request: '0' },
    });
    expect(model).toEqual({
      id: 'openai/gpt-5',
      name: 'GPT-5',
      vendor: 'OpenAI',
      context: 128_000,
      maxOutput: 16_384,
      usdPerMillion: { input: 1.25, output: 10 },
      input: ['text', 'image', 'file'],
      output: ['text'],
      parameters: ['max_tokens', 'temperature'],
      created: '2026-09-21',
      demo: false,
    });
  });

  it.each([
    ['openai/gpt-5', 'OpenAI: GPT-5', 'OpenAI', 'GPT-5'],
    ['nex-agi/nex', 'Nex: a: b', 'Nex', 'a: b'],
    ['some-lab/thing-2', 'Thing 2', 'Some Lab', 'Thing 2'],
    ['z-ai/glm-5', 'GLM 5', 'Z.ai', 'GLM 5'],
    ['~anthropic/claude-sonnet-latest', 'Anthropic Claude Sonnet Latest', 'Anthropic', 'Claude Sonnet Latest'],
    ['~openai/gpt-latest', 'OpenAI: GPT Latest', 'OpenAI', 'GPT Latest'],
    ['openai/gpt-5', undefined, 'OpenAI', 'openai/gpt-5'],
    ['openai/gpt-5', 'Open\ud83dAI: GPT\ude00', 'Open\ufffdAI', 'GPT\ufffd'],
  ])('%s called %j is by %s and named %s', (id, full, vendor, name) => {
    expect(read({ name: full }, id)).toMatchObject({ vendor, name });
  });

  it.each([
    ['0.00000015', '0.0000006', { input: 0.15, output: 0.6 }],
    ['1.5e-7', 0.000002, { input: 0.15, output: 2 }],
    ['0', '0', { input: 0, output: 0 }],
    ['-1', '-1', null],
    ['0.000001', '-1', null],
    ['', '0.000001', null],
    ['NaN', '0.000001', null],
    ['Infinity', '0.000001', null],
    [undefined, '0.000001', null],
    [null, null, null],
  ])('a token at %j and %j is %j a million', (prompt, completion, expected) => {
    expect(read({ pricing: { prompt, completion } })?.usdPerMillion).toEqual(expected);
  });

  it('has no known price where tokens are free and requests are not', () => {
    const free = { prompt: '0', completion: '0' };
    expect(read({ pricing: { ...free, request: '0.04' } })?.usdPerMillion).toBeNull();
    expect(read({ pricing: { ...free, request: '0', web_search: '0.01' } })?.usdPerMillion).toEqual({
      input: 0,
      output: 0,
    });
  });

  it.each([
    [1_767_225_599, '2025-12-31'],
    [1_767_225_600.5, '2026-01-01'],
    [undefined, null],
    [0, null],
    [-1, null],
    ['1767225600', null],
    [1e300, null],
  ])('made at second %j is of the day %j', (created, day) => {
    expect(read({ created })?.created).toBe(day);
  });

  it('says what it takes in OpenRouter’s words', () => {
    const architecture = { input_modalities: ['text', 'image', 'file', 'audio'], output_modalities: ['text'] };
    expect(read({ architecture })?.input).toEqual(['text', 'image', 'file', 'audio']);
  });

  it('has unknown facts where they are absent or strange', () => {
    const bare = { data: [{ id: 'local/llama', context_length: 'big', pricing: 'free', top_provider: 3 }] };
    expect(readLiveModels(bare)).toMatchObject([
      { id: 'local/llama', context: null, maxOutput: null, usdPerMillion: null, input: ['text'], parameters: [] },
    ]);
  });

  it.each([[null], ['a/b'], [{}], [{ id: 5 }], [{ id: 'no-vendor' }], [{ id: 'a/b', name: 9 }], [[]]])(
    'that is broken like %j is left out, the others stay',
    (broken) => {
      const models = readLiveModels({ data: [entry('a/one'), broken, entry('a/two')] });
      expect(models.map((model) => model.id)).toEqual(['a/one', 'a/two']);
    },
  );

  it('counts once when its id comes twice', () => {
    const models = readLiveModels({ data: [entry('a/one', { name: 'A: First' }), entry('a/one')] });
    expect(models.map((model) => model.name)).toEqual(['First']);
  });
});

describe('the dearest price', () => {
  const ceilingOf = (pricing: Record<string, unknown> | null, { id = 'a/one', parameters = [] as string[] } = {}) =>
    readPriceCeiling({ id, pricing, supported_parameters: parameters });

  it.each([
    ['of plain tokens', { prompt: '0.000001', completion: '0.000002' }, { input: 1, output: 2, request: 0 }],
    [
      'of what is cached or thought',
      { prompt: '0.000001', completion: '0.000002', input_cache_write_1h: '0.000003', internal_reasoning: '0.000004' },
      { input: 3, output: 4, request: 0 },
    ],
    [
      'of long prompts and of some hours',
      {
        prompt: '0.000001',
        completion: '0.000002',
        overrides: [{ min_prompt_tokens: 200_000, prompt: '0.000002' }, { utc_start: 1, completion: '0.000009' }, null],
      },
      { input: 2, output: 9, request: 0 },
    ],
    [
      'of a request',
      { prompt: '0.000001', completion: '0', request: '0.005' },
      { input: 1, output: 0, request: 0.005 },
    ],
    [
      'of pictures that a model draws',
      { prompt: '0.0000003', completion: '0.0000025', image_output: '0.00003' },
      { input: 0.3, output: 30, request: 0 },
    ],
    [
      'without a search that nobody asks for',
      { prompt: '0.000001', completion: '0.000002', web_search: '0.01' },
      { input: 1, output: 2, request: 0 },
    ],
  ])('is that %s', (_, pricing, ceiling) => expect(ceilingOf(pricing)).toEqual(ceiling));

  it('has the search of a model that always searches', () => {
    const tokens = { prompt: '0.000001', completion: '0.000001' };
    const ceiling = (pricing: object) => ceilingOf({ ...tokens, ...pricing }, { parameters: ['web_search_options'] });
    expect(ceiling({ web_search: '0.005' })).toEqual({ input: 1, output: 1, request: 0.005 });
    expect(ceiling({ web_search: '0.005', request: '0.01' })?.request).toBeCloseTo(0.015);
    expect(ceiling({ web_search: 'much' })).toBeNull();
  });

  it('is not known of a model that searches as often as it likes', () => {
    expect(
      ceilingOf({ prompt: '0.000002', completion: '0.000008' }, { id: 'perplexity/sonar-deep-research' }),
    ).toBeNull();
  });

  it.each([
    ['the list says none', null],
    ['a router has none', { prompt: '-1', completion: '-1' }],
    ['one that applies cannot be read', { prompt: '0', completion: '0.1', internal_reasoning: 'much' }],
    ['an override cannot be read', { prompt: '0', completion: '0.1', overrides: [{ prompt: null }] }],
  ])('is not known where %s', (_, pricing) => expect(ceilingOf(pricing)).toBeNull());
});
