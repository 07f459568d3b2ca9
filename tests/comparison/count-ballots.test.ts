import { expect, test } from 'vitest';
import { countBallots, proportionOf } from '@/lib/comparison/count-ballots';
import type { Ballot } from '@/lib/protocol/ballot';
import type { Lane } from '@/lib/protocol/lane';

const answers = (['A', 'B', 'C'] as const).map((lane) => ({ lane }));
const ballot = (verdict: Ballot['verdict'], ...best: Lane[]) => ({ verdict, best, answers });

test('ballots are counted by lane, also lanes that nobody has chosen', () => {
  const counts = countBallots([ballot('best', 'A'), ballot('best', 'A', 'B'), ballot('equal'), ballot('bad')]);
  expect(counts).toMatchObject({ ballots: 4, best: { A: 2, B: 1, C: 0 }, equal: 1, bad: 1 });
  expect(counts.chosen).toMatchObject({ A: { p: 0.5 }, B: { p: 0.25 }, C: { p: 0, low: 0 } });
});

test('no ballots say nothing', () => {
  expect(countBallots([])).toEqual({ ballots: 0, best: {}, equal: 0, bad: 0, chosen: {} });
});

test('the interval is Wilson’s', () => {
  // For 0 of n it reaches from 0 to z² ÷ (n + z²); 5 of 10 and 30 of 100 are common examples of it.
  const known = [
    { count: 0, all: 3, low: 0, high: 0.5615 },
    { count: 3, all: 3, low: 0.4385, high: 1 },
    { count: 5, all: 10, low: 0.23659, high: 0.76341 },
    { count: 30, all: 100, low: 0.21895, high: 0.39585 },
  ];
  for (const { count, all, low, high } of known) {
    const interval = proportionOf(count, all);
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  }
});
