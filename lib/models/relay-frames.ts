import { createParser } from 'eventsource-parser';
import { mergeFrames } from './merge-frames';
import type { Timer } from './timer';
import { UpstreamError } from './upstream-error';

export interface StreamListener {
  /** A comment, `: OPENROUTER PROCESSING`: alive, but no output. */
  onComment(): void;
  /** `[DONE]`: nothing more is meant to come. */
  onDoneMark(): void;
}

/** A frame over this, in UTF-16 units, is no frame that a model's answer needs. */
const LARGEST_FRAME = 4 * 1024 * 1024;
/** How much is parsed before other lanes get the event loop, bytes: a flood must not hold them up. */
const LARGEST_SLICE = 16 * 1024;
/** After `[DONE]` we read on for what still comes, until this much silence, ms. */
const SILENCE_AFTER_DONE_MS = 1000;

/**
 * Relays an event stream frame by frame: tells the listener what the provider package would swallow, merges the
 * deltas that arrived together (each costs the package a schema check), and ends a stream that is left open
 * after `[DONE]`. The text that comes out is the text that went in.
 */
export function relayFrames(body: ReadableStream<Uint8Array>, listener: StreamListener, timer: Timer) {
  const reader = body.getReader();
  const text = new TextDecoder();
  const utf8 = new TextEncoder();
  let slices: Uint8Array[] = [];
  let frames: string[] = [];
  let unfinished = 0;
  let tooLarge = false;
  let over = false;
  let marked = false;
  let cancelSilence = () => {};

  const parser = createParser({
    onEvent({ data }) {
      unfinished = 0;
      tooLarge ||= data.length > LARGEST_FRAME;
      if (data !== '[DONE]') return void frames.push(data);
      marked = true;
      listener.onDoneMark();
    },
    onComment() {
      unfinished = 0;
      listener.onComment();
    },
  });

  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        while (!over) {
          const slice = await nextSlice().catch((error) => {
            end(() => controller.error(error));
            return null;
          });
          if (over) return;
          if (!slice) return end(() => controller.close());
          const merged = mergeFrames(parse(slice));
          if (tooLarge) return end(() => controller.error(new UpstreamError('frame-too-large')));
          watchSilence(() => end(() => controller.close()));
          if (merged.length > 0) return controller.enqueue(utf8.encode(merged.map(toFrame).join('')));
        }
      },
      cancel: () => end(() => {}),
    },
    { highWaterMark: 0 },
  );

  /** @returns the next bytes, at most a slice of them, or null at the end. */
  async function nextSlice(): Promise<Uint8Array | null> {
    if (slices.length > 0) await nextTurn();
    else slices = cut((await reader.read()).value);
    return slices.shift() ?? null;
  }

  function parse(slice: Uint8Array): string[] {
    frames = [];
    const decoded = text.decode(slice, { stream: true });
    unfinished += decoded.length;
    parser.feed(decoded);
    tooLarge ||= unfinished > LARGEST_FRAME;
    return frames;
  }

  function watchSilence(onSilence: () => void): void {
    if (!marked) return;
    cancelSilence();
    cancelSilence = timer.after(SILENCE_AFTER_DONE_MS, onSilence);
  }

  function end(finish: () => void): void {
    if (over) return;
    over = true;
    cancelSilence();
    reader.cancel().catch(() => {});
    finish();
  }
}

function cut(bytes: Uint8Array | undefined): Uint8Array[] {
  if (!bytes) return [];
  const slices: Uint8Array[] = [];
  for (let from = 0; from < bytes.byteLength; from += LARGEST_SLICE) {
    slices.push(bytes.subarray(from, from + LARGEST_SLICE));
  }
  return slices;
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** A frame's data may have had several lines. */
function toFrame(data: string): string {
  return `data: ${data.replaceAll('\n', '\ndata: ')}\n\n`;
}
