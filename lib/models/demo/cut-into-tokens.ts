import type { Random } from './random-from';

/** A word with the space before it, a run of white space, or a run of signs; alike to how tokenizers see a text. */
const PIECE = / ?[\p{L}\p{M}\p{N}]+|\s+|[^\s\p{L}\p{M}\p{N}]+/gu;

/** Cuts a text into pieces of a few characters, never inside a code point; together they are the text again. */
export function* cutIntoTokens(text: string, random: Random): Generator<string> {
  for (const [piece] of text.matchAll(PIECE)) {
    const points = Array.from(piece);
    // Short words are one token, longer ones several.
    for (let from = 0; from < points.length; ) {
      const length = points.length - from <= 6 ? 6 : 3 + Math.floor(random() * 3);
      yield points.slice(from, from + length).join('');
      from += length;
    }
  }
}
