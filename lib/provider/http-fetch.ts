import 'server-only';
import http from 'node:http';
import https from 'node:https';
import { decodeBody } from './decode-body';
import { UpstreamError } from './upstream-error';

/** Keep-alive pools, one per protocol: with a warm connection a lane needs no handshake. */
export interface Pools {
  http: http.Agent;
  https: https.Agent;
}

/** When an idle connection is closed, ms: before the server closes it, since a request on a closed connection is lost. */
const LONGEST_IDLE_MS = 15_000;

export function createPools(): Pools {
  const options = {
    keepAlive: true,
    maxSockets: Number.POSITIVE_INFINITY,
    maxFreeSockets: 256,
    timeout: LONGEST_IDLE_MS,
  };
  return { http: new http.Agent(options), https: new https.Agent(options) };
}

/** The most redirects that are followed. */
const MOST_REDIRECTS = 5;
/** By the `fetch` standard, a response with one of these statuses has no body. */
const WITHOUT_BODY = [204, 205, 304];

/**
 * A `fetch` on `node:http` for the provider package: POST or GET, a text body, no cache, compressed responses. Redirects
 * are followed within the same origin; a redirect to another server, which would get the key, is returned as it is. Next
 * wraps the global `fetch`, which costs more than the network (8.5 s of added first token at 4,000 streams). It rejects with
 * errors of sockets (`ECONNRESET` …), with the signal's reason after an abort, and with an UpstreamError for a response that
 * cannot be read.
 */
export function createNodeFetch(pools: Pools): typeof fetch {
  return async (input, init = {}) => {
    let url = new URL(input instanceof Request ? input.url : input);
    for (let followed = 0; ; followed++) {
      const response = await request(url, init, pools);
      const next = followed < MOST_REDIRECTS ? redirectOf(response, url, init.method) : null;
      if (!next) return toResponse(response, init.signal);
      response.destroy();
      url = next;
    }
  };
}

/** @returns the address to send the request to; null if the response is not a redirect, or one that is not followed. */
function redirectOf({ statusCode, headers }: http.IncomingMessage, from: URL, method = 'GET'): URL | null {
  const keepsMethod = statusCode === 307 || statusCode === 308;
  const isRedirect =
    keepsMethod || (method === 'GET' && (statusCode === 301 || statusCode === 302 || statusCode === 303));
  if (!isRedirect || headers.location === undefined || !URL.canParse(headers.location, from)) return null;
  const to = new URL(headers.location, from);
  return to.origin === from.origin ? to : null;
}

function toResponse(incoming: http.IncomingMessage, signal: AbortSignal | null | undefined): Response {
  const status = incoming.statusCode ?? 0;
  // `Response` accepts no other status, but the HTTP parser does.
  const isKnown = status >= 200 && status <= 599;
  if (!isKnown || WITHOUT_BODY.includes(status)) {
    incoming.destroy();
    if (!isKnown) throw new UpstreamError('unknown-status');
    return new Response(null, { status, headers: headersOf(incoming) });
  }
  return new Response(bodyOf(incoming, signal), { status, headers: headersOf(incoming) });
}

function request(url: URL, init: RequestInit, pools: Pools): Promise<http.IncomingMessage> {
  const secure = url.protocol === 'https:';
  const body = typeof init.body === 'string' ? Buffer.from(init.body) : null;
  return new Promise((resolve, reject) => {
    const outgoing = (secure ? https : http).request(url, {
      method: init.method ?? 'GET',
      headers: {
        ...Object.fromEntries(new Headers(init.headers)),
        ...(body ? { 'content-length': String(body.byteLength) } : {}),
      },
      agent: secure ? pools.https : pools.http,
    });
    closeOnAbort(outgoing, init.signal);
    outgoing.once('response', resolve);
    // Not removed: an abort after the response also emits an error on the request.
    outgoing.on('error', reject);
    outgoing.end(body ?? undefined);
  });
}

/**
 * Closes the connection when the signal fires. Node's own `signal` option would destroy the socket even after a complete
 * response has returned it to the pool, where it has no error listener and may already belong to another lane.
 */
function closeOnAbort(outgoing: http.ClientRequest, signal: AbortSignal | null | undefined): void {
  let response: http.IncomingMessage | undefined;
  const abort = () => (response?.complete ? response.destroy() : outgoing.destroy(signal?.reason));
  outgoing.once('response', (incoming) => {
    response = incoming;
  });
  outgoing.once('close', () => signal?.removeEventListener('abort', abort));
  if (signal?.aborted) abort();
  else signal?.addEventListener('abort', abort, { once: true });
}

/** Reads only when the reader pulls; the rest stays in the socket. */
function bodyOf(response: http.IncomingMessage, signal: AbortSignal | null | undefined): ReadableStream<Uint8Array> {
  const pieces = decoded(response);
  // The next read reports the error. Without a reader, an abort must not end the process.
  response.on('error', () => {});
  const settle = () => signal?.removeEventListener('abort', close);
  const close = () => {
    settle();
    response.destroy();
    pieces.return().catch(() => {});
  };
  // A complete response may still have to be decompressed.
  signal?.addEventListener('abort', close, { once: true });
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await pieces.next().catch((error) => {
          settle();
          throw error;
        });
        // After an abort it ends with an error.
        signal?.throwIfAborted();
        if (!done) return controller.enqueue(value);
        settle();
        controller.close();
      },
      cancel: close,
    },
    { highWaterMark: 0 },
  );
}

function decoded(response: http.IncomingMessage): ReturnType<typeof decodeBody> {
  try {
    return decodeBody(response);
  } catch (error) {
    response.destroy();
    throw error;
  }
}

function headersOf(response: http.IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(response.headers)) {
    for (const line of [value ?? []].flat()) headers.append(name, line);
  }
  // These describe the body before it was decompressed.
  if (headers.has('content-encoding')) headers.delete('content-length');
  headers.delete('content-encoding');
  return headers;
}
