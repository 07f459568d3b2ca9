import { createBrotliCompress, createDeflate, createGzip } from 'node:zlib';

const PACKERS = { gzip: createGzip, deflate: createDeflate, br: createBrotliCompress };

/** Compresses a body write by write, so that a reader can unpack each as it comes. */
export class Packer {
  readonly headers: Record<string, string>;
  readonly #stream;
  readonly #packed: Uint8Array[] = [];

  constructor(encoding: keyof typeof PACKERS) {
    this.headers = { 'content-encoding': encoding };
    this.#stream = PACKERS[encoding]();
    this.#stream.on('data', (bytes: Uint8Array) => this.#packed.push(bytes));
  }

  pack(bytes: Uint8Array): Promise<Uint8Array> {
    return new Promise((resolve) => {
      this.#stream.write(bytes, () => this.#stream.flush(() => resolve(this.#take())));
    });
  }

  /** What closes the body. */
  end(): Promise<Uint8Array> {
    return new Promise((resolve) => {
      this.#stream.once('end', () => resolve(this.#take()));
      this.#stream.end();
    });
  }

  #take(): Uint8Array {
    return Buffer.concat(this.#packed.splice(0));
  }
}
