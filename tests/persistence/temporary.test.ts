import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterEach, describe, expect, test } from 'vitest';
import type { Persistence } from '@/lib/persistence/persistence';
import { openTemporary } from '@/lib/persistence/temporary';
import { textContent } from '@/lib/protocol/comparison';
import { systemClock } from '@/lib/time/clock';
import { persistenceContract } from './persistence-contract';
import { buildWorkers } from './processes/start-worker';
import { comparisonRecord, entries, newLanes } from './records';

describe('temporary persistence', () => {
  persistenceContract(openTemporary);
});

/** Room for three comparisons with an entry of {@link MUCH} each, not for a fourth. */
const ROOM = 2_050_000;
const MUCH = 'x'.repeat(500_000);

const opened: Persistence[] = [];
afterEach(async () => {
  for (const persistence of opened.splice(0)) await persistence.close();
});

async function open(): Promise<Persistence> {
  let ms = 0;
  // Runs end one after another.
  const clock = { ...systemClock, date: () => new Date(ms++) };
  const persistence = await openTemporary(clock, ROOM);
  opened.push(persistence);
  return persistence;
}

async function ask(kept: Persistence, id: string): Promise<void> {
  await kept.createComparison(comparisonRecord(id, `r${id}`));
  await kept.appendEntries([{ run: `r${id}`, entries: entries(1, MUCH) }]);
}

async function idsOf(kept: Persistence, ids: string): Promise<string> {
  const found = await Promise.all([...ids].map(async (id) => ((await kept.findComparison(id)) ? id : '')));
  return found.join('');
}

describe('temporary persistence, when it is full', () => {
  test('drops the comparison that ended first, with its runs and entries', async () => {
    const kept = await open();
    for (const id of 'abc') await ask(kept, id);
    for (const id of 'bca') await kept.endRun(`r${id}`);
    await ask(kept, 'd');
    expect(await idsOf(kept, 'abcd')).toBe('acd');
    expect(await kept.findRun('rb')).toBeNull();
    expect(await kept.readEntries('rb')).toEqual([]);
  });

  test('never drops one that has a run under way, and goes over its size rather', async () => {
    const kept = await open();
    for (const id of 'abcde') await ask(kept, id);
    expect(await idsOf(kept, 'abcde')).toBe('abcde');
  });

  test('makes up for that as soon as a run ends', async () => {
    const kept = await open();
    for (const id of 'abcde') await ask(kept, id);
    await kept.endRun('rd');
    expect(await idsOf(kept, 'abcde')).toBe('abce');
    await kept.endRun('ra');
    expect(await idsOf(kept, 'abcde')).toBe('bce');
    await kept.endRun('rb');
    expect(await idsOf(kept, 'abcde'), 'there is room again').toBe('bce');
  });

  test('drops none of which one lane is asked again while the rest has ended', async () => {
    const kept = await open();
    for (const id of 'abc') await ask(kept, id);
    for (const id of 'abc') await kept.endRun(`r${id}`);
    await kept.addAttempts('a', { turn: 1, run: 'again', lanes: newLanes('B') });
    await ask(kept, 'd');
    expect(await idsOf(kept, 'abcd')).toBe('acd');
    await kept.endRun('again');
    await ask(kept, 'e');
    expect(await idsOf(kept, 'abcde'), 'a has ended after c now').toBe('ade');
  });

  test('takes nothing more for a run that was dropped', async () => {
    const kept = await open();
    for (const id of 'abc') await ask(kept, id);
    await kept.endRun('ra');
    await ask(kept, 'd');
    await kept.appendEntries([{ run: 'ra', entries: entries(2, 'late') }]);
    expect(await kept.readEntries('ra')).toEqual([]);
    expect(
      await kept.addTurn('a', { content: textContent('x'), system: null, run: 'x', lanes: newLanes('A') }),
    ).toBeNull();
  });

  test('gets its room back in full', async () => {
    const kept = await open();
    for (let round = 0; round < 20; round += 1) {
      await ask(kept, `${round}`);
      await kept.addTurn(`${round}`, {
        content: textContent(MUCH.slice(0, 50_000)),
        system: 'Be brief.',
        run: `t${round}`,
        lanes: newLanes('A'),
      });
      await kept.endRun(`r${round}`);
      await kept.endRun(`t${round}`);
    }
    expect(await kept.findComparison('16')).toBeNull();
    for (const id of ['17', '18', '19']) expect(await kept.findComparison(id)).not.toBeNull();
  });

  test('gets the room of the search index back too', async () => {
    const kept = await open();
    const rest = async () => {};
    for (let round = 0; round < 60; round += 1) {
      const record = comparisonRecord(`${round}`, `r${round}`);
      await kept.createComparison(record, 'v');
      const content = Array.from({ length: 4000 }, (_, nth) => `${round}-${(nth * 7919).toString(36)}`).join(' ');
      const chunk = JSON.stringify({ type: 'chunk', lane: 'A', model: 'm', attempt: 1, content, at: 1 });
      await kept.appendEntries([{ run: `r${round}`, entries: entries(1, chunk) }]);
      await kept.endRun(`r${round}`);
      while (await kept.indexNext(rest));
    }
    const found = await kept.listComparisons({ visitor: 'v', search: '59-0', limit: 5 });
    expect(found.comparisons.map(({ id }) => id)).toEqual(['59']);
    const { comparisons } = await kept.listComparisons({ visitor: 'v', limit: 100 });
    expect(comparisons.length).toBeGreaterThan(2);
  });
});

describe('the folder of temporary persistence', () => {
  const folders = () => readdirSync(tmpdir()).filter((name) => name.startsWith(`abreast-${process.pid}-`));

  test('is removed when it is closed', async () => {
    const before = folders();
    const persistence = await openTemporary();
    expect(folders()).toHaveLength(before.length + 1);
    await persistence.createComparison(comparisonRecord('c', 'r'));
    await persistence.close();
    expect(folders()).toEqual(before);
  });

  test('is removed when the process exits', async () => {
    const workers = await buildWorkers();
    const worker = await workers.start({ databaseUrl: null, folder: '' }, { kind: 'temporary' });
    let left: string[] = [];
    worker.go();
    await worker.until((said) => {
      if (!('folders' in said)) return false;
      left = said.folders;
      return true;
    });
    await worker.done();
    expect(left).toHaveLength(1);
    expect(left.filter((folder) => existsSync(folder))).toEqual([]);
    workers.remove();
  });
});
