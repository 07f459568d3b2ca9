import { STAND_IN_BASE_URL, STAND_IN_ORIGIN } from '@/tests/support/openrouter/address';
import type { ChatBody } from '@/tests/support/openrouter/recorded-request';

/** A request as the stand-in's process tells it. Times are ms on that process's own monotonic clock. */
export interface ToldRequest {
  model: string;
  body: ChatBody;
  headers: Record<string, string>;
  receivedAt: number;
  closedAt?: number;
  clientClosed: boolean;
}

/** The askings whose body holds that text, in the order of arrival. Tests share the stand-in, so each marks its own. */
export async function requestsWith(marker: string): Promise<ToldRequest[]> {
  const response = await fetch(`${STAND_IN_ORIGIN}/requests`);
  const all = (await response.json()) as ToldRequest[];
  return all.filter(({ body }) => JSON.stringify(body).includes(marker));
}

/** What each message of an asking says; the provider package writes a text as a string or as a list of parts. */
export function messagesOf({ body }: ToldRequest): { role: string; text: string }[] {
  return body.messages.map(({ role, content }) => ({
    role,
    text: typeof content === 'string' ? content : (content as { text: string }[]).map(({ text }) => text).join(''),
  }));
}

/**
 * Asks the stand-in something to compare its clock with `performance.now()` here.
 *
 * @returns what to add to its times to have the latest moment here that they can mean, ms.
 */
export async function standInClockOffset(marker: string): Promise<number> {
  const response = await fetch(`${STAND_IN_BASE_URL}/chat/completions`, {
    method: 'POST',
    headers: { authorization: 'Bearer clock', 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'test/words-3', stream: true, messages: [{ role: 'user', content: marker }] }),
  });
  const answeredAt = performance.now();
  await response.text();
  const [asked] = await requestsWith(marker);
  if (!asked) throw new Error('The stand-in has forgotten the request');
  return answeredAt - asked.receivedAt;
}
