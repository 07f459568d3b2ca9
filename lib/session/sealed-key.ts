import { z } from 'zod';
import { seal, unseal } from './seal';

const PURPOSE = 'abreast visitor key';

const sealedSchema = z.object({ visitor: z.string(), key: z.string() });

/**
 * Seals a visitor's provider key, so that only the server can read it, and only for that visitor.
 *
 * @param secrets the first one seals.
 * @returns a token for a cookie.
 */
export function sealKey(key: string, visitor: string, secrets: readonly string[]): Promise<string> {
  return seal({ visitor, key }, PURPOSE, secrets);
}

/**
 * Opens what {@link sealKey} has sealed.
 *
 * @param secrets are tried one after another, so that a secret can be rotated.
 * @returns the provider key; null for every other token: tampered with, of another secret, or of another visitor.
 */
export async function openKey(token: string, visitor: string, secrets: readonly string[]): Promise<string | null> {
  const sealed = sealedSchema.safeParse(await unseal(token, PURPOSE, secrets));
  return sealed.success && sealed.data.visitor === visitor ? sealed.data.key : null;
}
