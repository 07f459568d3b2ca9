import 'server-only';
import { hkdfSync, randomBytes } from 'node:crypto';

/** Another use of the house key would derive something else. */
const PURPOSE = 'abreast session secret';

/**
 * Made by next.config.ts and inlined into the server's code, so it is new with each build. In code that was not built, as
 * in unit tests, each process has its own.
 */
const buildSecret = process.env.ABREAST_BUILD_SECRET ?? randomBytes(32).toString('base64url');

/**
 * The secret that signs and seals cookies where nothing is kept: no database can hold it, and on Vercel each function is
 * a process of its own, so all of them must come to the same secret by themselves.
 *
 * @param houseKey derives the secret, which then also outlives a deployment; null for the secret of this build.
 */
export function secretWithoutDatabase(houseKey: string | null): string {
  if (houseKey === null) return buildSecret;
  return Buffer.from(hkdfSync('sha256', houseKey, '', PURPOSE, 32)).toString('base64url');
}
