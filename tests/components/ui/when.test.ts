import { describe, expect, test } from 'vitest';
import { dateWords, dayWords } from '@/components/ui/when';

/** In the zone of whoever reads, as the page has it. */
const now = new Date(2026, 6, 3, 14, 30);

describe('a date in words', () => {
  test.each([
    [new Date(2026, 6, 3, 14, 29, 30), 'just now'],
    [new Date(2026, 6, 3, 14, 30, 5), 'just now'],
    [new Date(2026, 6, 3, 14, 29), '1 minute ago'],
    [new Date(2026, 6, 3, 13, 31), '59 minutes ago'],
    [new Date(2026, 6, 3, 9, 5), 'today at 09:05'],
    [new Date(2026, 6, 2, 23, 59), 'yesterday at 23:59'],
    [new Date(2026, 6, 1, 12, 0), '1 July'],
    [new Date(2025, 11, 31, 12, 0), '31 December 2025'],
  ])('says of %s “%s”', (date, words) => {
    expect(dateWords(date, now)).toBe(words);
  });

  test('says yesterday over the turn of a year, and minutes over midnight', () => {
    const newYear = new Date(2026, 0, 1, 0, 10);
    expect(dateWords(new Date(2025, 11, 31, 8, 0), newYear)).toBe('yesterday at 08:00');
    expect(dateWords(new Date(2025, 11, 31, 23, 50), newYear)).toBe('20 minutes ago');
  });
});

test.each([
  [new Date(2026, 6, 3, 0, 0), 'Today'],
  [new Date(2026, 6, 2, 23, 59), 'Yesterday'],
  [new Date(2026, 6, 1, 12, 0), 'Wednesday 1 July'],
  [new Date(2025, 11, 31, 12, 0), '31 December 2025'],
])('the day of %s is “%s”', (date, words) => {
  expect(dayWords(date, now)).toBe(words);
});
