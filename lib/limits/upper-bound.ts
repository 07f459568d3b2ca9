import type { Message } from '@/lib/protocol/message';

/** The dearest price that a request of text can meet. */
export interface PriceCeiling {
  /** USD per million tokens. */
  input: number;
  /** USD per million tokens. */
  output: number;
  /** USD per request. */
  request: number;
}

/** What a provider may add around a message, and around the whole request, tokens. */
const FRAME_OF_MESSAGE = 32;
const FRAME_OF_REQUEST = 256;

/**
 * The most that a request can cost, micro-USD, rounded up. No tokenizer makes more tokens than there are UTF-8 bytes, and
 * no provider writes more than `maxTokens`, thoughts included.
 */
export function mostCost(
  messages: readonly Message[],
  system: string | null,
  maxTokens: number,
  price: PriceCeiling,
): number {
  const texts = [system ?? '', ...messages.map(({ content }) => content)];
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  const input = bytes + FRAME_OF_MESSAGE * texts.length + FRAME_OF_REQUEST;
  // Micro-USD a token are USD a million tokens.
  return Math.ceil(input * price.input + maxTokens * price.output + price.request * 1e6);
}

/** USD as whole micro-USD, rounded up. */
export function toMicroUsd(usd: number): number {
  return Math.ceil(usd * 1e6);
}
