import { createParser } from 'eventsource-parser';

/** How many pieces the stream of a check has. */
export const CHECK_PIECES = 8;
/** The pause after each piece, ms. */
export const CHECK_PAUSE_MS = 200;

/** Safari delivers nothing of a stream before its first 1024 bytes. */
const SAFARI_BUFFER_BYTES = 1024;

/** What comes before the first piece, at once. */
export function encodeCheckOpening(): string {
  return `${': check'.padEnd(SAFARI_BUFFER_BYTES, ' ')}\n\n`;
}

/** @param piece from 1. Small, so that a proxy which gathers bytes holds several. */
export function encodeCheckPiece(piece: number): string {
  return `data: ${piece}\n\n`;
}

/** Reads what {@link encodeCheckPiece} wrote, from text cut anywhere. @param onPiece is called at each piece. */
export function createCheckDecoder(onPiece: () => void): { feed(text: string): void } {
  const parser = createParser({ onEvent: () => onPiece() });
  return { feed: (text) => parser.feed(text) };
}
