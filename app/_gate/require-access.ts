import type { IncomingMessage, ServerResponse } from 'node:http';
import { plainHtml } from '@/app/_site/plain-page';
import { isHttps } from '@/app/_site/site-url';
import { readEnvironment } from '@/lib/service/environment';
import { ACCESS_COOKIE, accessToken, isSame } from '@/lib/session/access-token';
import { PLAIN_PAGE_POLICY } from './content-policy';
import { setSecurityHeaders } from './security-headers';

/** What stays open on a server with a password: shared pages, the files of all pages, and the way in. */
const OPEN =
  /^\/(s\/[^/]+(\/.*)?|_next\/static\/.*|api\/health(\/stream)?|api\/access|icon\.svg|apple-icon|opengraph-image|robots\.txt|manifest\.webmanifest|privacy)$/;

const DETAIL = 'This server wants its password. Open its start page to enter it.';

/**
 * Refuses a request without the server's password, if it has one: everything is closed that is not in {@link OPEN}, so a new
 * page or route is closed too.
 *
 * @returns whether it has answered.
 */
export function refuseWithoutAccess(request: IncomingMessage, response: ServerResponse): boolean {
  const headers = { get: (name: string) => [request.headers[name] ?? null].flat()[0] ?? null };
  const refusal = accessRefusal(`http://host${request.url ?? '/'}`, headers);
  if (refusal === null) return false;
  setSecurityHeaders(request, response);
  response.writeHead(401, refusal.headers);
  response.end(refusal.body);
  return true;
}

/**
 * The same for a request that may not have passed the gate: on Vercel it may come before the gate stands.
 *
 * @returns null for a request that may go on.
 */
export function accessRefusal(address: string, headers: Pick<Headers, 'get'>): AccessRefusal | null {
  const { accessPassword } = readEnvironment(process.env);
  if (accessPassword === null) return null;
  const url = new URL(address);
  if (OPEN.test(url.pathname)) return null;
  const name = isHttps(headers) ? `__Host-${ACCESS_COOKIE}` : ACCESS_COOKIE;
  if (isSame(cookieIn(headers.get('cookie') ?? '', name), accessToken(accessPassword))) return null;
  const isPage = !/^\/+api(\/|$)/.test(url.pathname);
  return {
    headers: {
      'Content-Type': isPage ? 'text/html; charset=utf-8' : 'application/problem+json; charset=utf-8',
      'Cache-Control': 'no-store',
      'Content-Security-Policy': PLAIN_PAGE_POLICY,
      'X-Robots-Tag': 'noindex',
    },
    body: isPage
      ? passwordPage(`${url.pathname}${url.search}`, null)
      : JSON.stringify({ status: 401, code: 'password-required', detail: DETAIL }),
  };
}

interface AccessRefusal {
  headers: Record<string, string>;
  body: string;
}

function cookieIn(header: string, name: string): string {
  const pairs = header.split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1) ?? '';
}

/**
 * The page that takes the password. It works without script.
 *
 * @param next the path to go to then, of this server.
 * @param problem why the last password was not taken; a constant text.
 */
export function passwordPage(next: string, problem: string | null): string {
  return plainHtml({
    title: 'Password',
    heading: 'This server is closed.',
    body: `<p>Whoever runs it has given you a password.</p>
<form method="post" action="/api/access">
<input type="hidden" name="next" value="${escaped(next)}">
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required autofocus${problem ? ' aria-invalid="true" aria-describedby="problem"' : ''}>
<button>Open</button>
${problem ? `<p id="problem" role="alert">${problem}</p>` : ''}
</form>`,
  });
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
