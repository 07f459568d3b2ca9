import type { ReadableLog } from '../run/run-log';
import type { Clock } from '../time/clock';

/** How often it is looked whether the link still works, ms, while somebody reads. */
const LOOK_MS = 2000;

/** The log as long as its link works: once that is taken back, no reader gets any more. */
export function whileShared(log: ReadableLog, clock: Clock, isShared: () => Promise<boolean>): ReadableLog {
  let over = false;
  return {
    entriesAfter: (sequence) => (over ? [] : log.entriesAfter(sequence)),
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
      let left = false;
      let cancelLook = lookLater();
      return () => {
        left = true;
        stopListening();
        cancelLook();
      };

      function lookLater(): () => void {
        return clock.after(LOOK_MS, async () => {
          // When the database is away nothing was taken back either.
          over = !(await isShared().catch(() => true));
          if (left) return;
          if (over) listener();
          else cancelLook = lookLater();
        });
      }
    },
  };
}
