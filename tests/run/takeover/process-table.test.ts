import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { type Machine, ProcessTable } from '@/lib/run/takeover/process-table';

/** A machine whose processes are these: number and when each began. */
function machine(changes: Partial<Machine> = {}, processes: Record<number, number> = { 7: 100, 8: 200 }): Machine {
  const files: Record<string, string> = { '/proc/sys/kernel/random/boot_id': '0b1c-2d\n' };
  for (const [pid, began] of Object.entries(processes)) {
    // The name may hold anything, brackets and blanks too.
    files[`/proc/${pid}/stat`] =
      `${pid} (a) b (c) S ${Array.from({ length: 18 }, (_, at) => at).join(' ')} ${began} 0 0`;
  }
  return {
    host: 'host',
    pid: 7,
    copied: false,
    read: (path) => files[path] ?? null,
    readLink: () => 'pid:[4026531836]',
    lives: (pid) => pid in processes,
    ...changes,
  };
}

describe('in a process table that is certain', () => {
  const table = new ProcessTable(machine());
  const me = table.newOwner();
  const another = (pid: number, processes?: Record<number, number>) =>
    new ProcessTable(machine({ pid }, processes)).newOwner();

  test('a process knows itself, and that nobody is nobody', () => {
    expect(table.whereaboutsOf(me, me)).toBe('us');
    expect(table.whereaboutsOf(null, me)).toBe('nobody');
    expect(table.newOwner()).not.toBe(me);
  });

  test('another is alive or dead', () => {
    expect(table.whereaboutsOf(another(8), me)).toBe('alive');
    expect(table.whereaboutsOf(another(9), me)).toBe('dead');
  });

  test('one whose number another process has by now is dead, our own number too', () => {
    expect(table.whereaboutsOf(another(8, { 8: 199 }), me)).toBe('dead');
    expect(table.whereaboutsOf(another(7, { 7: 99 }), me)).toBe('dead');
  });

  test('one that began when we did with our number is this very process', () => {
    expect(table.whereaboutsOf(another(7), me)).toBe('alive');
  });

  test('one that lives and of which nothing more can be read is alive', () => {
    const hidden = new ProcessTable(machine({ read: (path) => (path.includes('boot_id') ? '0b1c-2d\n' : null) }));
    expect(hidden.whereaboutsOf(another(8), me)).toBe('alive');
  });

  test('of one anywhere else nothing is known, however like its table’s name is', () => {
    for (const changes of [{ host: 'hos' }, { readLink: () => 'pid:[1]' }, { read: () => 'another boot' }]) {
      const elsewhere = new ProcessTable(machine(changes)).newOwner();
      expect(table.whereaboutsOf(elsewhere, me)).toBe('unknown');
    }
    expect(table.whereaboutsOf('host 0b1c-2d pid:[4026531836]/9/of-an-earlier-version', me)).toBe('unknown');
  });
});

describe('where the process table is not certain, nothing is known of any other process', () => {
  test.each<[string, Partial<Machine>]>([
    ['no boot id can be read', { read: () => null }],
    ['the boot id is empty', { read: () => '\n' }],
    ['no namespace can be read', { readLink: () => null }],
    ['machines are copies of one another', { copied: true }],
  ])('%s', (_why, changes) => {
    // The same host, the same number, the same everything that can be read.
    const one = new ProcessTable(machine(changes));
    const other = new ProcessTable(machine(changes));
    const me = one.newOwner();
    const owners = [other.newOwner(), new ProcessTable(machine({ ...changes, pid: 9 })).newOwner()];
    for (const owner of owners) expect(one.whereaboutsOf(owner, me)).toBe('unknown');
    expect(one.whereaboutsOf(new ProcessTable(machine()).newOwner(), me)).toBe('unknown');
    expect(one.whereaboutsOf(me, me)).toBe('us');
  });
});

test('on this machine a child is alive while it lives and dead when it has ended, where that can be told at all', async () => {
  const table = new ProcessTable();
  const me = table.newOwner();
  const child = spawn(process.execPath, ['-e', 'process.stdin.resume()']);
  await once(child, 'spawn');
  const [name, , , id] = me.split('/');
  const owner = id === undefined ? 'another' : [name, child.pid, '', 'x'].join('/');
  expect(table.whereaboutsOf(owner, me)).toBe(id === undefined ? 'unknown' : 'alive');
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
  expect(table.whereaboutsOf(owner, me)).toBe(id === undefined ? 'unknown' : 'dead');
});
