import type { IncomingMessage, ServerResponse } from 'node:http';
import { setSecurityHeaders } from './security-headers';

/** The methods that a route handler can export. */
const ROUTE_METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
const PAGE_METHODS = ['GET', 'HEAD'];

/** Addresses of route handlers. All others are pages, pictures and files. */
const ROUTE = /^\/+(api|s\/+[^/]+\/+(?!opengraph-image)[^/]+)(\/|$)/;
/** It would cache pictures of a link on disk and serve them after the link is revoked. */
const IMAGE_OPTIMIZER = /^\/+_next\/+image/;

/**
 * Answers requests for which Next would throw or send a page: a target that is no path, a method that no route or page
 * accepts, the image optimizer.
 *
 * @returns whether it has answered. If not, Next understands the request.
 */
export function answerAtGate(request: IncomingMessage, response: ServerResponse): boolean {
  const { method = '', url: target = '' } = request;
  const exchange = { request, response };
  if (target === '*' && method === 'OPTIONS') return answer(exchange, 204, null, ROUTE_METHODS);
  const url = pathIn(target);
  if (url === null) return answer(exchange, 400, 'There can be nothing at such an address.');
  request.url = url;

  const [path = ''] = url.split('?', 1);
  if (IMAGE_OPTIMIZER.test(path)) return answer(exchange, 404, 'There is nothing at this address.');
  if (ROUTE.test(path)) {
    // Next throws for TRACE, and refuses unknown methods without Allow. Our routes refuse PUT with Allow, so pass PUT on.
    if (!ROUTE_METHODS.includes(method)) request.method = 'PUT';
    return false;
  }
  if (PAGE_METHODS.includes(method)) return false;
  if (method === 'OPTIONS') return answer(exchange, 204, null, PAGE_METHODS);
  return answer(exchange, 405, 'This address takes GET and HEAD only.', PAGE_METHODS);
}

/** @returns path and query of a request's target, which may be an absolute URL (a proxy's); null without a path. */
function pathIn(target: string): string | null {
  if (target.startsWith('/')) return target;
  const whole = /^https?:\/\/[^/?#]+(.*)$/i.exec(target);
  if (!whole) return null;
  const [, rest = ''] = whole;
  return rest.startsWith('/') ? rest : `/${rest}`;
}

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
}

function answer({ request, response }: Exchange, status: number, text: string | null, allow?: readonly string[]): true {
  setSecurityHeaders(request, response);
  response.writeHead(status, {
    ...(text === null ? {} : { 'Content-Type': 'text/plain; charset=utf-8' }),
    ...(allow ? { Allow: allow.join(', ') } : {}),
    'Cache-Control': 'no-store',
  });
  response.end(text === null ? undefined : `${text}\n`);
  return true;
}
