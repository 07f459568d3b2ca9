import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPersistence, type PersistencePlace } from '@/lib/persistence/open-persistence';
import { promptText } from '@/lib/protocol/comparison';
import { BATCH } from './processes/batch';
import { buildWorkers, type Workers } from './processes/start-worker';
import { comparisonRecord, entries } from './records';

/**
 * What holds where several processes share a database.
 *
 * @param make gives the place of an empty one.
 * @param kills how many processes are killed while they write.
 */
export function processesContract(make: () => Promise<PersistencePlace>, { kills }: { kills: number }): void {
  let workers: Workers;
  beforeAll(async () => {
    workers = await buildWorkers();
  });
  afterAll(() => workers.remove());

  const startAll = async (place: PersistencePlace, jobs: readonly Parameters<Workers['start']>[1][]) => {
    const started = await Promise.all(jobs.map((job) => workers.start(place, job)));
    for (const worker of started) worker.go();
    return started;
  };

  test('four processes that start at once on an empty database all find its tables made', async () => {
    const place = await make();
    const started = await startAll(place, Array(4).fill({ kind: 'open' }));
    await Promise.all(started.map((worker) => worker.done()));
    const kept = await openPersistence(place);
    await kept.createComparison(comparisonRecord('c', 'r'));
    expect(await kept.findRun('r')).not.toBeNull();
    await kept.close();
  });

  test('two processes that write to the same tables at once lose no row', async () => {
    const place = await make();
    const names = ['one', 'two'];
    const started = await startAll(
      place,
      names.map((name) => ({ kind: 'append', comparison: name, run: name, batches: 150 })),
    );
    await Promise.all(started.map((worker) => worker.done()));
    const kept = await openPersistence(place);
    for (const name of names) {
      const expected = Array.from({ length: 150 * BATCH }, (_, at) => `{"at":${at + 1}}`);
      expect(await kept.readEntries(name)).toEqual(entries(1, ...expected));
    }
    await kept.close();
  });

  test('processes that add to the same comparison at once give out each turn and attempt once', async () => {
    const place = await make();
    const kept = await openPersistence(place);
    await kept.createComparison(comparisonRecord('c', 'r'));
    const names = ['one', 'two', 'three'];
    const started = await startAll(
      place,
      names.map((name) => ({ kind: 'grow', comparison: 'c', name, times: 10 })),
    );
    await Promise.all(started.map((worker) => worker.done()));
    const turns = (await kept.findComparison('c'))?.turns ?? [];
    expect(turns.map(({ turn }) => turn)).toEqual(Array.from({ length: 31 }, (_, at) => at + 1));
    expect(
      turns.slice(1).every((turn) => turn.runs[0]?.run === promptText(turn) && turn.runs[0].lanes.length === 2),
    ).toBe(true);
    const attempts = turns[0]?.runs.map(({ lanes }) => lanes[0]?.attempt);
    expect(attempts).toEqual(Array.from({ length: 31 }, (_, at) => at + 1));
    await kept.close();
  });

  test('a second writer of a run is refused as soon as it differs from the first', async () => {
    const place = await make();
    const [first, second] = await Promise.all([openPersistence(place), openPersistence(place)]);
    await first.createComparison(comparisonRecord('c', 'r'));
    const append = (to: typeof first, from: number, ...jsons: string[]) =>
      to.appendEntries([{ run: 'r', entries: entries(from, ...jsons) }]);
    await append(first, 1, 'a', 'b');
    await append(second, 3, 'interrupted');
    await expect(append(first, 3, 'c', 'd')).rejects.toMatchObject({ runs: ['r'] });
    await expect(append(first, 4, 'd')).resolves.toBeUndefined();
    await second.endRun('r');
    await expect(append(first, 5, 'e')).rejects.toMatchObject({ runs: ['r'] });
    expect((await second.readEntries('r')).map(({ json }) => json)).toEqual(['a', 'b', 'interrupted', 'd']);
    await first.close();
    await second.close();
  });

  test('whatever a killed process had said was kept is there, and no batch is torn', async () => {
    const place = await make();
    const names = Array.from({ length: kills }, (_, at) => `killed ${at}`);
    const writers = await Promise.all(
      names.map((name) => workers.start(place, { kind: 'append', comparison: name, run: name, batches: 1_000_000 })),
    );
    for (const [round, writer] of writers.entries()) {
      writer.go();
      await writer.until((_, { kept }) => kept > 20 * round);
      await new Promise((resolve) => setTimeout(resolve, 7 * round));
      await writer.kill();
      const kept = await openPersistence(place);
      const found = await kept.readEntries(`killed ${round}`);
      expect(found.length).toBeGreaterThanOrEqual(writer.kept);
      expect(found.length % BATCH).toBe(0);
      expect(found).toEqual(entries(1, ...found.map((_, at) => `{"at":${at + 1}}`)));
      await kept.close();
    }
  });
}
