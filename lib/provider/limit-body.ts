/** A body that ends, with an error, once it is longer than `largest` bytes: nobody's error page fills the memory. */
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
