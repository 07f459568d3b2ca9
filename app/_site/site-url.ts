import 'server-only';
import { headers } from 'next/headers';
import { readEnvironment } from '@/lib/service/environment';

/**
 * Reads the environment and not the app, so that a request can be checked without a database.
 *
 * @returns the origin in SITE_URL or, on Vercel, in Vercel's own variable; null without either.
 */
export function siteUrl(): string | null {
  return readEnvironment(process.env).siteUrl;
}

/**
 * Whether the browser's connection is known to be https: the proxy in front says so, or SITE_URL is https. Cookies,
 * pages and routes all use this rule.
 */
export function isHttps(headers: Pick<Headers, 'get'>): boolean {
  // Each proxy may append its own: the first is the browser's.
  const forwarded = headers.get('x-forwarded-proto')?.split(',')[0]?.trim().toLowerCase();
  return forwarded === 'https' || siteUrl()?.startsWith('https:') === true;
}

/**
 * @returns the origin that the browser asks for, as far as the proxies in front tell. Any client can send it, so it only
 * decides what that client is told.
 */
export function requestedOrigin(headers: Pick<Headers, 'get'>): string | null {
  const host = headers.get('x-forwarded-host')?.split(',')[0]?.trim() || headers.get('host');
  const origin = `${isHttps(headers) ? 'https' : 'http'}://${host}`;
  return URL.canParse(origin) ? new URL(origin).origin : null;
}

/** @returns this app's origin, without a final slash, for links, cards and canonical addresses. */
export async function siteOrigin(): Promise<string> {
  const chosen = siteUrl();
  if (chosen !== null) return chosen;
  const requestHeaders = await headers();
  const scheme = isHttps(requestHeaders) ? 'https' : 'http';
  const origin = `${scheme}://${requestHeaders.get('host')}`;
  // A client may send any text as Host, a path and more of it.
  return URL.canParse(origin) ? new URL(origin).origin : `${scheme}://localhost`;
}
