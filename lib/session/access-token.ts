import { createHash, scryptSync, timingSafeEqual } from 'node:crypto';

const SALT = 'abreast access';

/** The cookie of a browser that knows the server's password. */
export const ACCESS_COOKIE = 'abreast-access';

let known: { password: string; token: string } | null = null;

/**
 * The token for a cookie of a browser that has sent the password. It is made of the password alone, so it is the same in all
 * processes, and another password makes all earlier ones worthless. Slow to make, so that a stolen one does not give the
 * password away.
 */
export function accessToken(password: string): string {
  if (known?.password !== password) {
    known = { password, token: scryptSync(password, SALT, 32).toString('base64url') };
  }
  return known.token;
}

/** Takes the same time for every wrong text. */
export function isSame(given: string, expected: string): boolean {
  return timingSafeEqual(createHash('sha256').update(given).digest(), createHash('sha256').update(expected).digest());
}
