export interface TimedFrame {
  /** ms since the beginning, before `pace`; never smaller than that of the frame before. */
  at: number;
  text: string;
}

export interface PacedStreamOptions {
  /** `now` is monotonic ms; `after` returns what cancels its timer. */
  clock: { now(): number; after(ms: number, fire: () => void): () => void };
  /** Times are multiplied by it: 1 as planned, 0 all at once, though still a frame a chunk. */
  pace: number;
  /** Ends the stream with its reason, at once. */
  signal?: AbortSignal | null;
}

/**
 * The frames as bytes, each at its time since this was called. Times are absolute: a late timer, or a reader that
 * comes late, gets everything that is due in one chunk, and nothing after it is late. No timer is set while nobody
 * reads, and none is left after the end, an abort or a cancel.
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
        // Ended while it waited, or before: by an abort, which has errored the stream, or by the reader.
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
