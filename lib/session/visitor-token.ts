import { createHmac, timingSafeEqual } from 'node:crypto';

/** Signed along, so that the signature is valid for no other use of the secret. */
const PURPOSE = 'visitor';

/** @returns the visitor's id with a signature (HMAC-SHA-256), as a token for a cookie. */
export function signVisitor(visitor: string, secret: string): string {
  return `${visitor}.${signatureOf(visitor, secret).toString('base64url')}`;
}

/** @returns the visitor's id, null unless {@link signVisitor} made the token with one of the secrets. */
export function readVisitor(token: string, secrets: readonly string[]): string | null {
  for (const secret of secrets) {
    const visitor = readSigned(token, secret);
    if (visitor !== null) return visitor;
  }
  return null;
}

function readSigned(token: string, secret: string): string | null {
  const parts = /^([\w-]{1,64})\.([\w-]{43})$/.exec(token);
  if (!parts?.[1] || !parts[2]) return null;
  const given = Buffer.from(parts[2], 'base64url');
  const expected = signatureOf(parts[1], secret);
  return given.length === expected.length && timingSafeEqual(given, expected) ? parts[1] : null;
}

function signatureOf(visitor: string, secret: string): Buffer {
  return createHmac('sha256', secret).update(`${PURPOSE}:${visitor}`).digest();
}
