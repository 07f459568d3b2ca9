import type { NextRequest } from 'next/server';
import { isHttps, siteUrl } from '@/app/_site/site-url';
import { Refusal } from '@/lib/service/refusal';

/**
 * Accepts pages of this app and programs other than browsers, and no other page. The origin must be that of SITE_URL or
 * match the Host header. `request.url` is no help: Next makes it localhost.
 *
 * @throws Refusal for a foreign or opaque origin.
 */
export function requireSameOrigin({ headers }: NextRequest): void {
  const origin = headers.get('origin');
  const site = headers.get('sec-fetch-site');
  const same = origin === null ? site === null || site === 'same-origin' || site === 'none' : isOwn(origin, headers);
  if (same) return;
  const own = siteUrl() === null ? 'Abreast itself' : `Abreast at ${siteUrl()}`;
  throw new Refusal('forbidden-origin', `Requests from other sites are refused. Open ${own} to do this.`);
}

function isOwn(text: string, headers: Headers): boolean {
  const origin = originIn(text);
  if (origin === null) return false;
  // An attacker who can change an unencrypted page must not act as the encrypted one.
  if (origin.startsWith('http:') && isHttps(headers)) return false;
  const scheme = origin.slice(0, origin.indexOf(':'));
  return origin === originIn(siteUrl() ?? '') || origin === originIn(`${scheme}://${requestHost(headers)}`);
}

function requestHost(headers: Headers): string {
  // On Vercel the proxy sets the forwarded host; elsewhere any client could send one.
  const forwarded = process.env.VERCEL ? headers.get('x-forwarded-host') : null;
  return forwarded ?? headers.get('host') ?? '';
}

/** @returns the text as an http or https origin: lower case, no standard port, no final dot; null if it is none. */
function originIn(text: string): string | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.href !== `${url.origin}/`) return null;
  return url.origin.replace(/\.(?=(:\d+)?$)/, '');
}
