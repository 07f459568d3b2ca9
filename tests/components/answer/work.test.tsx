import { describe, expect, test } from 'vitest';
import { countWork } from './support/count-work';
import { DEGENERATE, GROWING } from './support/degenerate-texts';
import { renderAnswer } from './support/render-answer';
import { renderGrowing } from './support/render-growing';

/** Beyond each of the lengths from which on a block is read in another way. */
const LENGTH = 8000;
const GROWN = 10_000;

describe('twice the length is twice the work, and no letter is much', () => {
  test.each(Object.entries(DEGENERATE))('%s', async (_, write) => {
    const once = await countWork(() => renderAnswer(write(LENGTH)));
    const twice = await countWork(() => renderAnswer(write(2 * LENGTH)));
    expect(twice / once).toBeLessThan(2.2);
    expect(twice / (2 * LENGTH)).toBeLessThan(700);
  });
});

describe('twice the length in twice as many pieces is twice the work', () => {
  test.each(Object.entries(GROWING))('%s', async (_, write) => {
    const text = write(2 * GROWN);
    const once = await countWork(() => renderGrowing(text.slice(0, GROWN), GROWN / 25));
    const twice = await countWork(() => renderGrowing(text.slice(0, 2 * GROWN), GROWN / 25));
    expect(text.length).toBeGreaterThanOrEqual(2 * GROWN);
    expect(twice / once).toBeLessThan(2.2);
  });
});
