import { describe, expect, test } from 'vitest';
import type { Persistence } from '@/lib/persistence/persistence';
import type { TestClock } from './test-clock';

/** How every adapter counts what visitors use. */
export function limitsContract(kept: () => Persistence, clock: TestClock): void {
  const inAMinute = () => clock.date().getTime() + 60_000;
  const take = (name: string, amount: number, limit: number) => ({ name, amount, limit, resetsAt: inAMinute() });

  describe('counters', () => {
    test('give exactly what their limit allows, however many ask at once', async () => {
      const results = await Promise.all(
        Array.from({ length: 250 }, () => kept().takeFromCounters([[take('visitor', 1, 10)]])),
      );
      expect(results.flat().filter((full) => full === null)).toHaveLength(10);
      expect(results.flat().filter((full) => full?.name === 'visitor')).toHaveLength(240);
    });

    test('give all amounts of a group or none', async () => {
      const group = (amount: number) => [take('day', amount, 100), take('visitor', amount, 30)];
      expect(await kept().takeFromCounters([group(20), group(20), group(10)])).toEqual([
        null,
        { name: 'visitor', resetsAt: inAMinute() },
        null,
      ]);
      expect(await kept().takeFromCounters([[take('day', 70, 100)]])).toEqual([null]);
      expect(await kept().takeFromCounters([[take('day', 1, 100)]])).toEqual([{ name: 'day', resetsAt: inAMinute() }]);
    });

    test('begin again when their time is over', async () => {
      const resetsAt = inAMinute();
      expect(await kept().takeFromCounters([[take('visitor', 1, 1)]])).toEqual([null]);
      await clock.advance(59_000);
      expect(await kept().takeFromCounters([[take('visitor', 1, 1)]])).toEqual([{ name: 'visitor', resetsAt }]);
      await clock.advance(1000);
      expect(await kept().takeFromCounters([[take('visitor', 1, 1)]])).toEqual([null]);
    });

    test('take nothing for an empty group', async () => {
      expect(await kept().takeFromCounters([[], [take('a', 2, 1)], []])).toMatchObject([null, { name: 'a' }, null]);
      expect(await kept().takeFromCounters([[]])).toEqual([null]);
    });
  });

  describe('slots', () => {
    const holders = [
      { name: 'visitor', limit: 2 },
      { name: 'address', limit: 3 },
    ];

    test('are as many as the limit, and come back', async () => {
      const runs = Array.from({ length: 20 }, (_, index) => `r${index}`);
      const taken = await Promise.all(runs.map((run) => kept().takeRunSlots(run, holders, inAMinute())));
      expect(taken.filter(Boolean)).toHaveLength(2);
      const [first = ''] = runs.filter((_, index) => taken[index]);
      await kept().freeRunSlots(first);
      expect(await kept().takeRunSlots('again', holders, inAMinute())).toBe(true);
      expect(await kept().takeRunSlots('too many', holders, inAMinute())).toBe(false);
      expect(await kept().takeRunSlots('neighbour', [{ name: 'address', limit: 3 }], inAMinute())).toBe(true);
      expect(await kept().takeRunSlots('second', [{ name: 'address', limit: 3 }], inAMinute())).toBe(false);
    });

    test('of a process that has died come back by themselves', async () => {
      const only = [{ name: 'visitor', limit: 1 }];
      expect(await kept().takeRunSlots('dead', only, inAMinute())).toBe(true);
      expect(await kept().takeRunSlots('r', only, inAMinute())).toBe(false);
      await clock.advance(60_000);
      expect(await kept().takeRunSlots('r', only, inAMinute())).toBe(true);
      await clock.advance(48 * 3_600_000);
      await kept().purgeLimits();
      expect(await kept().takeRunSlots('r', only, inAMinute())).toBe(true);
    });
  });

  test('slots of a run that lasts longer are kept', async () => {
    const only = [{ name: 'visitor', limit: 1 }];
    await kept().takeRunSlots('long', only, inAMinute());
    await clock.advance(50_000);
    await kept().keepRunSlots('long', inAMinute());
    await clock.advance(50_000);
    expect(await kept().takeRunSlots('r', only, inAMinute())).toBe(false);
    await clock.advance(10_000);
    expect(await kept().takeRunSlots('r', only, inAMinute())).toBe(true);
  });

  describe('spending', () => {
    const place = { run: 'r', lane: 'A', try: 1 } as const;
    const spending = { ...place, model: 'v/m', payer: 'house', day: 20_000, reserved: 500 } as const;

    test('settles a reservation once, and gives the rest back', async () => {
      await kept().takeFromCounters([[take('day', 500, 500)]]);
      await kept().noteSpending([spending]);
      await kept().noteSpending([spending]);
      await kept().settleSpending(place, 120, ['day']);
      await kept().settleSpending(place, 0, ['day']);
      expect(await kept().takeFromCounters([[take('day', 381, 500)]])).toMatchObject([{ name: 'day' }]);
      expect(await kept().takeFromCounters([[take('day', 380, 500)]])).toEqual([null]);
      expect(await kept().costsOf(['r', 'unknown'])).toEqual([{ run: 'r', lane: 'A', cost: 120 }]);
      expect(await kept().costsOf([])).toEqual([]);
    });

    test('is told by day, model and payer, with the reservation where no cost is known', async () => {
      await kept().noteSpending([
        spending,
        { ...spending, try: 2 },
        { ...spending, lane: 'B', payer: 'visitor', reserved: 0 },
        { ...spending, lane: 'C', day: 20_001 },
        { ...spending, lane: 'D', day: 19_999 },
      ]);
      await kept().settleSpending(place, 20, []);
      expect(await kept().spentSince(20_000)).toEqual([
        { day: 20_001, model: 'v/m', payer: 'house', tries: 1, cost: 500, unknown: 1 },
        { day: 20_000, model: 'v/m', payer: 'house', tries: 2, cost: 520, unknown: 1 },
        { day: 20_000, model: 'v/m', payer: 'visitor', tries: 1, cost: 0, unknown: 1 },
      ]);
    });
  });
}
