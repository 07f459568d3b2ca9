import { describe, expect, test } from 'vitest';
import { groupModels } from '@/components/picker/model-group-rows';
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
  test('has the recent models on top, then vendor by vendor, each model once', () => {
    const groups = groupModels(MODELS, ['openai/gpt-5', 'gone/model']);
    expect(groups.map(({ label, models }) => [label, models.length])).toEqual([
      ['Recent', 1],
      ['Mistral', 1],
      ['Anthropic', 2],
      ['OpenAI', 2],
    ]);
    expect(groups.flatMap(({ models }) => models)).toHaveLength(MODELS.length);
  });

  test('has no empty group', () => {
    expect(groupModels(MODELS, []).map(({ label }) => label)).toEqual(['Mistral', 'Anthropic', 'OpenAI']);
  });
});
