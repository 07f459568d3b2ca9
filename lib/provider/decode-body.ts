import type { IncomingMessage } from 'node:http';
import { pipeline, type Readable, type Transform } from 'node:stream';
import { constants, createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import { UpstreamError } from './upstream-error';

type Pieces = AsyncGenerator<Uint8Array, void>;

/** Nobody applies more, and each is a decompressor that a hostile answer could ask for. */
const MOST_ENCODINGS = 3;
/** What has been decompressed is handed on at once, as a stream of events needs it; a body cut short gives what it had. */
const ZLIB = { flush: constants.Z_SYNC_FLUSH, finishFlush: constants.Z_SYNC_FLUSH };
const BROTLI = { flush: constants.BROTLI_OPERATION_FLUSH, finishFlush: constants.BROTLI_OPERATION_FLUSH };

/**
 * The bytes of an answer as they were before its `Content-Encoding` (gzip, deflate, br, or several of them), to the
 * last that came: where the connection broke, the error follows them.
 * Decompressing waits for the reader: a limit that the reader sets on these bytes holds against an answer that
 * unpacks to gigabytes.
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
  // The one that stands last was applied last.
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
    // What breaks is told by the reader's next read.
    yield* piecesOf(pipeline(body, decompressor, () => {}));
  } finally {
    decompressor.destroy();
  }
}

/** `deflate` is a zlib stream (RFC 1950), but some servers leave its frame out; the first byte tells. */
async function* inflate(body: Pieces): Pieces {
  let first = await body.next();
  while (!first.done && first.value.byteLength === 0) first = await body.next();
  if (first.done) return;
  const framed = ((first.value[0] ?? 0) & 0x0f) === 8;
  yield* through(beginWith(first.value, body), framed ? createInflate(ZLIB) : createInflateRaw(ZLIB));
}

async function* beginWith(first: Uint8Array, others: Pieces): Pieces {
  yield first;
  yield* others;
}

/** A connection that breaks must not take away what it has brought: a decompressor gets that, and a good end. */
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

/** Everything that a stream has brought and then its error; its own iterator drops what waits when the error comes. */
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
