import { expect, it } from 'vitest';
import { createCatalog } from '@/lib/models/catalog';
import { FakeClock } from '../support/fake-clock';

const away = async () => {
  throw new Error('OpenRouter is away');
};

it.each([
  ['a model of text', 'openai/gpt-5', true],
  ['a model that draws', 'google/gemini-2.5-flash-image', false],
  ['a model that searches', 'perplexity/sonar', false],
  ['a model whose name says that it searches', 'openai/gpt-4o-search-preview', false],
  ['a model that searches as often as it likes', 'openai/o3-deep-research', false],
])('the snapshot knows the dearest price of a request, if tokens are all that it costs: %s', async (_, id, isKnown) => {
  const catalog = createCatalog({ baseUrl: 'http://x', fetch: away, clock: new FakeClock(), demoModels: [] });
  expect((await catalog.find(id)).kind).toBe('listed');
  expect((await catalog.ceilingOf(id)) !== null).toBe(isKnown);
});
