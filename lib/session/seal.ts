import { hkdfSync } from 'node:crypto';
import { CompactEncrypt, compactDecrypt } from 'jose';
import { readJson } from '@/lib/protocol/json';

/**
 * Seals a value (JWE, A256GCM), so that only the server can read it.
 *
 * @param purpose a token for one purpose cannot be opened for another.
 * @param secrets the first one seals.
 * @returns a token for a cookie.
 */
export function seal(value: object, purpose: string, secrets: readonly string[]): Promise<string> {
  const [secret = ''] = secrets;
  const text = new TextEncoder().encode(JSON.stringify(value));
  return new CompactEncrypt(text)
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .encrypt(encryptionKey(secret, purpose));
}

/**
 * Opens what {@link seal} has sealed.
 *
 * @param secrets are tried one after another, so that a secret can be rotated.
 * @returns undefined for every other token.
 */
export async function unseal(token: string, purpose: string, secrets: readonly string[]): Promise<unknown> {
  for (const secret of secrets) {
    const value = await decrypt(token, encryptionKey(secret, purpose));
    if (value !== undefined) return value;
  }
  return undefined;
}

async function decrypt(token: string, key: Uint8Array): Promise<unknown> {
  try {
    const { plaintext } = await compactDecrypt(token, key, {
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    return readJson(new TextDecoder().decode(plaintext));
  } catch {
    return undefined;
  }
}

function encryptionKey(secret: string, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', purpose, 32));
}
