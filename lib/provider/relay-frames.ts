import { createParser } from 'eventsource-parser';
import type { Clock } from '../time/clock';
import { nextTurn } from '../time/pause';
import { type AnswerListener, type AnswerPart, AnswerReader } from './answer-reader';
import type { FinishReason } from './frame-parts';
import type { Piece } from './leading-thought';
import { UpstreamError } from './upstream-error';

export interface StreamListener extends AnswerListener {
  /** A comment, `: OPENROUTER PROCESSING`: alive, but no output. */
  onComment(): void;
  /** Frames, with or without output. */
  onFrames(): void;
  /** Text or reasoning, in the order in which it came. Never empty. */
  onPiece(piece: Piece): void;
  /** `[DONE]`: the provider marks the end. */
  onDoneMark(): void;
}

/** The largest frame, UTF-16 units; no model's answer needs more. */
const LARGEST_FRAME = 4 * 1024 * 1024;
/** The largest stream, bytes: at about 400 per token these are 300,000 tokens. */
const LARGEST_STREAM = 128 * 1024 * 1024;
/** How much is parsed before other lanes get the event loop, bytes, so that a flood does not delay them. */
const LARGEST_SLICE = 16 * 1024;
/** What stands for a secret. */
const MASK = '[key]';
/** After `[DONE]` we read on until no frame has come for so long, ms. */
const SILENCE_AFTER_DONE_MS = 1000;

/**
 * Reads an event stream to its end. The listener is told all pieces as they come, and everything else but the finish and
 * who served the answer: that is for the provider package, whose streams and checks would cost more for each piece than
 * all else together, and which drops reasoning after text. A stream that stays open after `[DONE]` is ended.
 *
 * @param largest after so many bytes the stream is broken off.
 * @param secret is masked wherever a frame contains it: names and addresses in an answer are stored and shown.
 * @returns an event stream for the package, which is strict. Never rejects: the listener is told why a stream broke.
 */
export async function relayFrames(
  body: ReadableStream<Uint8Array>,
  listener: StreamListener,
  clock: Clock,
  { largest = LARGEST_STREAM, secret = null }: { largest?: number; secret?: string | null } = {},
): Promise<string> {
  const reader = body.getReader();
  const text = new TextDecoder();
  const answer = new AnswerReader(listener);
  let slices: Uint8Array[] = [];
  let bytes = 0;
  let hasFrames = false;
  let isTooLarge = false;
  let isLast = false;
  let marked = false;
  let cancelSilence = () => {};
  let isSilent = false;
  const forPackage = new ForPackage();

  const parser = createParser({
    onEvent({ event, data: came }) {
      hasFrames = true;
      isTooLarge ||= came.length > LARGEST_FRAME;
      if (isTooLarge) return;
      const data = secret === null ? came : came.replaceAll(secret, MASK);
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

  const failure = await readAll();
  cancelSilence();
  reader.cancel().catch(() => {});
  takeLast(failure);
  return forPackage.frames();

  /** @returns why the stream broke; undefined when it came to an end. */
  async function readAll(): Promise<UpstreamError | undefined> {
    for (;;) {
      let slice: Uint8Array | null;
      try {
        slice = await nextSlice();
      } catch (cause) {
        return isSilent ? undefined : new UpstreamError('cut', { cause });
      }
      if (!slice) return undefined;
      try {
        parse(slice);
      } catch (cause) {
        return new UpstreamError('unreadable', { cause });
      }
      if (isTooLarge) return new UpstreamError('frame-too-large');
      if (bytes > largest) return new UpstreamError('stream-too-large');
      if (answer.isOver) return undefined;
      if (marked && hasFrames) watchSilence();
      handOn();
    }
  }

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

  function watchSilence(): void {
    cancelSilence();
    cancelSilence = clock.after(SILENCE_AFTER_DONE_MS, () => {
      isSilent = true;
      reader.cancel().catch(() => {});
    });
  }

  function handOn(): void {
    for (const part of answer.takeParts()) {
      if (part.kind === 'served' || part.kind === 'finish') forPackage.take(part);
      else listener.onPiece(part);
    }
  }

  function takeLast(failure: UpstreamError | undefined): void {
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
    handOn();
  }
}

/** What the provider package is to know of an answer: the last that each frame said of it. */
class ForPackage {
  #model: string | null = null;
  #provider: string | null = null;
  #finish: FinishReason | null = null;

  take(part: Exclude<AnswerPart, Piece>): void {
    if (part.kind === 'finish') this.#finish = part.reason;
    else {
      this.#model = part.model ?? this.#model;
      this.#provider = part.provider ?? this.#provider;
    }
  }

  /** In the shape that the package knows; more in a frame than is needed it may refuse. */
  frames(): string {
    const chunks: object[] = [];
    if (this.#model !== null || this.#provider !== null) {
      chunks.push({ choices: [], model: this.#model ?? undefined, provider: this.#provider ?? undefined });
    }
    if (this.#finish !== null) chunks.push({ choices: [{ delta: {}, finish_reason: this.#finish }] });
    return chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`).join('');
  }
}

function cut(bytes: Uint8Array): Uint8Array[] {
  const slices: Uint8Array[] = [];
  for (let from = 0; from < bytes.byteLength; from += LARGEST_SLICE) {
    slices.push(bytes.subarray(from, from + LARGEST_SLICE));
  }
  return slices;
}
