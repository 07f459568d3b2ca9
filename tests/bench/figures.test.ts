import { expect, test } from 'vitest';
import { longestGap, median, quantile, tableOf } from './figures';
import { growth, parseSchedstat, processFigures } from './process-figures';

test('a quantile is a value of the list, and of an empty list nothing', () => {
  const values = [5, 1, 4, 2, 3];
  expect([quantile(values, 0), median(values), quantile(values, 0.99), quantile(values, 1)]).toEqual([1, 3, 5, 5]);
  expect(values).toEqual([5, 1, 4, 2, 3]);
  expect(median([])).toBeNaN();
});

test('a table has the median and the range of each measure, and says what the system does not tell', () => {
  const measures = [
    { name: 'total ÷ slowest lane', unit: '', rounds: [1.0064, 1.0021, 1.0158] },
    { name: 'first token', unit: 'ms', rounds: [12.34, 123.4, 0.1234] },
    { name: 'memory', unit: 'MB', rounds: [null, null, null] },
  ];
  expect(tableOf(measures).split('\n')).toEqual([
    '  total ÷ slowest lane          1.006  1.002 – 1.016',
    '  first token                 12.3 ms  0.123 – 123',
    '  memory                not told here',
  ]);
});

test('the figures of a process grow as it works', () => {
  expect(parseSchedstat('123456 789 42\n')).toEqual({ ranNs: 123456, waitedNs: 789 });
  const figures = (cpuMs: number, waitedMs: number) => ({ cpuMs, waitedMs, residentMb: 1 });
  expect(growth(figures(10, 1), figures(30, 4))).toEqual({ cpuMs: 20, waitedMs: 3 });
  expect(growth(null, figures(1, 1))).toBeNull();
  const own = processFigures(process.pid);
  if (process.platform === 'linux') expect(own?.cpuMs).toBeGreaterThan(0);
  else expect(own).toBeNull();
});

test('the stale gap is the longest wait of a word that has arrived for a frame that has it', () => {
  const arrived = [
    { at: 0, word: 1 },
    { at: 10, word: 3 },
    { at: 50, word: 4 },
  ];
  const drawn = [
    { at: 5, word: 2 },
    { at: 40, word: 3 },
    { at: 60, word: 4 },
  ];
  expect(longestGap(arrived, drawn)).toBe(30);
  expect(longestGap([{ at: 0, word: 9 }], drawn)).toBe(Number.POSITIVE_INFINITY);
});
