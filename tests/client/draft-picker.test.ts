import { describe, expect, test } from 'vitest';
import { noFilters } from '@/components/picker/filter-models';
import { groupModels, type Listing, listModels } from '@/components/picker/list-models';
import { searchModels } from '@/components/picker/search-models';
import { modelOf } from '../support/model-of';

const model = (id: string, name: string, vendor: string) => modelOf(id, { name, vendor });

const MODELS = [
  model('mistralai/mixtral-gpt-style', 'Mixtral, GPT style', 'Mistral'),
  model('anthropic/claude-opus-4.5', 'Claude Opus 4.5', 'Anthropic'),
  model('anthropic/claude-sonnet-4.5', 'Claude Sonnet 4.5', 'Anthropic'),
  model('openai/gpt-5-mini', 'GPT-5 Mini', 'OpenAI'),
  model('openai/gpt-5', 'GPT-5', 'OpenAI'),
  model('openai/chatgpt-4o', 'ChatGPT-4o', 'OpenAI'),
];
const found = (query: string) => searchModels(MODELS, query).map(({ id }) => id.split('/')[1]);

describe('a search for models', () => {
  test('finds all for nothing, in the order of the list', () => {
    expect(searchModels(MODELS, '  ')).toEqual(MODELS);
  });

  test('puts names that begin so before those that only have it', () => {
    expect(found('gpt')).toEqual(['gpt-5-mini', 'gpt-5', 'mixtral-gpt-style', 'chatgpt-4o']);
  });

  test('puts the very name or id first', () => {
    expect(found('gpt-5')[0]).toBe('gpt-5');
    expect(found('openai/gpt-5')[0]).toBe('gpt-5');
  });

  test('takes words in any order, from name, vendor and id', () => {
    expect(found('4.5 anthropic sonnet')).toEqual(['claude-sonnet-4.5']);
    expect(found('OPENAI mini')).toEqual(['gpt-5-mini']);
  });

  test('minds no separators', () => {
    expect(found('gpt5 mini')).toEqual(['gpt-5-mini']);
    expect(found('gpt 5')).toEqual(['gpt-5', 'gpt-5-mini']);
  });

  test('finds none when a word is missing', () => {
    expect(found('claude zzz')).toEqual([]);
  });
});

describe('a forgiving search for models', () => {
  test.each([
    ['antropic', 'claude-opus-4.5'],
    ['claud sonet', 'claude-sonnet-4.5'],
    ['sonnte', 'claude-sonnet-4.5'],
    ['mixtrall', 'mixtral-gpt-style'],
    ['gpt 5 mni', 'gpt-5-mini'],
  ])('%s is taken for what was meant', (query, first) => {
    expect(found(query)[0]).toBe(first);
  });

  test('knows what a model and its maker are called elsewhere, after those that have the word itself', () => {
    expect(found('chatgpt')).toEqual(['chatgpt-4o', 'mixtral-gpt-style', 'gpt-5-mini', 'gpt-5']);
    expect(searchModels([model('google/gemini-3', 'Gemini 3', 'Google')], 'bard')).toHaveLength(1);
    expect(found('constructor')).toEqual([]);
  });

  test('takes no word that a model has for a slip', () => {
    expect(found('opus')).toEqual(['claude-opus-4.5']);
  });
});

describe('the list without a search', () => {
  const demo = modelOf('demo/quick', { vendor: 'Demo', demo: true });
  const groupsOf = (pinned: Listing['pinned'], payer: Listing['payer'] = 'visitor', models = [demo, ...MODELS]) =>
    groupModels(models, { pinned, payer }).map(({ label, models }) => [label, ...models.map(({ id }) => id)]);

  test('has the pinned groups on top, then the vendors with the most models, each model once', () => {
    const pinned = [
      { label: 'Chosen', ids: ['openai/gpt-5'] },
      { label: 'Starred', ids: ['gone/model'] },
      { label: 'Recent', ids: ['openai/gpt-5', 'mistralai/mixtral-gpt-style'] },
    ];
    expect(groupsOf(pinned)).toEqual([
      ['Chosen', 'openai/gpt-5'],
      ['Recent', 'mistralai/mixtral-gpt-style'],
      ['Anthropic', 'anthropic/claude-opus-4.5', 'anthropic/claude-sonnet-4.5'],
      ['OpenAI', 'openai/gpt-5-mini', 'openai/chatgpt-4o'],
      ['Demo', 'demo/quick'],
    ]);
  });

  test('has the models of the operator’s own servers before the vendors', () => {
    const own = modelOf('ollama:llama3.3', { vendor: 'My Ollama', source: 'ollama' });
    for (const payer of ['none', 'visitor'] as const) {
      expect(groupsOf([], payer, [demo, ...MODELS, own])[0]).toEqual(['My Ollama', 'ollama:llama3.3']);
    }
  });

  test('has the demo models last, and first where nobody pays for others', () => {
    const labels = (payer: Listing['payer']) => groupsOf([], payer).map(([label]) => label);
    expect(labels('house')).toEqual(['OpenAI', 'Anthropic', 'Mistral', 'Demo']);
    expect(labels('none')).toEqual(['Demo', 'OpenAI', 'Anthropic', 'Mistral']);
  });
});

describe('the list of a picker', () => {
  const all: Listing = {
    models: MODELS,
    query: '',
    filters: noFilters,
    sort: 'groups',
    today: 0,
    pinned: [],
    payer: 'visitor',
  };
  const labels = (listing: Partial<Listing>) => listModels({ ...all, ...listing }).groups.map(({ label }) => label);
  const ids = (listing: Partial<Listing>) =>
    listModels({ ...all, ...listing }).groups.flatMap(({ models }) => models.map(({ id }) => id));

  test('has groups only where it is neither searched nor sorted', () => {
    expect(labels({})).toEqual(['OpenAI', 'Anthropic', 'Mistral']);
    expect(labels({ query: 'gpt' })).toEqual(['']);
    expect(labels({ sort: 'name' })).toEqual(['']);
  });

  test('has what a search finds in the chosen order', () => {
    expect(ids({ query: 'gpt-5' })).toEqual(['openai/gpt-5', 'openai/gpt-5-mini']);
    expect(ids({ query: 'claude', sort: 'newest' })).toHaveLength(2);
    expect(ids({ query: 'gpt-5', sort: 'name' })).toEqual(['openai/gpt-5', 'openai/gpt-5-mini']);
    expect(ids({ query: 'chatgpt', sort: 'name' })[0]).toBe('openai/chatgpt-4o');
  });

  test('has no row where the filters hide all that was found, and says what was', () => {
    const { groups, found } = listModels({ ...all, query: 'claude', filters: { ...noFilters, vendor: 'OpenAI' } });
    expect(groups).toEqual([]);
    expect(found).toHaveLength(2);
  });
});
