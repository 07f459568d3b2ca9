import { describe, expect, test } from 'vitest';
import type { LastHeard, RunUnderWay } from '@/lib/persistence/runs-under-way';
import { newOwner } from '@/lib/run/process-owner';
import { ALIVE_AND_SILENT_MS, LONG_SILENT_MS, SEEN_SILENT_MS, SilenceWatch } from '@/lib/run/silence-watch';
import { FakeClock } from '../support/fake-clock';

const me = newOwner();
const [table] = me.split('/');
const ALIVE = `${table}/${process.ppid}/x`;
const DEAD = `${table}/${2 ** 22 + 1}/x`;
const ELSEWHERE = 'another host/7/x';

/** A watch that looks at one run of that owner, which beats when told. */
function watching(owner: string | null) {
  const clock = new FakeClock();
  const watch = new SilenceWatch(me, clock);
  let heard: LastHeard = { owner, heartbeatAt: clock.date().toISOString() };
  return {
    beat: () => {
      heard = { owner, heartbeatAt: clock.date().toISOString() };
    },
    abandonedAfter: async (ms: number, stuck = false) => {
      await clock.advance(ms);
      const place: RunUnderWay = { ...heard, comparison: 'c', turn: 1, run: { run: 'r', lanes: [] } };
      watch.look([place], stuck);
      return watch.isAbandoned('r', heard);
    },
  };
}

describe('a run is abandoned', () => {
  test('at once when its process is dead in our process table', async () => {
    expect(await watching(DEAD).abandonedAfter(0)).toBe(true);
  });

  test('not while its process lives there, however long the database is locked, but for a number given anew', async () => {
    const { abandonedAfter } = watching(ALIVE);
    expect(await abandonedAfter(LONG_SILENT_MS + 1)).toBe(false);
    expect(await abandonedAfter(ALIVE_AND_SILENT_MS)).toBe(true);
  });

  test('when a process elsewhere, or we, or whoever would have claimed it, are seen to be silent for five seconds', async () => {
    for (const owner of [ELSEWHERE, me, null]) {
      const { abandonedAfter } = watching(owner);
      expect(await abandonedAfter(0)).toBe(false);
      expect(await abandonedAfter(2000)).toBe(false);
      expect(await abandonedAfter(2000)).toBe(false);
      expect(await abandonedAfter(2000)).toBe(true);
      expect(SEEN_SILENT_MS).toBe(5000);
    }
  });

  test('not by the time between two looks: the database may have been away', async () => {
    const { abandonedAfter } = watching(ELSEWHERE);
    await abandonedAfter(0);
    expect(await abandonedAfter(10_000)).toBe(false);
    expect(await abandonedAfter(2000)).toBe(false);
    expect(await abandonedAfter(2000)).toBe(true);
  });

  test('not by a silence in which the database was stuck, nor after a sign of life', async () => {
    const { abandonedAfter, beat } = watching(ELSEWHERE);
    await abandonedAfter(0);
    await abandonedAfter(2000);
    await abandonedAfter(2000);
    expect(await abandonedAfter(8000, true)).toBe(false);
    await abandonedAfter(2000);
    await abandonedAfter(2000);
    beat();
    expect(await abandonedAfter(2000)).toBe(false);
  });

  test('not by any clock while the database is stuck', async () => {
    expect(await watching(ELSEWHERE).abandonedAfter(2 * LONG_SILENT_MS, true)).toBe(false);
  });

  test('at the first look when it was not heard of for a minute by the clock on the wall', async () => {
    for (const owner of [ELSEWHERE, me, null]) {
      expect(await watching(owner).abandonedAfter(LONG_SILENT_MS)).toBe(false);
      expect(await watching(owner).abandonedAfter(LONG_SILENT_MS + 1)).toBe(true);
    }
  });
});
