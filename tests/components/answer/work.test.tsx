import { describe, expect, test } from 'vitest';
import { countWork } from './support/count-work';
import { DEGENERATE } from './support/degenerate-texts';
import { renderAnswer } from './support/render-answer';
import { renderGrowing } from './support/render-growing';

/** Beyond each of the lengths from which on a block is read in another way. */
const LENGTH = 8000;
const GROWN = 10_000;

/** A text of each way in which blocks can grow: what stands within a paragraph makes no difference to that. */
const GROWING = [
  'one letter',
  'one line of words',
  'short lines',
  'paragraphs',
  'footnotes',
  'footnotes in one block',
  'link definitions',
  'link definitions in one block',
  'brackets and parentheses',
  'maths on lines that never ends',
  'lines of a quote',
  'quotes within quotes',
  'code in a quote',
  'a list',
  'items with blank lines',
  'one item without end',
  'rows of a table',
  'a wide table of short rows',
  'tables in a quote',
  'headings',
  'code without end',
  'code in one line',
  'code blocks',
  'indented code',
];

describe('twice the length is twice the work, and no letter is much', () => {
  test.each(Object.entries(DEGENERATE))('%s', async (_, write) => {
    const once = await countWork(() => renderAnswer(write(LENGTH)));
    const twice = await countWork(() => renderAnswer(write(2 * LENGTH)));
    expect(twice / once).toBeLessThan(2.2);
    expect(twice / (2 * LENGTH)).toBeLessThan(700);
  });
});

describe('twice the length in twice as many pieces is twice the work', () => {
  test.each(GROWING)('%s', async (name) => {
    const text = DEGENERATE[name]?.(2 * GROWN) ?? '';
    const once = await countWork(() => renderGrowing(text.slice(0, GROWN), GROWN / 25));
    const twice = await countWork(() => renderGrowing(text.slice(0, 2 * GROWN), GROWN / 25));
    expect(text.length).toBeGreaterThanOrEqual(2 * GROWN);
    expect(twice / once).toBeLessThan(2.2);
  });
});
