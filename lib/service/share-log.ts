import { decodeEntry, type EncodedEntry, encodeEntry } from '@/lib/protocol/frames';
import type { RunEvent } from '@/lib/protocol/run-event';
import type { ReadableLog } from '../run/run-log';
import type { Clock } from '../time/clock';

/**
 * The log as an audience sees it.
 *
 * @param project takes each event of the log in its order; see `Projection.events`.
 */
export function projectedLog(log: ReadableLog, project: (event: RunEvent) => RunEvent | null): ReadableLog {
  const entries: EncodedEntry[] = [];
  let projected = 0;
  return {
    entriesAfter(sequence, most = Number.POSITIVE_INFINITY) {
      for (const entry of log.entriesAfter(projected)) {
        projected = entry.sequence;
        const event = decodeEntry(entry);
        const visible = event && project(event);
        if (visible) entries.push(encodeEntry(entry.sequence, visible));
      }
      const from = entries.findLastIndex((entry) => entry.sequence <= sequence) + 1;
      return entries.slice(from, from + most);
    },
    get complete() {
      return log.complete;
    },
    get unsaved() {
      return log.unsaved;
    },
    get settled() {
      return log.settled;
    },
    elapsed: () => log.elapsed(),
    onRelease: (listener) => log.onRelease(listener),
  };
}

/** How often the link is checked while it has readers, ms. */
const CHECK_MS = 2000;

/** The log until its link is revoked: then readers get nothing more. One check serves all readers. */
export function whileShared(log: ReadableLog, clock: Clock, isShared: () => Promise<boolean>): ReadableLog {
  const listeners = new Set<() => void>();
  let over = false;
  let cancelCheck: (() => void) | null = null;
  return {
    entriesAfter: (...wanted) => (over ? [] : log.entriesAfter(...wanted)),
    get complete() {
      return over || log.complete;
    },
    get unsaved() {
      return log.unsaved;
    },
    get settled() {
      return over || log.settled;
    },
    elapsed: () => log.elapsed(),
    onRelease(listener) {
      const stopListening = log.onRelease(listener);
      listeners.add(listener);
      checkLater();
      return () => {
        stopListening();
        listeners.delete(listener);
        if (listeners.size > 0) return;
        cancelCheck?.();
        cancelCheck = null;
      };
    },
  };

  function checkLater(): void {
    if (cancelCheck) return;
    const cancel = clock.after(CHECK_MS, async () => {
      // A database that is away has revoked nothing.
      over ||= !(await isShared().catch(() => true));
      // Meanwhile all readers may have left, and others may have come.
      if (cancelCheck !== cancel) return;
      cancelCheck = null;
      if (over) for (const listener of listeners) listener();
      else checkLater();
    });
    cancelCheck = cancel;
  }
}
