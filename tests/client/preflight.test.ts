import { describe, expect, test } from 'vitest';
import { listedModel } from '@/lib/client/catalog-store';
import { writeSettings, writeSystem } from '@/lib/client/draft';
import { type Preflight, preflight, termsOfChoice } from '@/lib/client/preflight';
import type { Catalog } from '@/lib/protocol/model';
import { modelOf } from '../support/model-of';
import { newWorkspaceState } from '../support/new-workspace-state';

const model = modelOf('v/m', { context: 200_000, parameters: ['max_tokens', 'reasoning'] });
const demo = modelOf('demo/quick', { demo: true });

const check = (known: Partial<Preflight>) =>
  preflight({ model, promptTokens: 10, settings: {}, payer: 'visitor', ...known });

describe('what is told of a lane before it is asked', () => {
  test('is nothing where nothing speaks against it', () => {
    expect(check({})).toBeNull();
    expect(check({ payer: 'house' })).toBeNull();
    expect(check({ model: demo, payer: 'none' })).toBeNull();
    expect(check({ model: { ...modelOf('lab:m'), source: 'lab' }, payer: 'none' })).toBeNull();
    expect(check({ promptTokens: 200_000 })).toBeNull();
    expect(check({ settings: { maxTokens: 9, reasoning: 'high' } })).toBeNull();
  });

  test('is that its model is retired', () => {
    expect(check({ model: null })).toMatchObject({ kind: 'retired', blocks: true });
  });

  test('is that nobody pays for it', () => {
    expect(check({ payer: 'none' })).toMatchObject({ kind: 'needs-key', words: 'needs a key', blocks: true });
  });

  test('is that the prompt is longer than its context, with both lengths', () => {
    expect(check({ promptTokens: 312_000 })).toEqual({
      kind: 'too-long',
      words: 'too long: ≈ 312k > 200k',
      remedy: 'The prompt has more tokens than its context. Shorten it, or choose a model with more.',
      blocks: true,
    });
  });

  test('blocks no lane by an estimate that may be wrong', () => {
    expect(check({ promptTokens: 201_000 })).toMatchObject({ kind: 'too-long', blocks: false });
    expect(check({ promptTokens: 250_001 })).toMatchObject({ kind: 'too-long', blocks: true });
  });

  test('is that the answer that it may write does not fit after the prompt', () => {
    expect(check({ promptTokens: 150_000, settings: { maxTokens: 100_000 } })).toMatchObject({
      kind: 'too-long',
      words: 'too long: ≈ 150k + 100k > 200k',
      blocks: false,
    });
    expect(check({ model: modelOf('v/m'), promptTokens: 9e9 })).toBeNull();
  });

  test('is which settings it ignores, where the list says what it understands', () => {
    expect(check({ settings: { temperature: 0 } })).toMatchObject({
      kind: 'ignores-setting',
      words: 'ignores Temperature',
      blocks: false,
    });
    expect(check({ model: modelOf('v/m'), settings: { temperature: 0 } })).toBeNull();
  });

  test('is the worst of several', () => {
    const all = { promptTokens: 9e9, settings: { temperature: 0 }, payer: 'none' } as const;
    expect(check({ ...all, model: null })?.kind).toBe('retired');
    expect(check(all)?.kind).toBe('needs-key');
    expect(check({ ...all, payer: 'house' })?.kind).toBe('too-long');
  });
});

describe('a model of the list', () => {
  const catalog = (kind: 'live' | 'snapshot'): Catalog => ({ source: { kind, asOf: '2026-07-02' }, models: [model] });

  test('is retired when OpenRouter lists it no longer', () => {
    expect(listedModel(catalog('live'), 'v/m')).toBe(model);
    expect(listedModel(catalog('live'), 'v/gone')).toBeNull();
  });

  test('of a server that this one does not know is retired; one that may be away, or may list it later, is not', () => {
    const own = { id: 'ollama', name: 'My Ollama', asOf: null };
    const away: Catalog = { ...catalog('live'), sources: [{ ...own, state: 'away' }] };
    expect(listedModel(away, 'ollama:llama3.3')).toBeUndefined();
    expect(listedModel(away, 'lab:llama3.3')).toBeNull();
    expect(listedModel(catalog('snapshot'), 'lab:hf.co/llama')).toBeNull();
  });

  test.each([
    ['snapshot', 'v/gone'],
    ['live', 'v/m:nitro'],
    ['live', 'v/m@preset/mine'],
    ['live', '@preset/mine'],
    ['live', '~v/m-latest'],
    ['live', 'openrouter/auto'],
  ] as const)('is not called retired where the %s list does not tell of %s', (kind, id) => {
    expect(listedModel(catalog(kind), id)).toBeUndefined();
  });
});

describe('a model that is chosen now', () => {
  const { panes, composer } = newWorkspaceState('abcd'.repeat(100), [model]);
  const lane = composer.draft.lanes[0];
  const draft = writeSettings({ temperature: '0.5' })(writeSystem('abcd')(composer.draft));

  test('would be asked with prompt, system prompt and the settings of all', () => {
    expect(termsOfChoice(panes, { ...composer, draft })).toEqual({ promptTokens: 101, settings: { temperature: 0.5 } });
  });

  test('would be asked with what is written for the lane that it takes over', () => {
    const own = { ...draft.settings, temperature: '1' };
    const lanes = lane ? [{ ...lane, own, system: '' }] : [];
    const swapping = { kind: 'draft', key: lane?.key ?? '' } as const;
    const swapped = { ...composer, swapping, draft: { ...draft, sameSettings: false, lanes } };
    expect(termsOfChoice(panes, swapped)).toEqual({ promptTokens: 100, settings: { temperature: 1 } });
  });
});
