import { hostname } from 'node:os';
import { expect, test } from 'vitest';
import { newOwner, whereaboutsOf } from '@/lib/run/process-owner';

/** Higher than any process number that a system gives out. */
const NOBODYS_PID = 2 ** 22 + 1;

const me = newOwner();
const [table] = me.split('/');

test('a process knows itself, and that nobody is nobody', () => {
  expect(whereaboutsOf(me, me)).toBe('us');
  expect(whereaboutsOf(null, me)).toBe('nobody');
});

test('another in its process table is alive or dead', () => {
  expect(whereaboutsOf(`${table}/${process.ppid}/x`, me)).toBe('alive');
  expect(whereaboutsOf(`${table}/${NOBODYS_PID}/x`, me)).toBe('dead');
});

test('one that had its own number before is dead', () => {
  expect(whereaboutsOf(`${table}/${process.pid}/x`, me)).toBe('dead');
});

test('of one anywhere else nothing is known, also where the host is called alike', () => {
  for (const elsewhere of ['another', hostname(), `${hostname()} 00000000-0000-0000-0000-000000000000 pid:[1]`]) {
    expect(whereaboutsOf(`${elsewhere}/${process.pid}/x`, me)).toBe('unknown');
  }
});
