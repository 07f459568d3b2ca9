import { randomBytes } from 'node:crypto';

/** What models write is untrusted: should any of it become markup, it loads nothing, runs nothing and sends nothing away. */
const ALWAYS = ["object-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"];

/**
 * The Content-Security-Policy of a page of Next. Scripts run only with the nonce, and what these load; Next puts it on its
 * own scripts. Styles may be inline, because React sets `style` attributes. Next's development server evaluates code.
 */
export function pagePolicy(nonce: string): string {
  const evaluate = process.env.NODE_ENV === 'production' ? '' : " 'unsafe-eval'";
  return [
    "default-src 'self'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${evaluate}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    ...ALWAYS,
  ].join('; ');
}

/** The policy of a page without script. */
export const PLAIN_PAGE_POLICY = ["default-src 'none'", "style-src 'unsafe-inline'", "img-src 'self'", ...ALWAYS].join(
  '; ',
);

export function newNonce(): string {
  return randomBytes(16).toString('base64');
}
