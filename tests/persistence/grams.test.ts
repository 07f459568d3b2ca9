import { describe, expect, test } from 'vitest';
import { gramsOf, gramsOfWord } from '@/lib/persistence/grams';
import { searchText } from '@/lib/persistence/search-text';

describe('the grams of a text', () => {
  test('are all runs of one to three characters of its words, each once', () => {
    expect(gramsOf('abab c').split(' ').sort()).toEqual(['a', 'ab', 'aba', 'b', 'ba', 'bab', 'c']);
    expect(gramsOf(' \n\t ')).toBe('');
  });

  test('hold whole characters, and no sign that ends a gram', () => {
    expect(gramsOf('🙂x').split(' ').sort()).toEqual(['x', '🙂', '🙂x'].sort());
    expect(gramsOf('"a-b" (c)*')).not.toMatch(/[!-/:-@[-`{-~]/);
  });

  test('include all grams of every word in it', () => {
    for (const text of ['Hello, "World"! 50% of_it', '日本語の文 🙂🙃🙂', 'ﬁnd ǅ İx', `${'long'.repeat(30)}`]) {
      const normalised = searchText(text);
      const grams = new Set(gramsOf(normalised).split(' '));
      for (const word of normalised.split(/\s+/)) {
        const characters = [...word];
        for (let from = 0; from < characters.length; from += 1) {
          for (let to = from + 1; to <= characters.length; to += 1) {
            const part = characters.slice(from, to).join('');
            const found = gramsOfWord(part);
            expect(found.length, part).toBeGreaterThan(0);
            expect(
              found.filter((gram) => !grams.has(gram)),
              part,
            ).toEqual([]);
          }
        }
      }
    }
  });

  test('of a long word are looked up only in part', () => {
    const word = Array.from({ length: 100 }, (_, nth) => String.fromCharCode(0x4e00 + nth)).join('');
    expect(gramsOfWord(word)).toHaveLength(12);
  });
});
