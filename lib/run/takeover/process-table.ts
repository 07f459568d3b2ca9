import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { newId } from '../new-id';

/** What a machine tells about its processes. Tests have their own. */
export interface Machine {
  host: string;
  pid: number;
  /** Machines may be copies of each other, so what is read here identifies none of them. */
  copied: boolean;
  /** @returns the text of a system file, null if it cannot be read. */
  read(path: string): string | null;
  /** @returns the target of a link, null if it cannot be read. */
  readLink(path: string): string | null;
  /** Whether a process with that id lives. */
  lives(pid: number): boolean;
}

const thisMachine: Machine = {
  host: hostname(),
  pid: process.pid,
  // Serverless instances start from the same image (seen on Vercel): host, boot id and process id are all equal.
  copied: Boolean(process.env.VERCEL || process.env.AWS_LAMBDA_FUNCTION_NAME),
  read: (path) => orNull(() => readFileSync(path, 'utf8')),
  readLink: (path) => orNull(() => readlinkSync(path)),
  lives,
};

/**
 * What is known of a run's owner without the database: `us`; `dead` or `alive` in our process table; `unknown` for a process
 * elsewhere; `nobody` if no process has claimed the run.
 */
export type Whereabouts = 'us' | 'dead' | 'alive' | 'unknown' | 'nobody';

/**
 * Names this process, and tells by the name of another process whether it lives, but only for processes that are certainly
 * in the same process table. Host, boot id and namespace together identify a table. If the system does not tell all three
 * (only Linux does, and not in every container), a name is a random id, and nothing is known of other processes.
 */
export class ProcessTable {
  /** Null if it cannot be identified. */
  #table: string | null;

  constructor(private readonly machine: Machine = thisMachine) {
    const boot = machine.read('/proc/sys/kernel/random/boot_id')?.trim();
    const namespace = machine.readLink('/proc/self/ns/pid');
    this.#table = boot && namespace && !machine.copied ? [machine.host, boot, namespace].join(' ') : null;
  }

  /** @returns a unique name for this process. */
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
    // The id may belong to another process now.
    return began && beganNow !== null && beganNow !== began ? 'dead' : 'alive';
  }

  /** When a process began, in ticks since boot: the 22nd field, which is the 20th after the bracket of the name. */
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
