import { describe, expect, test } from 'vitest';
import type { ActiveRun } from '@/lib/persistence/active-runs';
import {
  ALIVE_AND_SILENT_MS,
  CONFIRMED_MS,
  DEAD_SILENT_MS,
  LONG_SILENT_MS,
  SEEN_SILENT_MS,
  SilenceWatch,
} from '@/lib/run/takeover/liveness';
import { type Machine, ProcessTable } from '@/lib/run/takeover/process-table';
import { FakeClock } from '@/tests/support/fake-clock';

const LIVE = 8;
const machine: Machine = {
  host: 'host',
  pid: 7,
  copied: false,
  read: () => 'boot',
  readLink: () => 'pid:[1]',
  lives: (pid) => pid === LIVE,
};
const table = new ProcessTable(machine);
const me = table.newOwner();
const ALIVE = new ProcessTable({ ...machine, pid: LIVE }).newOwner();
const DEAD = new ProcessTable({ ...machine, pid: 9 }).newOwner();
const ELSEWHERE = 'a-random-id';

/** A watch that looks at one run of that owner, which beats when told. */
function watching(owner: string | null) {
  const clock = new FakeClock();
  const watch = new SilenceWatch(me, table, clock);
  let heardAt = 0;
  return {
    beat: () => {
      heardAt = clock.now();
    },
    verdictAfter: async (ms: number, stuck = false) => {
      await clock.advance(ms);
      const place: ActiveRun = {
        owner,
        heartbeatAt: new Date(heardAt).toISOString(),
        silentMs: clock.now() - heardAt,
        comparison: 'c',
        turn: 1,
        run: { run: 'r', kind: 'turn', lanes: [] },
      };
      watch.look([place], stuck);
      return watch.verdictOn(place);
    },
  };
}

describe('a run is abandoned', () => {
  test('when its process is dead in our process table, as soon as its heartbeats are missed', async () => {
    const { verdictAfter } = watching(DEAD);
    expect(await verdictAfter(0)).toEqual({ soon: DEAD_SILENT_MS });
    expect(await verdictAfter(400)).toEqual({ soon: DEAD_SILENT_MS - 400 });
    expect(await verdictAfter(DEAD_SILENT_MS - 400)).toBe('abandoned');
  });

  test('not while it is heard of, though our process table calls it dead: that may be a copied machine’s', async () => {
    const { verdictAfter, beat } = watching(DEAD);
    for (let round = 0; round < 20; round++) {
      expect(await verdictAfter(500)).not.toBe('abandoned');
      beat();
    }
  });

  test('not while its process lives there, but for one that hangs', async () => {
    const { verdictAfter } = watching(ALIVE);
    expect(await verdictAfter(LONG_SILENT_MS + 1)).toBe('kept');
    expect(await verdictAfter(ALIVE_AND_SILENT_MS)).not.toBe('kept');
    expect(await verdictAfter(CONFIRMED_MS)).toBe('abandoned');
  });

  test('when a process elsewhere, or we, or whoever would have claimed it, are seen to be silent for five seconds', async () => {
    for (const owner of [ELSEWHERE, me, null]) {
      const { verdictAfter } = watching(owner);
      expect(await verdictAfter(0)).toBe('kept');
      expect(await verdictAfter(2000)).toBe('kept');
      expect(await verdictAfter(2000)).toBe('kept');
      expect(await verdictAfter(2000)).toBe('abandoned');
      expect(SEEN_SILENT_MS).toBe(5000);
    }
  });

  test('not by the time between two looks: the database may have been away', async () => {
    const { verdictAfter } = watching(ELSEWHERE);
    await verdictAfter(0);
    expect(await verdictAfter(10_000)).toBe('kept');
    expect(await verdictAfter(2000)).toBe('kept');
    expect(await verdictAfter(2000)).toBe('abandoned');
  });

  test('not by a silence in which the database was stuck, nor after a heartbeat', async () => {
    const { verdictAfter, beat } = watching(ELSEWHERE);
    await verdictAfter(0);
    await verdictAfter(2000);
    await verdictAfter(2000);
    expect(await verdictAfter(8000, true)).toBe('kept');
    await verdictAfter(2000);
    await verdictAfter(2000);
    beat();
    expect(await verdictAfter(2000)).toBe('kept');
  });

  test('not by any clock while the database is stuck', async () => {
    for (const owner of [ELSEWHERE, DEAD, ALIVE]) {
      expect(await watching(owner).verdictAfter(2 * ALIVE_AND_SILENT_MS, true)).toBe('kept');
    }
  });

  test('soon when it was not heard of for a minute by the database’s clock, if it stays silent while we look', async () => {
    for (const owner of [ELSEWHERE, me, null]) {
      expect(await watching(owner).verdictAfter(LONG_SILENT_MS)).toBe('kept');
      const { verdictAfter } = watching(owner);
      expect(await verdictAfter(LONG_SILENT_MS + 1)).toEqual({ soon: CONFIRMED_MS });
      expect(await verdictAfter(CONFIRMED_MS)).toBe('abandoned');
    }
  });

  test('not when all of us have slept, and it is heard of again', async () => {
    const { verdictAfter, beat } = watching(ELSEWHERE);
    await verdictAfter(0);
    expect(await verdictAfter(3_600_000)).not.toBe('abandoned');
    beat();
    expect(await verdictAfter(CONFIRMED_MS)).toBe('kept');
  });
});
