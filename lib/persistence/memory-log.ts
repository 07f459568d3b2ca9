import type { EncodedEntry } from '@/lib/protocol/frames';
import { fitStretches, gatherBatches, type LogEnd, type Stretch } from './gather-batches';
import type { EntryBatch } from './persistence';

/** The logs of runs. */
export class MemoryLog {
  #logs = new Map<string, EncodedEntry[]>();

  begin(run: string): void {
    this.#logs.set(run, []);
  }

  forget(run: string): void {
    this.#logs.delete(run);
  }

  /** @returns what was new. @throws LogRefused, and appends nothing. */
  append(batches: readonly EntryBatch[], whyClosed: (run: string) => string | null): Stretch[] {
    const stretches = gatherBatches(batches);
    const ends = stretches.flatMap(({ run, first }): [string, LogEnd][] => {
      const log = this.#logs.get(run);
      return log ? [[run, { last: log.length, closed: whyClosed(run), kept: log.slice(first - 1) }]] : [];
    });
    const added = fitStretches(stretches, new Map(ends));
    for (const { run, entries } of added) for (const entry of entries) this.#logs.get(run)?.push(entry);
    return added;
  }

  read(run: string, after: number): readonly EncodedEntry[] {
    const log = this.#logs.get(run) ?? [];
    return log.slice(Math.max(0, after));
  }
}
