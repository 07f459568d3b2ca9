import type { NextRequest } from 'next/server';
import { Refusal } from '@/lib/run/refusal';

/**
 * Lets a page of this app and programs that are no browser through, and no other page. The origin is held against
 * the Host header: `request.url` says localhost whatever the address was.
 *
 * @throws Refusal for a foreign or opaque origin.
 */
export function requireSameOrigin({ headers }: NextRequest): void {
  const origin = headers.get('origin');
  const site = headers.get('sec-fetch-site');
  const same = origin === null ? site === null || site === 'same-origin' || site === 'none' : isOwn(origin, headers);
  if (!same)
    throw new Refusal('forbidden-origin', 'Requests from other sites are refused. Open Abreast itself to do this.');
}

function isOwn(origin: string, headers: Headers): boolean {
  if (!URL.canParse(origin)) return false;
  // Vercel's proxy sets the forwarded host itself; elsewhere anybody could send one.
  const forwarded = process.env.VERCEL ? headers.get('x-forwarded-host') : null;
  return new URL(origin).host === (forwarded ?? headers.get('host'));
}
