import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { snapshot } from '@/lib/models/snapshot';
import { successorOf } from '@/lib/models/successor-of';
import { modelOf } from '../support/model-of';

const among = (gone: string, ...ids: string[]) =>
  successorOf(
    gone,
    ids.map((id) => modelOf(id)),
  )?.id ?? null;
const today = (gone: string) => successorOf(gone, snapshot.models)?.id ?? null;

describe('the successor of a model that is gone', () => {
  test.each([
    ['anthropic/claude-3.5-sonnet', '~anthropic/claude-sonnet-latest'],
    ['anthropic/claude-3-opus-20240229', '~anthropic/claude-opus-latest'],
    ['openai/gpt-4.5-preview', '~openai/gpt-latest'],
    ['openai/gpt-3.5-mini-0301', '~openai/gpt-mini-latest'],
    ['google/gemini-pro-1.5', '~google/gemini-pro-latest'],
    ['google/gemini-2.0-flash-exp', '~google/gemini-flash-latest'],
    ['openai/o1-mini-2024-09-12', 'openai/o4-mini'],
  ])('of %s is %s, as things stand in the snapshot', (gone, successor) => {
    expect(today(gone)).toBe(successor);
  });

  test('is of the same vendor, or there is none', () => {
    expect(among('a/chat', 'b/chat', 'c/chat-latest')).toBeNull();
    expect(among('a/chat', 'b/chat', 'a/other')).toBe('a/other');
    expect(among('A/Chat', '~a/chat-latest')).toBe('~a/chat-latest');
    expect(among('no-vendor', 'no-vendor-2', '/x')).toBeNull();
  });

  test('is the one whose name has most in common, whatever the versions and dates', () => {
    expect(among('v/alpha-mini-2', 'v/alpha-9', 'v/alpha-mini-2024-01-01', 'v/mini-2')).toBe('v/alpha-mini-2024-01-01');
    expect(among('v/m-7b:free', 'v/m-9b', 'v/m-9b:free')).toBe('v/m-9b:free');
  });

  test('among equals is the alias, then the highest version, then the shortest id', () => {
    expect(among('v/m-1', 'v/m-4', 'v/m-latest', 'v/m-3.5')).toBe('v/m-latest');
    expect(among('v/m-1', 'v/m-3.5', 'v/m-4', 'v/m-2')).toBe('v/m-4');
    expect(among('v/m-1', 'v/m-4-preview', 'v/m-4')).toBe('v/m-4');
  });

  test('writes text', () => {
    expect(successorOf('v/m-1', [modelOf('v/m-2', { output: ['image'] }), modelOf('v/other')])?.id).toBe('v/other');
    expect(successorOf('v/m-1', [modelOf('v/m-2', { output: ['image'] })])).toBeNull();
  });

  test('is never the model itself, and the same in whatever order the models are listed', () => {
    const ids = snapshot.models.map(({ id }) => id);
    const shuffled = fc.shuffledSubarray(snapshot.models, { minLength: snapshot.models.length });
    fc.assert(
      fc.property(fc.constantFrom(...ids), shuffled, (gone, models) => {
        const successor = today(gone);
        expect(successor).not.toBe(gone);
        expect(successorOf(gone, models)?.id ?? null).toBe(successor);
      }),
    );
  });
});
