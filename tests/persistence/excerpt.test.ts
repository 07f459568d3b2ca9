import { expect, test } from 'vitest';
import { excerptOf } from '@/lib/persistence/excerpt';
import { searchText } from '@/lib/persistence/search-text';

test('an excerpt shows the word as it was written, in one line with what is around it', () => {
  expect(excerptOf('# Birds\n\nThe  Swallow\tflies.', 'swallow')).toEqual({
    before: '# Birds The ',
    word: 'Swallow',
    after: ' flies.',
  });
});

test('an excerpt is of bounded length, and says where it is cut', () => {
  const excerpt = excerptOf(`${'🙂'.repeat(500)} word ${'x'.repeat(5000)}`, 'word');
  expect(excerpt?.before).toMatch(/^…🙂+ $/u);
  expect(excerpt?.after).toMatch(/^ x+…$/);
  expect(`${excerpt?.before}${excerpt?.word}${excerpt?.after}`.length).toBeLessThan(160);
});

test('an excerpt is found wherever normalising finds the word, and not elsewhere', () => {
  for (const [text, search] of [
    ['ﬁnd İt: ǅ', 'find'],
    ['Ⓐ ＦＵＬＬ width', 'full'],
    ['İstanbul', 'stanbul'],
  ] as const) {
    expect(excerptOf(text, searchText(search))?.word.toLowerCase()).toBe(searchText(search));
  }
  expect(excerptOf('swallow', 'heron')).toBeNull();
});
