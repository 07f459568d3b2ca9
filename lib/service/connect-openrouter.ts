import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { readJson } from '@/lib/protocol/json';
import type { ConnectRequest } from '@/lib/protocol/key';
import { CONNECTION_MS, type Connection } from '@/lib/session/sealed-connection';
import type { VisitorSession } from '@/lib/session/session';
import { limitBody } from '../provider/listening-fetch';
import type { App } from './app';
import { Refusal } from './refusal';

/** OpenRouter's longest answer, ms. */
const LONGEST_ANSWER_MS = 10_000;
const LARGEST_ANSWER = 64 * 1024;

/** What is read of `POST /auth/keys` (openrouter.ai/docs, "OAuth PKCE"). */
const keySchema = z.object({ key: z.string().min(1).max(200) });

export interface BegunConnection {
  connection: Connection;
  /** The page of OpenRouter to go to. */
  url: string;
  /** OpenRouter cannot send the visitor back to this address, so it shows a code to paste. */
  isPasted: boolean;
}

/**
 * Begins to connect a visitor's account at OpenRouter. The key that it makes has a monthly limit, unless the visitor wants none.
 *
 * @param origin where the visitor is, as the checked request says; null if it does not.
 */
export function beginConnection(
  { environment, clock }: App,
  { visitor }: VisitorSession,
  { limitUsd, from }: ConnectRequest,
  origin: string | null,
): BegunConnection {
  const verifier = randomBytes(32).toString('base64url');
  const state = randomBytes(16).toString('base64url');
  const url = new URL('/auth', environment.baseUrl);
  const isPasted = origin === null || !acceptsCallback(origin);
  if (!isPasted) url.searchParams.set('callback_url', `${origin}/api/key/callback/${state}`);
  url.searchParams.set('code_challenge', createHash('sha256').update(verifier).digest('base64url'));
  url.searchParams.set('code_challenge_method', 'S256');
  url.searchParams.set('key_label', origin === null ? 'Abreast' : `Abreast at ${new URL(origin).host}`);
  if (limitUsd !== null) {
    url.searchParams.set('limit', String(limitUsd));
    url.searchParams.set('usage_limit_type', 'monthly');
  }
  const expiresAt = clock.date().getTime() + CONNECTION_MS;
  return { connection: { visitor, state, verifier, from, expiresAt }, url: url.href, isPasted };
}

/** OpenRouter sends visitors back to https, and to this machine on any port. */
function acceptsCallback(origin: string): boolean {
  const { protocol, hostname } = new URL(origin);
  return protocol === 'https:' || ['localhost', '127.0.0.1'].includes(hostname);
}

/**
 * Exchanges the code that OpenRouter gave the visitor for a key.
 *
 * @throws Refusal: `key-rejected` for a code that is wrong, used or too old, `key-unchecked` when OpenRouter cannot be asked.
 */
export async function exchangeCode(app: App, code: string, { verifier }: Connection): Promise<string> {
  const proof = { code, code_verifier: verifier };
  const first = await postCode(app, { ...proof, code_challenge_method: 'S256' });
  // Some versions of the API refuse the method that they accept at the beginning.
  const answer = first.status === 400 ? await postCode(app, proof) : first;
  const parsed = keySchema.safeParse(answer.body);
  if (answer.status === 200 && parsed.success) return parsed.data.key;
  if (answer.status >= 400 && answer.status < 500 && answer.status !== 429) {
    throw new Refusal(
      'key-rejected',
      'OpenRouter does not accept this code: it may have been used, or be too old. Connect again.',
      [{ path: 'code', message: 'is not accepted by OpenRouter' }],
    );
  }
  throw unreachable();
}

function unreachable(): Refusal {
  return new Refusal('key-unchecked', 'OpenRouter could not be asked for the key. Connect again in a moment.');
}

async function postCode(app: App, fields: object): Promise<{ status: number; body: unknown }> {
  const abort = new AbortController();
  const cancel = app.clock.after(LONGEST_ANSWER_MS, () => abort.abort());
  try {
    const response = await app.openRouterFetch(`${app.environment.baseUrl}/auth/keys`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(fields),
      signal: abort.signal,
    });
    const text = response.body ? await new Response(limitBody(response.body, LARGEST_ANSWER)).text() : '';
    return { status: response.status, body: readJson(text) };
  } catch {
    throw unreachable();
  } finally {
    cancel();
    abort.abort();
  }
}
