import type { Persistence } from '@/lib/persistence/persistence';
import type { RunLog } from './run-log';

/**
 * Writes what all runs of this process have appended, one write a tick for all of them together, and then
 * releases it to their readers. Writes never overlap, so entries arrive in order.
 */
export class Recorder {
  #dirty = new Set<RunLog>();
  #scheduled = false;
  #writing: Promise<void> = Promise.resolve();

  constructor(private readonly persistence: Persistence) {}

  /** Says that a log has something pending. */
  note = (log: RunLog): void => {
    this.#dirty.add(log);
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#writing = this.#writing.then(() => this.#write());
    });
  };

  async #write(): Promise<void> {
    const logs = [...this.#dirty];
    this.#dirty.clear();
    const batch = logs.map((log) => ({ log, entries: log.takePending() })).filter(({ entries }) => entries.length > 0);
    if (batch.length === 0) return;
    try {
      await this.persistence.appendEntries(batch.map(({ log, entries }) => ({ run: log.run, entries })));
    } catch {
      // Answers never wait for what keeps them: they are let through all the same.
    }
    for (const { log, entries } of batch) log.release(entries.at(-1)?.sequence ?? 0);
  }
}
