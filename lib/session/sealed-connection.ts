import { z } from 'zod';
import { seal, unseal } from './seal';

const PURPOSE = 'abreast connection to openrouter';

/** How long a visitor has at OpenRouter, ms; a code of OpenRouter lives as long. */
export const CONNECTION_MS = 10 * 60_000;

const sealedSchema = z.object({
  visitor: z.string(),
  state: z.string(),
  verifier: z.string(),
  from: z.string(),
  expiresAt: z.number(),
});

/** A visitor who is at OpenRouter to make a key for this server (OAuth 2 with PKCE, RFC 7636). */
export interface Connection {
  visitor: string;
  /** Stands in the path of the callback: whoever has no such cookie cannot come back by it. */
  state: string;
  verifier: string;
  /** The path of the page to come back to. */
  from: string;
  /** ms since 1970. */
  expiresAt: number;
}

/** @returns a token for a cookie. */
export function sealConnection(connection: Connection, secrets: readonly string[]): Promise<string> {
  return seal(connection, PURPOSE, secrets);
}

/** @returns null for a token that {@link sealConnection} did not make for that visitor, or whose time is over. */
export async function openConnection(
  token: string,
  visitor: string,
  secrets: readonly string[],
  now: number,
): Promise<Connection | null> {
  const sealed = sealedSchema.safeParse(await unseal(token, PURPOSE, secrets));
  return sealed.success && sealed.data.visitor === visitor && now < sealed.data.expiresAt ? sealed.data : null;
}
