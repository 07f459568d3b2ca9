import type { ReadableLog } from './run-log';

/** A log that a reader has open. */
export interface OpenLog {
  log: ReadableLog;
  /** To be called once, when the reader leaves. */
  onClose(): void;
}

/**
 * The logs that readers of this process have open, by name. The readers of one log share it, so what it reads from the
 * database, parses or encodes, it does once for all of them.
 */
export class OpenLogs {
  #open = new Map<string, { opening: Promise<ReadableLog>; readers: number }>();

  /**
   * Joins the readers of a log, or opens it for the first one.
   *
   * @throws as `open` does, for all who wait for it.
   */
  async join(name: string, open: () => Promise<ReadableLog>): Promise<OpenLog> {
    const shared = this.#open.get(name) ?? { opening: open(), readers: 0 };
    this.#open.set(name, shared);
    shared.readers += 1;
    const onClose = () => {
      shared.readers -= 1;
      if (shared.readers === 0 && this.#open.get(name) === shared) this.#open.delete(name);
    };
    try {
      return { log: await shared.opening, onClose };
    } catch (error) {
      onClose();
      throw error;
    }
  }
}
