import { hkdfSync } from 'node:crypto';
import { CompactEncrypt, compactDecrypt } from 'jose';
import { z } from 'zod';
import { readJson } from '@/lib/protocol/json';

/** Makes the encryption key different from every other key that is derived of the same secret. */
const PURPOSE = 'abreast visitor key';

const sealedSchema = z.object({ visitor: z.string(), key: z.string() });

/**
 * Seals a visitor's provider key (JWE, A256GCM), so that only the server can read it, and only for that visitor.
 *
 * @param secrets the first one seals.
 * @returns a token for a cookie.
 */
export function sealKey(key: string, visitor: string, secrets: readonly string[]): Promise<string> {
  const [secret = ''] = secrets;
  const text = new TextEncoder().encode(JSON.stringify({ visitor, key }));
  return new CompactEncrypt(text).setProtectedHeader({ alg: 'dir', enc: 'A256GCM' }).encrypt(encryptionKey(secret));
}

/**
 * Opens what {@link sealKey} has sealed.
 *
 * @param secrets are tried one after another, so that a secret can be rotated.
 * @returns the provider key; null for every other token: tampered with, of another secret, or of another visitor.
 */
export async function openKey(token: string, visitor: string, secrets: readonly string[]): Promise<string | null> {
  for (const secret of secrets) {
    const opened = await decrypt(token, secret);
    const sealed = sealedSchema.safeParse(opened);
    if (sealed.success) return sealed.data.visitor === visitor ? sealed.data.key : null;
  }
  return null;
}

async function decrypt(token: string, secret: string): Promise<unknown> {
  try {
    const { plaintext } = await compactDecrypt(token, encryptionKey(secret), {
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    return readJson(new TextDecoder().decode(plaintext));
  } catch {
    return null;
  }
}

function encryptionKey(secret: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', PURPOSE, 32));
}
