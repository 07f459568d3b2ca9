import type { EncodedEntry } from '@/lib/protocol/frames';
import { type LogEntry, runEventSchema } from '@/lib/protocol/run-event';

/** @throws for what is no event, where the app would skip it. */
export function decodeEntry({ sequence, json }: EncodedEntry): LogEntry {
  return { sequence, event: runEventSchema.parse(JSON.parse(json)) };
}
