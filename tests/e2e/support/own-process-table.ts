import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Makes the boot id unreadable, as in some containers, and goes on as what follows: the first process of its table. */
const WITHOUT_BOOT_ID = ['sh', '-c', 'mount --bind /dev/null /proc/sys/kernel/random/boot_id && exec "$@"', 'sh'];

const WAYS = [[], ['--user', '--map-root-user']].map((as) => [
  'unshare',
  ...as,
  '--pid',
  '--mount',
  '--fork',
  '--kill-child',
]);

/**
 * @returns what to put before a program so that it gets a process table of its own, as in a container: always with the
 * same number, on the same host, with a boot id that nobody can read. Null where this machine lets nobody do so.
 */
export function findOwnProcessTable(): string[] | null {
  const prefixes = WAYS.map((unshare) => [...unshare, ...WITHOUT_BOOT_ID]);
  return prefixes.find(([program = '', ...rest]) => spawnSync(program, [...rest, 'true']).status === 0) ?? null;
}

/** @returns the number of the program itself, whose parent put it there. */
export function childOf(pid: number): number {
  return Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim());
}
