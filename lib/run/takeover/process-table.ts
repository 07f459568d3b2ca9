import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { newId } from '../new-id';

/** What this machine tells about its processes; tests give their own. */
export interface Machine {
  host: string;
  pid: number;
  /** Machines may be copies of one another, and share whatever is read here. */
  copied: boolean;
  /** @returns what that file of the system says, null where it cannot be read. */
  read(path: string): string | null;
  /** The same of a link. */
  readLink(path: string): string | null;
  /** Whether a process of that number lives. */
  lives(pid: number): boolean;
}

const thisMachine: Machine = {
  host: hostname(),
  pid: process.pid,
  // Each serverless instance is woken from the same image (seen on Vercel): host, boot id and number are all alike.
  copied: Boolean(process.env.VERCEL || process.env.AWS_LAMBDA_FUNCTION_NAME),
  read: (path) => orNull(() => readFileSync(path, 'utf8')),
  readLink: (path) => orNull(() => readlinkSync(path)),
  lives,
};

/**
 * What can be known of a run's owner without the database: `us`; `dead` or `alive` in our process table; `unknown` for
 * a process anywhere else, and `nobody` where no process has claimed the run.
 */
export type Whereabouts = 'us' | 'dead' | 'alive' | 'unknown' | 'nobody';

/**
 * Names this process, and tells of others by their names whether they live: only of those that are certain to be in
 * the same process table. A table is known by its host, its boot and its namespace together; where the system does not
 * tell all three (only Linux does, and not in every container), a name is a random id and nothing is known of others.
 */
export class ProcessTable {
  /** Null where it is not certain which one it is. */
  #table: string | null;

  constructor(private readonly machine: Machine = thisMachine) {
    const boot = machine.read('/proc/sys/kernel/random/boot_id')?.trim();
    const namespace = machine.readLink('/proc/self/ns/pid');
    this.#table = boot && namespace && !machine.copied ? [machine.host, boot, namespace].join(' ') : null;
  }

  /** @returns a name for this process that no other has. */
  newOwner(): string {
    if (this.#table === null) return newId();
    return [this.#table, this.machine.pid, this.#beganAt(this.machine.pid) ?? '', newId()].join('/');
  }

  /** @param me this process's name. */
  whereaboutsOf(owner: string | null, me: string): Whereabouts {
    if (owner === null) return 'nobody';
    if (owner === me) return 'us';
    const [table, pid, began, id] = owner.split('/');
    if (table !== this.#table || id === undefined) return 'unknown';
    if (!this.machine.lives(Number(pid))) return 'dead';
    const beganNow = this.#beganAt(Number(pid));
    // The number may have been given to another process since.
    return began && beganNow !== null && beganNow !== began ? 'dead' : 'alive';
  }

  /** When that process began, in the system's ticks since the boot: the 22nd field, the 20th after the name's bracket. */
  #beganAt(pid: number): string | null {
    const status = this.machine.read(`/proc/${pid}/stat`);
    return status?.slice(status.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  }
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function orNull(read: () => string): string | null {
  try {
    return read();
  } catch {
    return null;
  }
}
