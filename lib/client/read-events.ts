import type { ComparisonRecord } from '@/lib/protocol/comparison';
import { createFrameDecoder, type Ready } from '@/lib/protocol/frames';
import type { LogEntry } from '@/lib/protocol/run-event';

export interface EventsListener {
  onEntry(entry: LogEntry): void;
  /** Comes before the first entry of a reading that starts a run; `turns` holds the run's own turn alone. */
  onRecord?(record: ComparisonRecord): void;
  /** The run's clock, ms since it began. */
  onNow(nowMs: number): void;
  /** Whether the server's database has accepted what was read so far. */
  onSaved(saved: boolean): void;
  /** Of a blind log: how many lanes have ended. */
  onReady?(ready: Ready): void;
  /** The server's process ends: this reading will close. */
  onLeaving(): void;
}

/** The server sends something every 15 s; a connection that is silent for longer than this, ms, is dead. */
const LONGEST_SILENCE_MS = 40_000;

/**
 * Reads a run's events from a response to its end, or until `stop` aborts.
 *
 * @throws when the connection breaks or falls silent.
 */
export async function readEvents(response: Response, stop: AbortSignal, listener: EventsListener): Promise<void> {
  const reader = response.body?.getReader();
  if (!reader) throw new TypeError('a response without a body');
  const cancel = () => void reader.cancel().catch(() => {});
  stop.addEventListener('abort', cancel, { once: true });
  const decoder = createFrameDecoder(listener);
  const utf8 = new TextDecoder();
  try {
    while (!stop.aborted) {
      const { done, value } = await withinSilence(reader.read());
      if (done) return;
      decoder.feed(utf8.decode(value, { stream: true }));
    }
  } finally {
    stop.removeEventListener('abort', cancel);
    cancel();
  }
}

function withinSilence<T>(read: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('silent')), LONGEST_SILENCE_MS);
    read.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
