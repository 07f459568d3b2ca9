import { type EncodedEntry, encodeEntry, parseRunEvent } from '@/lib/protocol/frames';
import type { Lane } from '@/lib/protocol/lane';
import type { RunEvent } from '@/lib/protocol/run-event';
import { LaneSpans } from '../run/lane-spans';
import type { ReadableLog } from '../run/run-log';
import type { Clock } from '../time/clock';

/**
 * The log as a link shows it: without what other lanes say, so that its sequence numbers may have gaps; the
 * comparison is named by the slug, and the sum is that of the lanes shown.
 */
export function spectatorLog(log: ReadableLog, slug: string, lanes: readonly Lane[]): ReadableLog {
  const shown: EncodedEntry[] = [];
  const spans = new LaneSpans();
  let looked = 0;
  return {
    entriesAfter(sequence) {
      for (const entry of log.entriesAfter(looked)) {
        looked = entry.sequence;
        const event = parseRunEvent(entry.json);
        const seen = event && shownEvent(event);
        if (seen) shown.push(encodeEntry(entry.sequence, seen));
      }
      return shown.slice(shown.findLastIndex((entry) => entry.sequence <= sequence) + 1);
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

  function shownEvent(event: RunEvent): RunEvent | null {
    if (event.type === 'run') {
      return { ...event, comparison: slug, lanes: event.lanes.filter(({ lane }) => lanes.includes(lane)) };
    }
    if (event.type === 'end') return spans.end();
    if (!lanes.includes(event.lane)) return null;
    spans.note(event);
    return event;
  }
}

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
