import { expect, test } from 'vitest';
import { type Figure, isMet, leastOf, measuredValue } from './figure';
import { markdownTable, plainFigures } from './table';

const figure: Figure = {
  row: 2,
  name: 'added first token, p50',
  unit: 'ms',
  share: 0.5,
  samples: {
    plain: [
      [20, 21],
      [22, 23],
    ],
    app: [
      [9, 8],
      [12, 11],
    ],
    pipe: [[]],
  },
  goal: { text: '≤ 0.75 × plain', limit: (of) => 0.75 * of('plain') },
};

test('a figure has its quantile over all rounds, and the range of that of each round', () => {
  expect(measuredValue(figure, 'app')).toEqual({ value: 11, least: 9, greatest: 12 });
  expect(measuredValue(figure, 'pipe')).toBeNull();
  expect(measuredValue(figure, 'portkey')).toBeNull();
});

test('a target is met up to its limit, and unknown where the yardstick did not run', () => {
  expect(isMet(figure)).toBe(true);
  expect(isMet({ ...figure, samples: { ...figure.samples, app: [[17]] } })).toBe(false);
  expect(isMet({ ...figure, samples: { app: [[1]] } })).toBeNull();
  expect(isMet({ ...figure, goal: undefined })).toBeNull();
  expect(isMet({ ...figure, goal: { text: '', limit: (of) => leastOf(10, of('portkey')) } })).toBe(false);
});

test('the table has a column for each target that ran', () => {
  expect(markdownTable([figure]).split('\n')).toEqual([
    '| row | figure                     | plain      | app       | target         | met |',
    '| --- | -------------------------- | ---------- | --------- | -------------- | --- |',
    '| 2   | added first token, p50, ms | 22 (21–23) | 11 (9–12) | ≤ 0.75 × plain | yes |',
  ]);
  expect(plainFigures([figure])).toMatchObject([{ row: 2, met: true, values: { pipe: null, app: { value: 11 } } }]);
});
