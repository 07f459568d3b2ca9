import { type EncodedEntry, encodeEntry, parseRunEvent } from '@/lib/protocol/frames';
import type { Lane } from '@/lib/protocol/lane';
import type { RunEvent } from '@/lib/protocol/run-event';
import { LaneSpans } from '../run/lane-spans';
import type { ReadableLog } from '../run/run-log';

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
