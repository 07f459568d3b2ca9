import 'server-only';
import http from 'node:http';
import https from 'node:https';

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

/**
 * A `fetch` on `node:http` for the provider package: POST or GET, a text body, no redirects, nothing cached.
 * Next wraps the global one and that wrapping costs more than the network (8.5 s of added first token at 4,000
 * streams). Errors are the sockets' own (`ECONNRESET` …); an abort rejects with the signal's reason.
 */
export function createNodeFetch(pools: Pools): typeof fetch {
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const response = await request(url, init ?? {}, pools);
    return new Response(bodyOf(response), {
      status: response.statusCode ?? 502,
      headers: headersOf(response),
    });
  };
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
function bodyOf(response: http.IncomingMessage): ReadableStream<Uint8Array> {
  // A reader learns of it by its next read; when nobody reads, an abort must not bring the process down.
  response.on('error', () => {});
  const pieces: AsyncIterator<Uint8Array> = response[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await pieces.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel() {
        response.destroy();
      },
    },
    { highWaterMark: 0 },
  );
}

function headersOf(response: http.IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(response.headers)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined) headers.append(name, one);
    }
  }
  return headers;
}
