import { z } from 'zod';
import { readJson } from '@/lib/protocol/json';
import type { KeyInfo } from '@/lib/protocol/key';
import type { Payer } from '@/lib/protocol/payer';
import type { Session } from '@/lib/session/session';
import { limitBody } from '../provider/listening-fetch';
import type { App } from './app';
import { Refusal } from './refusal';

/** OpenRouter's longest answer about a key, ms. */
const LONGEST_ANSWER_MS = 5000;
const LARGEST_ANSWER = 64 * 1024;

/** What is read of `GET /key` (openrouter.ai/docs, "Limits"). */
const keySchema = z.object({
  data: z.object({ label: z.string().max(200).catch(''), limit_remaining: z.number().nullable().catch(null) }),
});

/** @returns who pays for this visitor's models. */
export function payerOf({ environment }: App, { key }: Session): Payer {
  if (key !== null) return 'visitor';
  return environment.apiKey === null ? 'none' : 'house';
}

/** @returns who pays, and for a visitor's own key what OpenRouter tells about it now; nulls if it does not. */
export async function keyInfo(app: App, session: Session): Promise<KeyInfo> {
  const payer = payerOf(app, session);
  const found = session.key === null ? null : await askAbout(app, session.key).catch(() => null);
  const maxTokens = payer === 'house' ? (app.environment.budgets?.maxTokens ?? null) : null;
  return { payer, label: found?.label ?? null, left: found?.left ?? null, maxTokens };
}

/**
 * Checks a visitor's key before it is accepted.
 *
 * @throws Refusal when OpenRouter does not know the key, or cannot be asked.
 */
export async function checkKey(app: App, key: string): Promise<KeyInfo> {
  const found = await askAbout(app, key).catch(() => {
    throw new Refusal(
      'key-unchecked',
      'OpenRouter could not be asked about this key, so it was not accepted. Try again.',
    );
  });
  if (found === null) {
    const detail = 'OpenRouter does not accept this key. Check that it was copied whole and has not been disabled.';
    throw new Refusal('key-rejected', detail, [{ path: 'key', message: 'is not accepted by OpenRouter' }]);
  }
  return { payer: 'visitor', ...found, maxTokens: null };
}

/** @returns null when OpenRouter rejects the key. @throws when it cannot be asked, or its answer cannot be read. */
export async function askAbout(app: App, key: string): Promise<{ label: string; left: number | null } | null> {
  const abort = new AbortController();
  const cancel = app.clock.after(LONGEST_ANSWER_MS, () => abort.abort());
  try {
    const response = await app.openRouterFetch(`${app.environment.baseUrl}/key`, {
      headers: { authorization: `Bearer ${key}`, accept: 'application/json' },
      signal: abort.signal,
    });
    if (response.status === 401 || response.status === 403) {
      await response.body?.cancel();
      return null;
    }
    if (!response.ok || !response.body) throw new Error(`OpenRouter answers ${response.status}`);
    const { data } = keySchema.parse(readJson(await new Response(limitBody(response.body, LARGEST_ANSWER)).text()));
    // OpenRouter's short form shows some characters; other servers may show all of them.
    return { label: data.label.includes(key) ? '' : data.label, left: data.limit_remaining };
  } finally {
    cancel();
    abort.abort();
  }
}
