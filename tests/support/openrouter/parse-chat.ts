import type { ChatBody } from './recorded-request';

/** @returns undefined for what is no request for a streamed chat; the stand-in speaks nothing else. */
export function parseChat(json: string): ChatBody | undefined {
  try {
    const body = JSON.parse(json) as Partial<ChatBody>;
    return typeof body.model === 'string' && Array.isArray(body.messages) && body.stream
      ? (body as ChatBody)
      : undefined;
  } catch {
    return undefined;
  }
}
