import { afterEach, describe, expect, test, vi } from 'vitest';
import { MOST_NOTES, noteSchema } from '@/lib/protocol/note';
import { framePartsOf, MOST_CALLS } from '@/lib/provider/frame-parts';

const listOf = (item: unknown) => Array.from({ length: 50_000 }, () => item);
const deltaOf = (delta: object) => JSON.stringify({ choices: [{ delta }] });

afterEach(() => {
  vi.restoreAllMocks();
});

describe('of a long list in one frame', () => {
  test.each([
    ['citations', JSON.stringify({ citations: listOf('https://a.example/') })],
    ['citations that are none', JSON.stringify({ citations: listOf('a') })],
    ['annotations', deltaOf({ annotations: listOf({ url_citation: { url: 'https://a.example/' } }) })],
    ['annotations of a part', deltaOf({ content: [{ text: '', annotations: listOf({ url: 'https://a.example/' }) }] })],
  ])('%s, only the first are looked at', (_, data) => {
    const check = vi.spyOn(noteSchema, 'safeParse');
    expect(framePartsOf(data)?.length).toBeLessThanOrEqual(MOST_NOTES);
    expect(check).toHaveBeenCalledTimes(MOST_NOTES);
  });

  test.each([
    ['pictures', deltaOf({ images: listOf('data:image/png;base64,') }), MOST_NOTES],
    ['tool calls', deltaOf({ tool_calls: listOf({ function: { name: 'search' } }) }), MOST_CALLS],
    ['function calls', deltaOf({ function_call: listOf({ name: 'search', arguments: '' }) }), MOST_CALLS],
  ])('%s, only the first are told', (_, data, most) => {
    expect(framePartsOf(data)).toHaveLength(most);
  });
});
