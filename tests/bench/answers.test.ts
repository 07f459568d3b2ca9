import { expect, test } from 'vitest';
import { answerOf, modelId, readStamps, stampOf } from './answers';

test('a token is the moment of its writing, the first one with the moment of the request', () => {
  const text = stampOf(1234.567, 1200) + stampOf(1300, null) + stampOf(1400.1, null, 20);
  expect(text).toBe('1200.00/1234.57 1300.00 1400.10 ............');
  expect(readStamps(text)).toEqual([
    { at: 1234.57, arrivedAt: 1200 },
    { at: 1300, arrivedAt: null },
    { at: 1400.1, arrivedAt: null },
  ]);
  expect(readStamps('')).toEqual([]);
});

test('a model id names an answer', () => {
  expect(answerOf(modelId('light'))).toEqual({ tokens: 100, everyMs: 20 });
  expect(answerOf('bench/toString')).toBeNull();
});
