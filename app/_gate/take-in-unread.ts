import type { IncomingMessage, ServerResponse } from 'node:http';
import { systemClock } from '@/lib/time/clock';

/** How much of an unread body is drained, bytes: four times the largest body that a route reads. */
export const MOST_TAKEN_IN = 16_000_000;
/** How long draining may take, ms. */
const LONGEST_WAIT_MS = 10_000;

/**
 * Where a request is answered before its body was read, the rest of the body could break the connection before the client
 * has read the answer. So the rest is drained up to a bound, after the answer. If it is longer, or may be, the answer says
 * that the connection closes.
 */
export function takeInUnread(request: IncomingMessage, response: ServerResponse): void {
  const announced = announcedLength(request);
  if (announced === 0) return;
  const { writeHead } = response;

  // Node calls writeHead itself before the first byte if no handler does.
  response.writeHead = (...args: unknown[]) => {
    if (!request.complete && announced > MOST_TAKEN_IN) response.setHeader('Connection', 'close');
    return Reflect.apply(writeHead, response, args);
  };

  // Before Node's own listener, which destroys the connection.
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

/** @returns bytes; infinity for a chunked body, since its length is unknown. */
function announcedLength({ headers }: IncomingMessage): number {
  if (headers['transfer-encoding'] !== undefined) return Number.POSITIVE_INFINITY;
  return Number(headers['content-length'] ?? 0);
}

/** Resolves when the body has ended or a bound is reached. */
function takeIn(request: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    let bytes = 0;
    const cancelWait = systemClock.after(LONGEST_WAIT_MS, stop);
    // A handler that began to read has stopped: its listeners would hold up the rest.
    request.removeAllListeners('readable').removeAllListeners('data');
    request.on('data', (piece: Buffer) => {
      bytes += piece.byteLength;
      if (bytes > MOST_TAKEN_IN) stop();
    });
    request.once('end', stop);
    // Once answered, a request emits no event when its connection breaks.
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
