import { randomUUID } from 'node:crypto';

/** A prompt that no other test asks: how a test finds its own askings at the stand-in, which all of them share. */
export function markedPrompt(): string {
  return `Why are there tides? ${randomUUID()}`;
}
