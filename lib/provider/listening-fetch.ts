import { readJson } from '@/lib/protocol/json';
import type { Clock } from '../time/clock';
import { relayFrames, type StreamListener } from './relay-frames';
import { UpstreamError } from './upstream-error';

export interface ResponseListener extends StreamListener {
  /** Headers have come, with any status. `generation` is OpenRouter's id of the answer. */
  onHeaders(generation: string | null): void;
}

/** How much of an error's body is read, bytes. */
const LARGEST_ERROR = 1024 * 1024;

/**
 * Wraps a `fetch` to read an answer as it comes: see {@link relayFrames}. The provider package gets its response when the
 * answer is over. A response that is not an event stream becomes an {@link UpstreamError}, with its body if that is JSON;
 * the package would take it for an empty answer.
 *
 * @param secret is masked in what a stream contains; null for none.
 */
export function listeningFetch(
  inner: typeof fetch,
  listener: ResponseListener,
  clock: Clock,
  secret: string | null = null,
): typeof fetch {
  return async (input, init) => {
    const response = await inner(input, init);
    listener.onHeaders(response.headers.get('x-generation-id'));
    if (!response.ok) {
      const body = response.body && limitBody(response.body, LARGEST_ERROR);
      return new Response(body, { status: response.status, headers: response.headers });
    }
    const type = response.headers.get('content-type') ?? '';
    if (!response.body || !/^text\/event-stream\b/i.test(type)) throw await notAStream(response);
    return new Response(await relayFrames(response.body, listener, clock, { secret }), {
      status: response.status,
      headers: response.headers,
    });
  };
}

/** A JSON body with a successful status, instead of a stream, may be an error. */
async function notAStream({ body, headers }: Response): Promise<UpstreamError> {
  if (!body || !/\bjson\b/i.test(headers.get('content-type') ?? 'json')) {
    body?.cancel().catch(() => {});
    return new UpstreamError('not-a-stream');
  }
  const text = await new Response(limitBody(body, LARGEST_ERROR)).text().catch(() => '');
  const answer = readJson(text);
  if (answer === undefined) return new UpstreamError('not-a-stream');
  return new UpstreamError('not-a-stream', { answer: { body: answer, headers: Object.fromEntries(headers) } });
}

/** Fails after `largest` bytes, so that an error page cannot fill the memory. */
export function limitBody(body: ReadableStream<Uint8Array>, largest: number): ReadableStream<Uint8Array> {
  let bytes = 0;
  const limit = new TransformStream<Uint8Array, Uint8Array>({
    transform(piece, controller) {
      bytes += piece.byteLength;
      if (bytes > largest) controller.error(new RangeError('the body is too large'));
      else controller.enqueue(piece);
    },
  });
  return body.pipeThrough(limit);
}
