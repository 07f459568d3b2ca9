import { createParser } from 'eventsource-parser';
import type { Clock } from '../time/clock';
import { type AnswerListener, type AnswerPart, AnswerReader } from './answer-reader';
import { UpstreamError } from './upstream-error';

export interface StreamListener extends AnswerListener {
  /** A comment, `: OPENROUTER PROCESSING`: alive, but no output. */
  onComment(): void;
  /** Frames, with or without output. */
  onFrames(): void;
  /**
   * Reasoning that came after text, which the provider package drops.
   *
   * @param textBefore how much text was passed on before it, UTF-16 units.
   */
  onLateReasoning(content: string, textBefore: number): void;
  /** `[DONE]`: the provider marks the end. */
  onDoneMark(): void;
}

/** The largest frame, UTF-16 units; no model's answer needs more. */
const LARGEST_FRAME = 4 * 1024 * 1024;
/** The largest stream, bytes: at about 400 per token these are 300,000 tokens. */
const LARGEST_STREAM = 128 * 1024 * 1024;
/** How much is parsed before other lanes get the event loop, bytes, so that a flood does not delay them. */
const LARGEST_SLICE = 16 * 1024;
/** After `[DONE]` we read on until no frame has come for so long, ms. */
const SILENCE_AFTER_DONE_MS = 1000;

/**
 * Reads an event stream and writes one for the provider package, which is strict: its frames contain what an
 * {@link AnswerReader} has understood. The listener is told everything else, also why the stream broke. The result always
 * ends normally, so that no piece is lost. A stream that stays open after `[DONE]` is ended.
 *
 * @param largest after so many bytes the stream is broken off.
 */
export function relayFrames(
  body: ReadableStream<Uint8Array>,
  listener: StreamListener,
  clock: Clock,
  largest = LARGEST_STREAM,
): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  const text = new TextDecoder();
  const utf8 = new TextEncoder();
  const answer = new AnswerReader(listener);
  let slices: Uint8Array[] = [];
  let bytes = 0;
  let textUnits = 0;
  let hasFrames = false;
  let isTooLarge = false;
  let isLast = false;
  let over = false;
  let marked = false;
  let cancelSilence = () => {};

  const parser = createParser({
    onEvent({ event, data }) {
      hasFrames = true;
      isTooLarge ||= data.length > LARGEST_FRAME;
      if (isTooLarge) return;
      if (data.trim() === '[DONE]') markDone();
      else if (isLast) answer.readLast(data, event);
      else answer.read(data, event);
    },
    onComment: () => listener.onComment(),
    maxBufferSize: LARGEST_FRAME,
    onError({ type }) {
      isTooLarge ||= type === 'max-buffer-size-exceeded';
    },
  });

  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        while (!over) {
          const slice = await nextSlice().catch((cause) => end(controller, new UpstreamError('cut', { cause })));
          if (over) return;
          if (!slice) return end(controller);
          try {
            parse(slice);
          } catch (cause) {
            return end(controller, new UpstreamError('unreadable', { cause }));
          }
          if (isTooLarge) return end(controller, new UpstreamError('frame-too-large'));
          if (bytes > largest) return end(controller, new UpstreamError('stream-too-large'));
          if (answer.isOver) return end(controller);
          if (marked && hasFrames) watchSilence(() => end(controller));
          if (handOn(controller)) return;
        }
      },
      cancel: () => close(),
    },
    { highWaterMark: 0 },
  );

  /** @returns the next bytes, at most a slice of them, or null at the end. An empty chunk is not the end. */
  async function nextSlice(): Promise<Uint8Array | null> {
    if (slices.length > 0) await nextTurn();
    while (slices.length === 0) {
      const { done, value } = await reader.read();
      if (done) return null;
      slices = cut(value);
      if (slices.length === 0) await nextTurn();
    }
    return slices.shift() ?? null;
  }

  function parse(slice: Uint8Array): void {
    bytes += slice.byteLength;
    hasFrames = false;
    parser.feed(text.decode(slice, { stream: true }));
    if (hasFrames) listener.onFrames();
  }

  function markDone(): void {
    marked = true;
    answer.doneMark();
    listener.onDoneMark();
  }

  function watchSilence(onSilence: () => void): void {
    cancelSilence();
    cancelSilence = clock.after(SILENCE_AFTER_DONE_MS, onSilence);
  }

  /** @returns whether there was anything to hand on. */
  function handOn(controller: ReadableStreamDefaultController<Uint8Array>): boolean {
    const parts = answer.takeParts().filter((part) => !isLate(part));
    if (parts.length > 0) controller.enqueue(utf8.encode(parts.map(toFrame).join('')));
    return parts.length > 0;
  }

  /** Tells of reasoning after text at once; nothing else is late. */
  function isLate(part: AnswerPart): boolean {
    if (part.kind === 'text') textUnits += part.content.length;
    if (part.kind !== 'reasoning' || textUnits === 0) return false;
    listener.onLateReasoning(part.content, textUnits);
    return true;
  }

  function end(controller: ReadableStreamDefaultController<Uint8Array>, failure?: UpstreamError): void {
    if (over) return;
    isLast = true;
    // Some servers leave the empty line after their last frame out.
    let fault = failure;
    try {
      if (!isTooLarge) parser.feed(`${text.decode()}\n\n`);
    } catch (cause) {
      fault ??= new UpstreamError('unreadable', { cause });
    }
    if (fault) answer.fail(fault);
    answer.end();
    handOn(controller);
    close();
    controller.close();
  }

  function close(): void {
    over = true;
    cancelSilence();
    reader.cancel().catch(() => {});
  }
}

function cut(bytes: Uint8Array): Uint8Array[] {
  const slices: Uint8Array[] = [];
  for (let from = 0; from < bytes.byteLength; from += LARGEST_SLICE) {
    slices.push(bytes.subarray(from, from + LARGEST_SLICE));
  }
  return slices;
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** In the shape that the provider package knows; more in a frame than is needed it may refuse. */
function toFrame(part: AnswerPart): string {
  return `data: ${JSON.stringify(chunkOf(part))}\n\n`;
}

function chunkOf(part: AnswerPart): object {
  switch (part.kind) {
    case 'text':
      return { choices: [{ delta: { content: part.content } }] };
    case 'reasoning':
      return { choices: [{ delta: { reasoning: part.content } }] };
    case 'finish':
      return { choices: [{ delta: {}, finish_reason: part.reason }] };
    case 'served':
      return { choices: [], model: part.model ?? undefined, provider: part.provider ?? undefined };
  }
}
