import { describe, expect, test } from 'vitest';
import { countWork } from './support/count-work';
import { renderAnswer } from './support/render-answer';

const lines = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => line(index)).join('');

const KINDS: Record<string, (count: number) => string> = {
  footnotes: (count) => lines(count, (index) => `[^${index}]: n\n\n`),
  'footnotes that refer to each other': (count) => lines(count, (index) => `[^${index}]: see [^${index + 1}]\n\n`),
  'link definitions': (count) => lines(count, (index) => `[${index}]: https://a.example\n\n`),
  'link definitions in one block': (count) => lines(count, (index) => `[${index}]: https://a.example\n`),
};

describe('twice the length is twice the work', () => {
  // On both sides of the limits: what is beyond them may not cost more either.
  test.each(Object.entries(KINDS))('%s', async (_, write) => {
    for (const count of [400, 3000]) {
      const once = await countWork(() => renderAnswer(write(count)));
      const twice = await countWork(() => renderAnswer(write(2 * count)));
      expect(twice / once).toBeLessThan(2.2);
    }
  });
});
