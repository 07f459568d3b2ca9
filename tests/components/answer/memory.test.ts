import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { createSplitMemory, splitBlocks } from '@/components/answer/split-blocks';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

test('what is kept of a text that came in pieces is no more than a few times the text', () => {
  const memory = createSplitMemory();
  const paragraph = 'The sea rises **twice a day**, since the Moon pulls on it unevenly.\n\n';
  const count = 1500;
  collect();
  const before = process.memoryUsage().heapUsed;
  let text = '';
  for (let index = 0; index < count; index++) {
    // As a text comes over the wire: each time another string.
    text = Buffer.from(text + paragraph).toString();
    splitBlocks(text, true, memory);
  }
  collect();
  const kept = process.memoryUsage().heapUsed - before;
  expect(memory.blocks.length).toBeGreaterThanOrEqual(count);
  expect(kept).toBeLessThan(20 * text.length);
});
