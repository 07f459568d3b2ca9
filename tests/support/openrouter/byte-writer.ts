import type { Bytes } from './script';

/** Turns frames into bytes and hands them out in the sizes that a script asks for. */
export class ByteWriter {
  #held: Uint8Array[] = [];
  #began = false;
  #seed: number;

  constructor(
    private readonly bytes: Bytes,
    /** One write on the wire; resolves when it has left the process, or never will. */
    private readonly write: (bytes: Uint8Array) => Promise<void>,
  ) {
    this.#seed = typeof bytes.slice === 'object' ? bytes.slice.seed : 0;
  }

  /** One SSE event. */
  frame(data: string): Promise<void> {
    return this.lines(`data: ${data}`);
  }

  comment(text: string): Promise<void> {
    return this.lines(`: ${text}`);
  }

  async raw(bytes: string | Uint8Array): Promise<void> {
    const encoded = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes;
    if (this.bytes.bom && !this.#began) this.#held.push(Uint8Array.of(0xef, 0xbb, 0xbf));
    this.#began = true;
    this.#held.push(encoded);
    if (!this.bytes.together) await this.flush();
  }

  /** Writes what was held back. */
  async flush(): Promise<void> {
    const all = Buffer.concat(this.#held.splice(0));
    for (let from = 0; from < all.length; ) {
      const to = from + this.#nextSize(all.length);
      await this.write(all.subarray(from, to));
      from = to;
    }
  }

  private lines(line: string): Promise<void> {
    const newline = this.bytes.newline ?? '\n';
    return this.raw(line + newline + newline);
  }

  #nextSize(most: number): number {
    const { slice } = this.bytes;
    if (slice === undefined) return most;
    if (typeof slice === 'number') return Math.max(1, slice);
    // Numerical Recipes' linear congruence: the same seed slices the same way on every machine.
    this.#seed = (Math.imul(this.#seed, 1_664_525) + 1_013_904_223) >>> 0;
    return 1 + Math.floor((this.#seed / 2 ** 32) * Math.max(1, slice.longest));
  }
}
