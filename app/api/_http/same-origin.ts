import type { NextRequest } from 'next/server';
import { isHttps, siteUrl } from '@/app/_site/site-url';
import { Refusal } from '@/lib/service/refusal';

/**
 * Lets a page of this app and programs that are no browser through, and no other page. The origin must be that of
 * SITE_URL or go with the Host header; `request.url` says localhost whatever the address was.
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
  // Whoever can change an unencrypted page could otherwise act in the name of the encrypted one.
  if (origin.startsWith('http:') && isHttps(headers)) return false;
  const scheme = origin.slice(0, origin.indexOf(':'));
  return origin === originIn(siteUrl() ?? '') || origin === originIn(`${scheme}://${askedHost(headers)}`);
}

function askedHost(headers: Headers): string {
  // Vercel's proxy sets the forwarded host itself; elsewhere anybody could send one.
  const forwarded = process.env.VERCEL ? headers.get('x-forwarded-host') : null;
  return forwarded ?? headers.get('host') ?? '';
}

/** @returns the http or https origin that the text is, in lower case, without a standard port or a final dot; else null. */
function originIn(text: string): string | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.href !== `${url.origin}/`) return null;
  return url.origin.replace(/\.(?=(:\d+)?$)/, '');
}
