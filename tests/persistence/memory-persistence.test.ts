import { describe, expect, test } from 'vitest';
import { MemoryPersistence } from '@/lib/persistence/memory-persistence';
import { persistenceContract } from './persistence-contract';
import { comparisonRecord, entries } from './records';

describe('persistence in memory', () => {
  persistenceContract((clock) => new MemoryPersistence(undefined, clock));
});

/** Room for three comparisons of which each has said {@link MUCH}, not for a fourth. */
const ROOM = 3_500_000;
const MUCH = 'x'.repeat(500_000);

async function ask(kept: MemoryPersistence, id: string): Promise<void> {
  await kept.createComparison(comparisonRecord(id, `r${id}`));
  await kept.appendEntries([{ run: `r${id}`, entries: entries(1, MUCH) }]);
}

async function idsOf(kept: MemoryPersistence, ids: string): Promise<string> {
  const found = await Promise.all([...ids].map(async (id) => ((await kept.findComparison(id)) ? id : '')));
  return found.join('');
}

describe('persistence in memory, when it is full', () => {
  test('drops the comparison that ended first, with its runs and entries', async () => {
    const kept = new MemoryPersistence(ROOM);
    for (const id of 'abc') await ask(kept, id);
    for (const id of 'bca') await kept.endRun(`r${id}`);
    await ask(kept, 'd');
    expect(await idsOf(kept, 'abcd')).toBe('acd');
    expect(await kept.findRun('rb')).toBeNull();
    expect(await kept.readEntries('rb')).toEqual([]);
  });

  test('never drops one that has a run under way, and goes over its size rather', async () => {
    const kept = new MemoryPersistence(ROOM);
    for (const id of 'abcde') await ask(kept, id);
    expect(await idsOf(kept, 'abcde')).toBe('abcde');
  });

  test('makes up for that as soon as a run ends', async () => {
    const kept = new MemoryPersistence(ROOM);
    for (const id of 'abcde') await ask(kept, id);
    await kept.endRun('rd');
    expect(await idsOf(kept, 'abcde')).toBe('abce');
    await kept.endRun('ra');
    expect(await idsOf(kept, 'abcde')).toBe('bce');
    await kept.endRun('rb');
    expect(await idsOf(kept, 'abcde'), 'there is room again').toBe('bce');
  });

  test('drops none of which one lane is asked again while the rest has ended', async () => {
    const kept = new MemoryPersistence(ROOM);
    for (const id of 'abc') await ask(kept, id);
    for (const id of 'abc') await kept.endRun(`r${id}`);
    await kept.addAttempts('a', { turn: 1, run: 'again', lanes: ['B'] });
    await ask(kept, 'd');
    expect(await idsOf(kept, 'abcd')).toBe('acd');
    await kept.endRun('again');
    await ask(kept, 'e');
    expect(await idsOf(kept, 'abcde'), 'a has ended after c now').toBe('ade');
  });

  test('takes nothing more for a run that was dropped', async () => {
    const kept = new MemoryPersistence(ROOM);
    for (const id of 'abc') await ask(kept, id);
    await kept.endRun('ra');
    await ask(kept, 'd');
    await kept.appendEntries([{ run: 'ra', entries: entries(2, 'late') }]);
    expect(await kept.readEntries('ra')).toEqual([]);
    expect(await kept.addTurn('a', { prompt: 'x', system: null, run: 'x', lanes: ['A'] })).toBeNull();
  });

  test('gets its room back in full', async () => {
    const kept = new MemoryPersistence(ROOM);
    for (let round = 0; round < 20; round += 1) {
      await ask(kept, `${round}`);
      await kept.addTurn(`${round}`, {
        prompt: MUCH.slice(0, 50_000),
        system: 'Be brief.',
        run: `t${round}`,
        lanes: ['A'],
      });
      await kept.endRun(`r${round}`);
      await kept.endRun(`t${round}`);
    }
    expect(await kept.findComparison('16')).toBeNull();
    for (const id of ['17', '18', '19']) expect(await kept.findComparison(id)).not.toBeNull();
  });
});
