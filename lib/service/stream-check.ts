import { CHECK_PAUSE_MS, CHECK_PIECES, encodeCheckOpening, encodeCheckPiece } from '@/lib/protocol/stream-check';
import type { Clock } from '../time/clock';

/**
 * Eight small pieces, 200 ms apart, which show a reader whether something between holds bytes back. It needs no database,
 * and stops when the reader goes away.
 */
export function streamCheckPieces(clock: Clock): ReadableStream<Uint8Array> {
  const utf8 = new TextEncoder();
  let cancel = () => {};
  return new ReadableStream({
    start(controller) {
      const send = (text: string) => controller.enqueue(utf8.encode(text));
      const next = (piece: number) => {
        if (piece > CHECK_PIECES) return controller.close();
        send(encodeCheckPiece(piece));
        cancel = clock.after(CHECK_PAUSE_MS, () => next(piece + 1));
      };
      send(encodeCheckOpening());
      next(1);
    },
    cancel: () => cancel(),
  });
}
