declare module 'wawoff2/decompress' {
  /** WOFF2 → TrueType. @throws when it is no WOFF2. */
  export default function decompress(file: Uint8Array): Promise<Uint8Array>;
}

declare module 'bidi-js' {
  interface EmbeddingLevels {
    /** Of each UTF-16 unit; odd ones go from right to left. */
    levels: Uint8Array;
    paragraphs: { start: number; end: number; level: number }[];
  }
  interface Bidi {
    getEmbeddingLevels(text: string): EmbeddingLevels;
    /** Every unit, those of that stretch (both ends among them) from left to right as they are seen. */
    getReorderedIndices(text: string, levels: EmbeddingLevels, start: number, end: number): number[];
  }
  export default function bidiFactory(): Bidi;
}
