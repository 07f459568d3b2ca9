import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Server, Socket } from 'node:net';
import { PLAIN_PAGE_HEADERS, plainHtml } from '@/app/_site/plain-page';
import { siteUrl } from '@/app/_site/site-url';
import { isLocalSite, isLoopback } from '@/lib/service/loopback';
import { setSecurityHeaders } from './security-headers';

const REASON =
  'This server listens on this machine alone, and answers at localhost and 127.0.0.1 only. If a proxy passes requests on to it, set SITE_URL to the public address.';

/**
 * Refuses any other Host than a loopback one on a server that only this machine reaches. A page that rebinds its own name to
 * 127.0.0.1 is of the same origin for the browser; its Host is what tells it apart.
 *
 * @returns whether it has answered.
 */
export function refuseForeignHost(request: IncomingMessage, response: ServerResponse): boolean {
  const { host } = request.headers;
  if (host === undefined || !isLocal(request) || isLoopback(nameIn(host))) return false;
  setSecurityHeaders(request, response);
  if (/^\/+api(\/|$)/.test(request.url ?? '')) {
    const problem = { status: 403, code: 'forbidden-host', detail: REASON };
    response.writeHead(403, { 'Content-Type': 'application/problem+json; charset=utf-8', 'Cache-Control': 'no-store' });
    response.end(JSON.stringify(problem));
    return true;
  }
  response.writeHead(403, PLAIN_PAGE_HEADERS);
  response.end(
    plainHtml({ title: 'Wrong address', heading: 'This is not an address of Abreast.', body: `<p>${REASON}</p>` }),
  );
  return true;
}

/** A hoster's function also listens on loopback, and its requests come from everywhere. */
function isLocal({ socket }: IncomingMessage): boolean {
  const address = (socket as Socket & { server?: Server }).server?.address();
  const listensOn = address && typeof address === 'object' ? address.address : '';
  // With a proxy in front, requests come from elsewhere too.
  if (process.env.VERCEL || Number(process.env.TRUSTED_PROXY_HOPS ?? 0) > 0) return false;
  return isLoopback(listensOn) && isLocalSite(siteUrl());
}

/** @returns '' for a Host that is none. */
function nameIn(host: string): string {
  const url = `http://${host}`;
  return URL.canParse(url) ? new URL(url).hostname : '';
}
