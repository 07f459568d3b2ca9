import type { IncomingMessage, ServerResponse } from 'node:http';
import { systemClock } from '@/lib/time/clock';

/** How much of a body that nobody reads is taken in, bytes: four times the largest that any route reads. */
export const MOST_TAKEN_IN = 16_000_000;
/** And for how long, ms. */
const LONGEST_WAIT_MS = 10_000;

/**
 * Keeps the rest of a request's body, where it is answered before it has been read, from breaking the connection under
 * an answer that the client has not read yet. The rest is taken in up to a bound, after the answer; where it is longer, or
 * may be, the answer says that the connection ends with it.
 */
export function takeInUnread(request: IncomingMessage, response: ServerResponse): void {
  const announced = announcedLength(request);
  if (announced === 0) return;
  const { writeHead } = response;

  // Node itself calls this when nobody else does, before the first byte goes out.
  response.writeHead = (...args: unknown[]) => {
    if (!request.complete && announced > MOST_TAKEN_IN) response.setHeader('Connection', 'close');
    return Reflect.apply(writeHead, response, args);
  };

  // Before Node's own listener, which ends a connection with everything that is still on its way.
  response.prependListener('finish', () => {
    if (request.complete || request.destroyed) return;
    const { socket } = request;
    socket.destroySoon = () => void socket.end();
    void takeIn(request).then(() => {
      Reflect.deleteProperty(socket, 'destroySoon');
      if (!request.complete || socket.writableEnded) socket.destroySoon();
    });
  });
}

/** @returns bytes; infinity where a body comes in chunks, for as long as it may. */
function announcedLength({ headers }: IncomingMessage): number {
  if (headers['transfer-encoding'] !== undefined) return Number.POSITIVE_INFINITY;
  return Number(headers['content-length'] ?? 0);
}

/** Resolves when the body has come to its end, or a bound is reached. */
function takeIn(request: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    let bytes = 0;
    const cancelWait = systemClock.after(LONGEST_WAIT_MS, stop);
    // Whoever has begun to read has stopped: what they do not take would hold up the rest.
    request.removeAllListeners('readable').removeAllListeners('data');
    request.on('data', (piece: Buffer) => {
      bytes += piece.byteLength;
      if (bytes > MOST_TAKEN_IN) stop();
    });
    request.once('end', stop);
    // Answered as it is, the request itself is not told that its connection has broken.
    request.socket.once('close', stop);
    request.resume();

    function stop(): void {
      cancelWait();
      request.socket.off('close', stop);
      request.pause();
      resolve();
    }
  });
}
