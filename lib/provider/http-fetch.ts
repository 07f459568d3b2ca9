import 'server-only';
import http from 'node:http';
import https from 'node:https';
import { decodeBody } from './decode-body';
import { UpstreamError } from './upstream-error';

/** Keep-alive pools, one a protocol: a lane that finds a warm connection does not pay for a handshake. */
export interface Pools {
  http: http.Agent;
  https: https.Agent;
}

/** An idle connection is dropped before the server may do it, ms: a request on one just closed would be lost. */
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

/** A request is sent on to another address at most so many times. */
const MOST_REDIRECTS = 5;
/** A response with one of these has no body, by the standard of `fetch`. */
const WITHOUT_BODY = [204, 205, 304];

/**
 * A `fetch` on `node:http` for the provider package: POST or GET, a text body, nothing cached, compressed answers
 * unpacked. Redirects are followed within the same origin; one to another server, which would get the key, is
 * answered as it came. Next wraps the global one and that wrapping costs more than the network (8.5 s of added first
 * token at 4,000 streams). Errors are the sockets' own (`ECONNRESET` …); an abort rejects with the signal's reason;
 * an answer that cannot be read at all is an UpstreamError.
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

/** @returns where to ask the same again; null when the answer is not a redirect, or not one to follow. */
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
  // `Response` takes no other, though HTTP's parser does.
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
    // Stays: an abort after the response is an error of the request as well.
    outgoing.on('error', reject);
    outgoing.end(body ?? undefined);
  });
}

/**
 * Closes the connection when the signal fires. Node's own `signal` option destroys the socket even in the moment in
 * which a whole answer has given it back to the pool, where it has no error listener and may be another lane's.
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

/** Read only when asked for: what the reader does not take stays in the socket. */
function bodyOf(response: http.IncomingMessage, signal: AbortSignal | null | undefined): ReadableStream<Uint8Array> {
  const pieces = decoded(response);
  // A reader learns of it by its next read; when nobody reads, an abort must not bring the process down.
  response.on('error', () => {});
  const settle = () => signal?.removeEventListener('abort', close);
  const close = () => {
    settle();
    response.destroy();
    pieces.return().catch(() => {});
  };
  // What has come whole may still be waiting to be unpacked.
  signal?.addEventListener('abort', close, { once: true });
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await pieces.next().catch((error) => {
          settle();
          throw error;
        });
        // Given up meanwhile, it ends no better than by an error.
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
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined) headers.append(name, one);
    }
  }
  // These are of the body before it was unpacked.
  if (headers.has('content-encoding')) headers.delete('content-length');
  headers.delete('content-encoding');
  return headers;
}
