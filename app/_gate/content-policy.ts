import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** What models write is untrusted: should any of it become markup, it loads nothing, runs nothing and sends nothing away. */
const ALWAYS = ["object-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"];

/**
 * The Content-Security-Policy of a page of Next. Scripts run only with the nonce, and what these load; Next puts it on its
 * own scripts. Styles may be inline, because React sets `style` attributes. Next's development server evaluates code.
 */
function pagePolicy(nonce: string): string {
  const evaluate = process.env.NODE_ENV === 'production' ? '' : " 'unsafe-eval'";
  return [
    "default-src 'self'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${evaluate}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    ...ALWAYS,
  ].join('; ');
}

/** @returns the policy of one page, with a nonce of its own. */
export function newPagePolicy(): string {
  return pagePolicy(randomBytes(16).toString('base64'));
}

/** The policy of a page without script. */
export const PLAIN_PAGE_POLICY = ["default-src 'none'", "style-src 'unsafe-inline'", "img-src 'self'", ...ALWAYS].join(
  '; ',
);

/** Addresses that are no pages: of routes, and of Next's own files. */
const NOT_A_PAGE = /^\/+(api|_next)(\/|$)/;

/**
 * Gives a page its policy, with a nonce of its own. It is set on the request too, where Next reads the nonce from, and not in
 * `proxy.ts`, whose response would replace the status 503 that the gate sets for a database that is away.
 */
export function setPagePolicy(request: IncomingMessage, response: ServerResponse): void {
  if (NOT_A_PAGE.test(request.url ?? '')) return;
  // On Vercel the proxy has given it one.
  const given = process.env.VERCEL ? request.headers['content-security-policy'] : undefined;
  const policy = typeof given === 'string' ? given : newPagePolicy();
  request.headers['content-security-policy'] = policy;
  response.setHeader('Content-Security-Policy', policy);
}
