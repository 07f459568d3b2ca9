import { type EncodedEntry, encodeEntry, parseRunEvent } from '@/lib/protocol/frames';
import type { Lane } from '@/lib/protocol/lane';
import type { RunEvent } from '@/lib/protocol/run-event';
import { LaneSpans } from '../run/lane-spans';
import type { ReadableLog } from '../run/run-log';
import type { Clock } from '../time/clock';

/**
 * The log as a link shows it: only events of its lanes, so sequence numbers may have gaps; the slug as the comparison's
 * id; and in `end` the sum of its lanes.
 */
export function spectatorLog(log: ReadableLog, slug: string, lanes: readonly Lane[]): ReadableLog {
  const entries: EncodedEntry[] = [];
  const spans = new LaneSpans();
  let projected = 0;
  return {
    entriesAfter(sequence) {
      for (const entry of log.entriesAfter(projected)) {
        projected = entry.sequence;
        const event = parseRunEvent(entry.json);
        const visible = event && project(event);
        if (visible) entries.push(encodeEntry(entry.sequence, visible));
      }
      return entries.slice(entries.findLastIndex((entry) => entry.sequence <= sequence) + 1);
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

  function project(event: RunEvent): RunEvent | null {
    if (event.type === 'run') {
      return { ...event, comparison: slug, lanes: event.lanes.filter(({ lane }) => lanes.includes(lane)) };
    }
    if (event.type === 'end') return spans.end();
    if (!lanes.includes(event.lane)) return null;
    spans.note(event);
    return event;
  }
}

/** How often a reader's link is checked, ms. */
const CHECK_MS = 2000;

/** The log until its link is revoked: then readers get nothing more. */
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
      let cancelCheck = checkLater();
      return () => {
        left = true;
        stopListening();
        cancelCheck();
      };

      function checkLater(): () => void {
        return clock.after(CHECK_MS, async () => {
          // A database that is away has revoked nothing.
          over = !(await isShared().catch(() => true));
          if (left) return;
          if (over) listener();
          else cancelCheck = checkLater();
        });
      }
    },
  };
}
