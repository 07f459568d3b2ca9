import { hostname } from 'node:os';
import { newId } from './new-id';

/** A process that was not heard of for this long, ms, is taken for dead when nothing surer can be known. */
export const SILENT_FOR_DEAD_MS = 5000;

/** @returns a name for this process that no other has, and that tells another on this machine whether it lives. */
export function newOwner(): string {
  return [hostname(), process.pid, newId()].join('/');
}

/**
 * Whether the owner of a run is gone. On its own machine the process table tells at once; of any other, only its
 * silence does.
 *
 * @param me this process's name.
 * @param silentMs how long it was not heard of, ms.
 */
export function isGone(owner: string | null, me: string, silentMs: number): boolean {
  if (owner === me) return false;
  const [host, pid] = owner?.split('/') ?? [];
  if (host !== hostname()) return silentMs > SILENT_FOR_DEAD_MS;
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
