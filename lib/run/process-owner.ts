import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { newId } from './new-id';

/** A process that was not heard of for this long, ms, is taken for dead when nothing surer can be known. */
export const SILENT_FOR_DEAD_MS = 5000;

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
 * Whether the owner of a run is gone. Of one in the same process table that tells at once; of any other, only its
 * silence does.
 *
 * @param me this process's name.
 * @param silentMs how long it was not heard of, ms.
 */
export function isGone(owner: string | null, me: string, silentMs: number): boolean {
  if (owner === me) return false;
  const [table, pid] = owner?.split('/') ?? [];
  if (table !== PROCESS_TABLE) return silentMs > SILENT_FOR_DEAD_MS;
  // The same number and another name: a process before us had it.
  return Number(pid) === process.pid || !lives(Number(pid)) || silentMs > SILENT_FOR_DEAD_MS;
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
