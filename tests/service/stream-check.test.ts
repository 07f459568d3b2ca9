import { expect, test } from 'vitest';
import { createCheckDecoder } from '@/lib/protocol/stream-check';
import { streamCheckPieces } from '@/lib/service/stream-check';
import { FakeClock } from '../support/fake-clock';

test('the stream of a check sends eight pieces, each 200 ms after the one before, and ends', async () => {
  const clock = new FakeClock();
  const arrivals: number[] = [];
  const decoder = createCheckDecoder(() => arrivals.push(clock.now()));
  const reading = (async () => {
    const utf8 = new TextDecoder();
    for await (const bytes of streamCheckPieces(clock)) decoder.feed(utf8.decode(bytes));
  })();
  await clock.advance(1600);
  await reading;
  expect(arrivals).toEqual([0, 200, 400, 600, 800, 1000, 1200, 1400]);
  expect(clock.pending).toBe(0);
});

test('a reader who goes away ends it', async () => {
  const clock = new FakeClock();
  const stream = streamCheckPieces(clock);
  await clock.advance(300);
  expect(clock.pending).toBe(1);
  await stream.cancel();
  expect(clock.pending).toBe(0);
});
