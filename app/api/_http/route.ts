import type { NextRequest } from 'next/server';
import { Refusal } from '@/lib/run/refusal';
import { problemResponse } from './problem-response';
import { requireSameOrigin } from './same-origin';

/** What Next hands to a route handler beside the request. */
interface Context<Params> {
  params: Promise<Params>;
}

type Handler<Params> = (request: NextRequest, params: Params) => Promise<Response>;
type Exported<Params> = (request: NextRequest, context: Context<Params>) => Promise<Response>;

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
type Method = (typeof METHODS)[number];

/**
 * The exports of a `route.ts`: the given methods, and a 405 with `Allow` for the rest. A foreign origin is refused
 * before a handler changes anything, a {@link Refusal} becomes its problem, and anything else a bare 500: what it
 * says may hold a prompt or a key.
 */
export function route<Params = object>(
  handlers: Partial<Record<Method, Handler<Params>>>,
): Record<Method, Exported<Params>> {
  const allowed = METHODS.filter((method) => handlers[method]);
  const exported = (method: Method): Exported<Params> => {
    const handler = handlers[method];
    return async (request, context) => {
      try {
        if (!handler) return methodNotAllowed(method, allowed);
        if (method !== 'GET') requireSameOrigin(request);
        return await handler(request, await context.params);
      } catch (error) {
        if (error instanceof Refusal) return problemResponse(error.problem);
        return problemResponse({
          status: 500,
          code: 'internal',
          detail: 'Something went wrong on our side. Nothing was started; please try again.',
        });
      }
    };
  };
  return {
    GET: exported('GET'),
    POST: exported('POST'),
    PUT: exported('PUT'),
    PATCH: exported('PATCH'),
    DELETE: exported('DELETE'),
  };
}

function methodNotAllowed(method: Method, allowed: readonly Method[]): Response {
  const allow = allowed.join(', ');
  const detail = `${method} does nothing here; this address takes ${allow}.`;
  return problemResponse({ status: 405, code: 'method-not-allowed', detail }, { Allow: allow });
}
