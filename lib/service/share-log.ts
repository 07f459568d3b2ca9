import type { LanesOfRun, Projection } from '@/lib/comparison/project';
import { decodeEntry, type EncodedEntry, encodeEntry } from '@/lib/protocol/frames';
import type { Lane } from '@/lib/protocol/lane';
import type { ReadableLog } from '../run/run-log';
import type { Clock } from '../time/clock';

/**
 * The log of a run as an audience sees it.
 *
 * @param run as that audience's record has it.
 */
export function projectedLog(log: ReadableLog, projection: Projection, run: LanesOfRun): ReadableLog {
  const { blind } = projection;
  const project = projection.events(run);
  const entries: EncodedEntry[] = [];
  let projected = 0;
  let ready = 0;
  return {
    entriesAfter(sequence, most = Number.POSITIVE_INFINITY) {
      readOn();
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
    elapsed: () => (blind ? 0 : log.elapsed()),
    ...(blind && { ready: () => (log.complete ? null : { ready, lanes: run.lanes.length }) }),
    onRelease(listener) {
      let reported = visible();
      // Of what the audience does not see it is not even told that it has come.
      return log.onRelease(() => {
        readOn();
        if (visible() === reported) return;
        reported = visible();
        listener();
      });
    },
  };

  function readOn(): void {
    for (const entry of log.entriesAfter(projected)) {
      projected = entry.sequence;
      const event = decodeEntry(entry);
      if (event === null) continue;
      if ((event.type === 'done' || event.type === 'error') && isOfRun(event.lane)) ready += 1;
      for (const seen of project(event)) {
        entries.push(blind ? { ...encodeEntry(entries.length + 1, seen), blind } : encodeEntry(entry.sequence, seen));
      }
    }
  }

  function isOfRun(lane: Lane): boolean {
    return run.lanes.some((own) => own.lane === lane);
  }

  function visible(): string {
    return [entries.length, blind && ready, log.complete, log.unsaved, log.settled].join();
  }
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
    ready: () => (over ? null : (log.ready?.() ?? null)),
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
