import type { IncomingMessage } from 'node:http';
import { pipeline, Readable } from 'node:stream';
import { constants, createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import { UpstreamError } from './upstream-error';

/** Nobody applies more, and each is a decompressor that a hostile answer could ask for. */
const MOST_ENCODINGS = 3;
/** What has been decompressed is handed on at once, as a stream of events needs it; a body cut short gives what it had. */
const ZLIB = { flush: constants.Z_SYNC_FLUSH, finishFlush: constants.Z_SYNC_FLUSH };
const BROTLI = { flush: constants.BROTLI_OPERATION_FLUSH, finishFlush: constants.BROTLI_OPERATION_FLUSH };

/**
 * The bytes of an answer as they were before its `Content-Encoding` (gzip, deflate, br, or several of them).
 * Decompressing waits for the reader: a limit that the reader sets on these bytes holds against an answer that
 * unpacks to gigabytes.
 *
 * @throws UpstreamError for an encoding that cannot be read here.
 */
export function decodeBody(response: IncomingMessage): Readable {
  const encodings = (response.headers['content-encoding'] ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity');
  if (encodings.length > MOST_ENCODINGS) throw new UpstreamError('unknown-encoding');
  // The one that stands last was applied last.
  return encodings.reduceRight<Readable>(decode, response);
}

function decode(body: Readable, encoding: string): Readable {
  switch (encoding) {
    case 'gzip':
    case 'x-gzip':
      return pipeline(body, createGunzip(ZLIB), toReader);
    case 'br':
      return pipeline(body, createBrotliDecompress(BROTLI), toReader);
    case 'deflate':
      return Readable.from(inflate(body), { objectMode: false });
    default:
      throw new UpstreamError('unknown-encoding');
  }
}

/** What breaks is told by the reader's next read. */
function toReader(): void {}

/** `deflate` is a zlib stream (RFC 1950), but some servers leave its frame out; the first byte tells. */
async function* inflate(body: Readable): AsyncGenerator<Uint8Array> {
  const pieces: AsyncIterator<Uint8Array> = body[Symbol.asyncIterator]();
  const first = await pieces.next();
  if (first.done) return;
  const framed = ((first.value[0] ?? 0) & 0x0f) === 8;
  yield* pipeline(beginWith(first.value, pieces), framed ? createInflate(ZLIB) : createInflateRaw(ZLIB), toReader);
}

async function* beginWith(first: Uint8Array, others: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first;
  yield* { [Symbol.asyncIterator]: () => others };
}
