import { expect, test } from 'vitest';
import { dollars, milliseconds, shortCount, shortRate, shortSeconds } from '@/lib/comparison/figure-words';

test.each([
  [0, '0.000 s'],
  [54, '0.054 s'],
  [499, '0.499 s'],
  [500, '0.50 s'],
  [9_994, '9.99 s'],
  [9_995, '10.0 s'],
  [99_949, '99.9 s'],
  [99_950, '100 s'],
  [3_600_000, '3600 s'],
])('%d ms are %s', (ms, words) => {
  expect(shortSeconds(ms)).toBe(words);
});

test.each([
  [4.25, '4.25 ms'],
  [16, '16 ms'],
  [16.5, '16.5 ms'],
  [240.4, '240 ms'],
])('a gap of %d ms is %s', (ms, words) => {
  expect(milliseconds(ms)).toBe(words);
});

test.each([
  [0, '$0'],
  [1e-10, '<$0.00000001'],
  [0.0000123, '$0.000012'],
  [0.0057, '$0.0057'],
  [0.036, '$0.036'],
  [0.5, '$0.50'],
  [0.999, '$1.00'],
  [1.239, '$1.24'],
])('%d USD are %s', (usd, words) => {
  expect(dollars(usd)).toBe(words);
});

test('a rate below ten has a decimal, and a long count is cut to five characters', () => {
  expect([4.24, 9.94, 9.96, 81.4].map(shortRate)).toEqual(['4.2', '9.9', '10', '81']);
  expect([436, 9_999, 12_345, 123_456, 2_345_678].map(shortCount)).toEqual(['436', '9999', '12.3k', '123k', '2.3M']);
});
