import type { IncomingMessage } from 'node:http';
import { pipeline, type Readable, type Transform } from 'node:stream';
import { constants, createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import { UpstreamError } from './upstream-error';

type Pieces = AsyncGenerator<Uint8Array, void>;

/** The most encodings. No server applies more, and a hostile answer could request many decompressors. */
const MOST_ENCODINGS = 3;
/** Flushes at once, as a stream of events needs; a body that was cut short yields what arrived. */
const ZLIB = { flush: constants.Z_SYNC_FLUSH, finishFlush: constants.Z_SYNC_FLUSH };
const BROTLI = { flush: constants.BROTLI_OPERATION_FLUSH, finishFlush: constants.BROTLI_OPERATION_FLUSH };

/**
 * Decodes the `Content-Encoding` of a response (gzip, deflate, br, or several of them). If the connection breaks, all bytes
 * that arrived come first, then the error. It decompresses only as fast as the reader reads, so the reader can limit a
 * response that unpacks to gigabytes.
 *
 * @throws UpstreamError for an encoding that cannot be read here.
 */
export function decodeBody(response: IncomingMessage): Pieces {
  const encodings = (response.headers['content-encoding'] ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity');
  if (encodings.length > MOST_ENCODINGS) throw new UpstreamError('unknown-encoding');
  const cut: { error?: Error } = {};
  // Encodings are listed in the order in which they were applied.
  const decoded = encodings.reduceRight<Pieces>(decode, untilCut(response, cut));
  return thenCut(decoded, cut);
}

function decode(body: Pieces, encoding: string): Pieces {
  switch (encoding) {
    case 'gzip':
    case 'x-gzip':
      return through(body, createGunzip(ZLIB));
    case 'br':
      return through(body, createBrotliDecompress(BROTLI));
    case 'deflate':
      return inflate(body);
    default:
      throw new UpstreamError('unknown-encoding');
  }
}

async function* through(body: Pieces, decompressor: Transform): Pieces {
  try {
    // The reader's next read reports the error.
    yield* piecesOf(pipeline(body, decompressor, () => {}));
  } finally {
    decompressor.destroy();
  }
}

/** `deflate` is a zlib stream (RFC 1950), but some servers send it without the zlib header; the first byte tells. */
async function* inflate(body: Pieces): Pieces {
  let first = await body.next();
  while (!first.done && first.value.byteLength === 0) first = await body.next();
  if (first.done) return;
  const framed = ((first.value[0] ?? 0) & 0x0f) === 8;
  yield* through(beginWith(first.value, body), framed ? createInflate(ZLIB) : createInflateRaw(ZLIB));
}

async function* beginWith(first: Uint8Array, rest: Pieces): Pieces {
  yield first;
  yield* rest;
}

/** Passes on all bytes before the connection broke and then ends normally, so that the decompressor yields them. */
async function* untilCut(response: IncomingMessage, cut: { error?: Error }): Pieces {
  try {
    yield* piecesOf(response);
  } catch (error) {
    cut.error = error instanceof Error ? error : new Error('cut', { cause: error });
  }
}

async function* thenCut(body: Pieces, cut: { error?: Error }): Pieces {
  yield* body;
  if (cut.error) throw cut.error;
}

/** Yields everything that arrived and then the error. A stream's own iterator drops buffered data when the error comes. */
async function* piecesOf(stream: Readable): Pieces {
  let wake = () => {};
  for (const event of ['readable', 'end', 'error', 'close']) stream.on(event, () => wake());
  for (;;) {
    const piece: Uint8Array | null = stream.read();
    if (piece !== null) yield piece;
    else if (stream.errored) throw stream.errored;
    else if (stream.readableEnded) return;
    else if (stream.destroyed) throw new UpstreamError('cut');
    else {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  }
}
