import {
  type EncodedEntry,
  encodeFrame,
  encodeLeaving,
  encodeNow,
  encodeOpening,
  encodeReady,
  encodeSaved,
} from '@/lib/protocol/frames';
import type { Clock } from '../time/clock';
import type { Departure } from './departure';
import type { ReadableLog } from './run-log';

/** How often an idle reading sends the run's clock, ms, because proxies close silent streams. */
export const HEARTBEAT_MS = 15_000;
/** After so many bytes, or entries, a pull ends, so a late reader gets the log in pieces. */
const LARGEST_PIECE = 64 * 1024;
const MOST_ENTRIES = 1024;

const frames = new WeakMap<EncodedEntry, Uint8Array>();

/** @returns the bytes of an entry's frame, encoded once for all readers. */
function frameOf(entry: EncodedEntry): Uint8Array {
  const known = frames.get(entry);
  if (known) return known;
  const frame = Buffer.from(encodeFrame(entry));
  frames.set(entry, frame);
  return frame;
}

/**
 * One reader's cursor over a log, as the body of a response: an opening comment, then every entry after `after`, live until
 * the run ends. The reader pulls, so a slow reader delays nobody else. The stream stays open after the end of the run until
 * the database has accepted or refused the whole log. When this process shuts down, the reader is told, and the stream
 * closes when the process is gone.
 *
 * @param onClose called once when the reading is over.
 * @param preface frames outside the log, sent after the opening comment.
 */
export function readLog(
  log: ReadableLog,
  after: number,
  { clock, departure }: { clock: Clock; departure: Departure },
  onClose: () => void,
  preface = '',
): ReadableStream<Uint8Array> {
  const utf8 = new TextEncoder();
  let cursor = after;
  let wake: (() => void) | null = null;
  let closed = false;
  let toldUnsaved = false;
  let toldLeaving = false;
  let toldReady = 0;
  const stopListening = [log.onRelease(() => wake?.()), departure.onChange(() => wake?.())];

  const close = () => {
    if (closed) return;
    closed = true;
    for (const stop of stopListening) stop();
    wake?.();
    onClose();
  };

  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        controller.enqueue(utf8.encode(encodeOpening(log.elapsed()) + preface));
      },
      async pull(controller) {
        while (!closed) {
          if (departure.phase !== 'here' && !toldLeaving) {
            toldLeaving = true;
            return controller.enqueue(utf8.encode(encodeLeaving()));
          }
          // Read before the entries, so that entries released in between are still sent.
          const over = log.settled || departure.phase === 'gone';
          const piece = nextPiece();
          if (piece) return controller.enqueue(piece);
          if (log.unsaved !== toldUnsaved) {
            toldUnsaved = log.unsaved;
            return controller.enqueue(utf8.encode(encodeSaved(!toldUnsaved)));
          }
          const ready = log.ready?.() ?? null;
          if (ready && ready.ready !== toldReady) {
            toldReady = ready.ready;
            return controller.enqueue(utf8.encode(encodeReady(ready)));
          }
          if (over) {
            close();
            return controller.close();
          }
          if (!(await released())) return controller.enqueue(utf8.encode(encodeNow(log.elapsed())));
        }
      },
      cancel: close,
    },
    { highWaterMark: 0 },
  );

  function nextPiece(): Uint8Array | null {
    const frames: Uint8Array[] = [];
    let size = 0;
    for (const entry of log.entriesAfter(cursor, MOST_ENTRIES)) {
      const frame = frameOf(entry);
      frames.push(frame);
      size += frame.length;
      cursor = entry.sequence;
      if (size >= LARGEST_PIECE) break;
    }
    return frames.length > 0 ? Buffer.concat(frames, size) : null;
  }

  /** Waits for the next release, at most {@link HEARTBEAT_MS}. @returns whether there was one. */
  function released(): Promise<boolean> {
    return new Promise((resolve) => {
      const cancelHeartbeat = clock.after(HEARTBEAT_MS, () => {
        wake = null;
        resolve(false);
      });
      wake = () => {
        wake = null;
        cancelHeartbeat();
        resolve(true);
      };
    });
  }
}
