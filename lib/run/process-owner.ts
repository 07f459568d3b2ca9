import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { newId } from './new-id';

/**
 * Names the process table that this process is in. Its host does not do: serverless instances are all called alike,
 * and containers may share their host's name.
 */
const PROCESS_TABLE = [
  hostname(),
  orNothing(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()),
  orNothing(() => readlinkSync('/proc/self/ns/pid')),
].join(' ');

/** @returns a name for this process that no other has, and that tells others in its process table whether it lives. */
export function newOwner(): string {
  return [PROCESS_TABLE, process.pid, newId()].join('/');
}

/**
 * What can be known of a run's owner without the database: `us`; `dead` or `alive` in our process table; `unknown` for
 * a process anywhere else, and `nobody` where no process has claimed the run.
 */
export type Whereabouts = 'us' | 'dead' | 'alive' | 'unknown' | 'nobody';

/** @param me this process's name. */
export function whereaboutsOf(owner: string | null, me: string): Whereabouts {
  if (owner === null) return 'nobody';
  if (owner === me) return 'us';
  const [table, pid] = owner.split('/');
  if (table !== PROCESS_TABLE) return 'unknown';
  // The same number and another name: a process before us had it.
  return Number(pid) === process.pid || !lives(Number(pid)) ? 'dead' : 'alive';
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Only Linux tells these. */
function orNothing(read: () => string): string {
  try {
    return read();
  } catch {
    return '';
  }
}
