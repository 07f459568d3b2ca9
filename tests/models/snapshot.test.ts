import { expect, it } from 'vitest';
import { z } from 'zod';
import { snapshot } from '@/lib/models/snapshot';
import { modelSchema } from '@/lib/protocol/model';

it('the snapshot is 337 models of 2 July 2026', () => {
  expect(snapshot.asOf).toBe('2026-07-02');
  expect(z.array(modelSchema).parse(snapshot.models)).toEqual(snapshot.models);
  expect(new Set(snapshot.models.map((model) => model.id)).size).toBe(337);
});

it('the snapshot speaks of models as OpenRouter’s list does', () => {
  const opus = snapshot.models.find((model) => model.id === '~anthropic/claude-opus-latest');
  expect(opus).toMatchObject({
    name: 'Claude Opus Latest',
    vendor: 'Anthropic',
    usdPerMillion: { input: 5, output: 25 },
    input: ['text', 'image', 'file'],
    parameters: ['max_tokens', 'reasoning', 'tools'],
    created: '2026-04-21',
    demo: false,
  });
});

it('the snapshot has the day of every model, and the first of the month where only that is known', () => {
  for (const { id, created } of snapshot.models) expect(created, id).toMatch(/^202\d-[01]\d-[0-3]\d$/);
});
