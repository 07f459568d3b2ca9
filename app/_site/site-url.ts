import 'server-only';
import { headers } from 'next/headers';
import { readEnvironment } from '@/lib/service/environment';

/**
 * Asks the environment and not the app, so that a request can be judged while there is no database.
 *
 * @returns the origin in SITE_URL (on Vercel its own variable stands in), null when there is none.
 */
export function siteUrl(): string | null {
  return readEnvironment(process.env).siteUrl;
}

/**
 * Whether the browser's own connection is known to be https: the proxy in front says so, or SITE_URL is https. The one
 * rule for cookies, pages and routes.
 */
export function isHttps(headers: Pick<Headers, 'get'>): boolean {
  // Each proxy may append what it has seen: the first one is the browser's.
  const forwarded = headers.get('x-forwarded-proto')?.split(',')[0]?.trim().toLowerCase();
  return forwarded === 'https' || siteUrl()?.startsWith('https:') === true;
}

/** @returns where this app is reached, without a slash at the end: what links, cards and canonical addresses begin with. */
export async function siteOrigin(): Promise<string> {
  const chosen = siteUrl();
  if (chosen !== null) return chosen;
  const asked = await headers();
  const scheme = isHttps(asked) ? 'https' : 'http';
  const origin = `${scheme}://${asked.get('host')}`;
  // A client may send anything.
  return URL.canParse(origin) ? origin : `${scheme}://localhost`;
}
