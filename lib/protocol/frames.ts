import { createParser } from 'eventsource-parser';
import * as z from 'zod/mini';
import { type ComparisonRecord, comparisonRecordSchema } from './comparison';
import { isObject, readJson } from './json';
import { encodePlace, type LogPlace, readPlace } from './log-place';
import { type LogEntry, type RunEvent, runEventSchema } from './run-event';

/** An encoded event of a log. It is encoded once, so that every reader gets the same bytes. */
export interface EncodedEntry extends LogPlace {
  readonly json: string;
}

export function encodeEntry(sequence: number, event: RunEvent): EncodedEntry {
  return { sequence, json: JSON.stringify(event) };
}

/** @returns the events that this version knows; a newer version may have written others. */
export function decodeEntries(entries: readonly EncodedEntry[]): LogEntry[] {
  return entries.flatMap((entry) => {
    const event = decodeEntry(entry);
    return event ? [{ sequence: entry.sequence, event }] : [];
  });
}

const KNOWN_TYPES: ReadonlySet<unknown> = new Set(
  runEventSchema.def.options.flatMap(({ shape }) => shape.type.def.values),
);

/** @returns the event of an entry of a log, which this app has written: only its type is checked. Null if it is not known. */
export function decodeEntry({ json }: EncodedEntry): RunEvent | null {
  const event = readJson(json);
  return isObject(event) && KNOWN_TYPES.has(event.type) ? (event as unknown as RunEvent) : null;
}

/**
 * Encodes an entry as a server-sent event. JSON has no raw line break, so no model's output can end a line, open a field or
 * forge a frame.
 */
export function encodeFrame(entry: EncodedEntry): string {
  return `id: ${encodePlace(entry)}\ndata: ${entry.json}\n\n`;
}

const recordFrameSchema = z.object({ type: z.literal('record'), record: comparisonRecordSchema });

/**
 * The first frame for the reader who starts a run: the comparison's record now, with only the run's turn. It has no `id`,
 * since it is not part of the log: a resumed reading does not repeat it.
 */
export function encodeRecord(record: ComparisonRecord): string {
  const frame: z.input<typeof recordFrameSchema> = { type: 'record', record };
  return `data: ${JSON.stringify(frame)}\n\n`;
}

/** Safari delivers nothing of a stream before its first 1024 bytes. */
const SAFARI_BUFFER_BYTES = 1024;

/** The first comment of a reading: the run's clock now (ms), padded so that Safari begins to deliver. */
export function encodeOpening(nowMs: number): string {
  return `${`: now ${nowMs}`.padEnd(SAFARI_BUFFER_BYTES, ' ')}\n\n`;
}

/** The comment that keeps an idle reading open: the run's clock (ms). */
export function encodeNow(nowMs: number): string {
  return `: now ${nowMs}\n\n`;
}

const NOT_SAVED = 'not saved yet';
const SAVED = 'saved';

/** The comment that tells whether the database has everything that the reader has got. */
export function encodeSaved(saved: boolean): string {
  return `: ${saved ? SAVED : NOT_SAVED}\n\n`;
}

const LEAVING = 'leaving';

/** The comment that tells that this process shuts down: the reader should connect to another process. */
export function encodeLeaving(): string {
  return `: ${LEAVING}\n\n`;
}

/** The comment that tells the reader of a blind log, who gets no text yet, how many lanes have ended. */
export function encodeReady({ ready, lanes }: Ready): string {
  return `: ready ${ready} of ${lanes}\n\n`;
}

/** How many lanes of a run have ended, of how many. */
export interface Ready {
  ready: number;
  lanes: number;
}

export interface FrameHandlers {
  onEntry(entry: LogEntry): void;
  /** The record with only the run's turn, as the run has changed it. Comes before the first entry. */
  onRecord?(record: ComparisonRecord): void;
  /** The run's clock on the server, ms since it began. */
  onNow?(nowMs: number): void;
  /** Whether the database has everything read so far; reported when that changes. */
  onSaved?(saved: boolean): void;
  /** Of a blind log: how many lanes have ended. */
  onReady?(ready: Ready): void;
  /** The server's process shuts down: connect again. */
  onLeaving?(): void;
}

/**
 * Reads what {@link encodeFrame} and {@link encodeRecord} wrote, from text cut anywhere. A frame of a type that this version does not
 * know, or that is not well formed, is skipped: an older tab survives a newer server.
 */
export function createFrameDecoder(handlers: FrameHandlers): { feed(text: string): void } {
  const parser = createParser({
    onEvent({ id, data }) {
      if (id === undefined) {
        const frame = recordFrameSchema.safeParse(readJson(data));
        if (frame.success) handlers.onRecord?.(frame.data.record);
        return;
      }
      const place = readPlace(id);
      if (!place || place.sequence < 1) return;
      const event = parseRunEvent(data);
      if (event) handlers.onEntry({ ...place, event });
    },
    onComment(comment) {
      const text = comment.trim();
      const now = /^now (\d+)/.exec(text);
      if (now) handlers.onNow?.(Number(now[1]));
      const ready = /^ready (\d+) of (\d+)$/.exec(text);
      if (ready) handlers.onReady?.({ ready: Number(ready[1]), lanes: Number(ready[2]) });
      if (text === LEAVING) handlers.onLeaving?.();
      if (text === SAVED || text === NOT_SAVED) handlers.onSaved?.(text === SAVED);
    },
  });
  return { feed: (text) => parser.feed(text) };
}

/** @returns the event; null for a text that is not an event that this version knows. */
export function parseRunEvent(json: string): RunEvent | null {
  const parsed = runEventSchema.safeParse(readJson(json));
  return parsed.success ? parsed.data : null;
}
