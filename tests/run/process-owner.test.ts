import { hostname } from 'node:os';
import { describe, expect, test } from 'vitest';
import { isGone, newOwner, SILENT_FOR_DEAD_MS } from '@/lib/run/process-owner';

/** Higher than any process number that a system gives out. */
const NOBODYS_PID = 2 ** 22 + 1;

const me = newOwner();
const [table] = me.split('/');

describe('the owner of a run', () => {
  test('is never gone when it is this process, however long nothing was heard', () => {
    expect(isGone(me, me, 10 * SILENT_FOR_DEAD_MS)).toBe(false);
  });

  test('is gone at once when its process is, in the same process table', () => {
    expect(isGone(`${table}/${NOBODYS_PID}/x`, me, 0)).toBe(true);
    expect(isGone(`${table}/${process.ppid}/x`, me, 0)).toBe(false);
  });

  test('is gone when this process has its number now', () => {
    expect(isGone(`${table}/${process.pid}/x`, me, 0)).toBe(true);
  });

  test('is told by its silence alone elsewhere, also on a host of the same name', () => {
    for (const elsewhere of ['another', hostname(), `${hostname()} 00000000-0000-0000-0000-000000000000 pid:[1]`]) {
      const owner = `${elsewhere}/${process.pid}/x`;
      expect(isGone(owner, me, SILENT_FOR_DEAD_MS)).toBe(false);
      expect(isGone(owner, me, SILENT_FOR_DEAD_MS + 1)).toBe(true);
    }
  });

  test('is told by silence when nobody has claimed the run', () => {
    expect(isGone(null, me, SILENT_FOR_DEAD_MS)).toBe(false);
    expect(isGone(null, me, SILENT_FOR_DEAD_MS + 1)).toBe(true);
  });
});
