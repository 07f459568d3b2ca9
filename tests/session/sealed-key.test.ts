import fc from 'fast-check';
import { CompactEncrypt } from 'jose';
import { describe, expect, test } from 'vitest';
import { openKey, sealKey } from '@/lib/session/sealed-key';

const SECRETS = ['the secret of today', 'the secret of yesterday'];
const KEY = 'sk-or-v1-canary';

describe('a sealed key', () => {
  test('is opened for its visitor, whichever of the secrets sealed it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.string({ minLength: 1 }), async (key, visitor) => {
        expect(await openKey(await sealKey(key, visitor, SECRETS), visitor, SECRETS)).toBe(key);
        expect(await openKey(await sealKey(key, visitor, SECRETS.slice(1)), visitor, SECRETS)).toBe(key);
      }),
      { numRuns: 50 },
    );
  });

  test('is a word that a cookie can hold, in which neither key nor visitor can be read, and each time another', async () => {
    const [first, second] = [await sealKey(KEY, 'visitor-1', SECRETS), await sealKey(KEY, 'visitor-1', SECRETS)];
    expect(first).toMatch(/^[\w.-]{50,400}$/);
    expect(second).not.toBe(first);
    for (const part of first.split('.')) {
      expect(Buffer.from(part, 'base64url').toString('latin1')).not.toMatch(/canary|visitor-1/);
    }
  });

  test('is of no use to another visitor, or with another secret', async () => {
    const token = await sealKey(KEY, 'visitor-1', SECRETS);
    expect(await openKey(token, 'visitor-2', SECRETS)).toBeNull();
    expect(await openKey(token, 'visitor-1', SECRETS.slice(1))).toBeNull();
    expect(await openKey(token, 'visitor-1', [])).toBeNull();
  });

  test('is refused when a character of it is changed, lost or added', async () => {
    const token = await sealKey(KEY, 'visitor-1', SECRETS);
    for (let at = 0; at < token.length; at += 1) {
      const changed = token.slice(0, at) + (token[at] === 'A' ? 'Q' : 'A') + token.slice(at + 1);
      // The last character of a part may carry bits that mean nothing.
      const meansNothing = at + 1 === token.length || token[at + 1] === '.';
      if (!meansNothing) expect(await openKey(changed, 'visitor-1', SECRETS), `at ${at}`).toBeNull();
      expect(await openKey(token.slice(0, at), 'visitor-1', SECRETS), `cut at ${at}`).toBeNull();
    }
    for (const wrong of ['', '.', '....', `${token}A`, `A${token}`, 'null', KEY]) {
      expect(await openKey(wrong, 'visitor-1', SECRETS), wrong).toBeNull();
    }
  });

  test('is refused when it was encrypted in another way, though with our secret', async () => {
    const raw = new Uint8Array(Buffer.from(SECRETS[0]?.padEnd(32).slice(0, 32) ?? ''));
    const text = new TextEncoder().encode(JSON.stringify({ visitor: 'visitor-1', key: KEY }));
    const token = await new CompactEncrypt(text).setProtectedHeader({ alg: 'dir', enc: 'A256GCM' }).encrypt(raw);
    expect(await openKey(token, 'visitor-1', SECRETS)).toBeNull();
  });
});
