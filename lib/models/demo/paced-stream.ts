import type { Clock } from '@/lib/time/clock';

export interface TimedFrame {
  /** ms since the beginning, before `pace`; never decreases. */
  at: number;
  text: string;
}

export interface PacedStreamOptions {
  clock: Clock;
  /** Multiplies all times: 1 as planned; 0 without waiting, one frame per chunk. */
  pace: number;
  /** Errors the stream at once, with the signal's reason. */
  signal?: AbortSignal | null;
}

/**
 * Streams the frames as bytes, each at its time since this call. Times are absolute: if a timer or the reader is late,
 * everything due comes in one chunk, and later frames are on time. No timer is set while nobody reads, or is left after the
 * end, an abort or a cancel.
 */
export function pacedStream(
  frames: Iterator<TimedFrame, void>,
  { clock, pace, signal }: PacedStreamOptions,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const began = clock.now();
  let next = frames.next();
  let wake = () => {};

  const due = () => !next.done && began + next.value.at * pace <= clock.now();
  const take = () => {
    const text = next.done ? '' : next.value.text;
    next = frames.next();
    return text;
  };
  const end = () => {
    signal?.removeEventListener('abort', onAbort);
    next = { done: true, value: undefined };
    wake();
  };
  let onAbort = () => {};

  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        onAbort = () => {
          controller.error(signal?.reason);
          end();
        };
        if (next.done) controller.close();
        else if (signal?.aborted) onAbort();
        else signal?.addEventListener('abort', onAbort);
      },
      async pull(controller) {
        if (!next.done && !due()) {
          const ms = began + next.value.at * pace - clock.now();
          await new Promise<void>((resolve) => {
            const cancelTimer = clock.after(ms, resolve);
            wake = () => {
              cancelTimer();
              resolve();
            };
          });
        }
        // Ended before or during the wait: by an abort, which has errored the stream, or by the reader.
        if (next.done) return;
        let text = take();
        while (pace > 0 && due()) text += take();
        controller.enqueue(encoder.encode(text));
        if (next.done) {
          end();
          controller.close();
        }
      },
      cancel: end,
    },
    { highWaterMark: 0 },
  );
}
