import { createHmac, timingSafeEqual } from 'node:crypto';

/** What the signature is of, so that it is good for nothing else that the secret signs. */
const PURPOSE = 'visitor';

/** @returns the visitor's id with a signature (HMAC-SHA-256), as one word for a cookie. */
export function signVisitor(visitor: string, secret: string): string {
  return `${visitor}.${signatureOf(visitor, secret).toString('base64url')}`;
}

/** @returns the visitor's id, null when the word is not what {@link signVisitor} wrote with that secret. */
export function readVisitor(token: string, secret: string): string | null {
  const parts = /^([\w-]{1,64})\.([\w-]{43})$/.exec(token);
  if (!parts?.[1] || !parts[2]) return null;
  const said = Buffer.from(parts[2], 'base64url');
  const right = signatureOf(parts[1], secret);
  return said.length === right.length && timingSafeEqual(said, right) ? parts[1] : null;
}

function signatureOf(visitor: string, secret: string): Buffer {
  return createHmac('sha256', secret).update(`${PURPOSE}:${visitor}`).digest();
}
