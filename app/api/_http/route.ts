import type { NextRequest } from 'next/server';
import { isDatabaseAway } from '@/lib/persistence/database-away';
import { databaseAway, Refusal } from '@/lib/service/refusal';
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

const UNREAD = 'Something went wrong on our side. Please try again.';
/** How far a change came before it broke is not known here. */
const UNSURE =
  'Something went wrong on our side, and part of this may have been done. Reload to see what is there, then try again.';

/**
 * The exports of a `route.ts`: the given methods, and a 405 with `Allow` for the rest. A foreign origin is refused
 * before a handler changes anything, a {@link Refusal} becomes its problem, and anything else a bare 500: what it
 * says may hold a prompt or a key. OPTIONS is among them because Next's own would allow every method.
 */
export function route<Params = object>(
  handlers: Partial<Record<Method, Handler<Params>>>,
): Record<Method | 'OPTIONS', Exported<Params>> {
  const allow = METHODS.filter((method) => handlers[method]).join(', ');
  const exported = (method: Method): Exported<Params> => {
    const handler = handlers[method];
    return async (request, context) => {
      try {
        if (!handler) return methodNotAllowed(allow);
        if (method !== 'GET') requireSameOrigin(request);
        const response = await handler(request, await context.params);
        cancelWhenGone(request, response);
        return request.method === 'HEAD' ? await headOf(response) : response;
      } catch (error) {
        if (error instanceof Refusal) return refusalResponse(error);
        // biome-ignore lint/suspicious/noConsole: for whoever runs the server; what it says may hold a prompt or a key.
        console.error(`A ${method} request has failed: ${kindOf(error)}.`);
        if (isDatabaseAway(error)) return refusalResponse(databaseAway());
        return problemResponse({ status: 500, code: 'internal', detail: method === 'GET' ? UNREAD : UNSURE });
      }
    };
  };
  const options = async () => new Response(null, { status: 204, headers: { Allow: allow } });
  return {
    GET: exported('GET'),
    POST: exported('POST'),
    PUT: exported('PUT'),
    PATCH: exported('PATCH'),
    DELETE: exported('DELETE'),
    OPTIONS: options,
  };
}

/** @returns what kind of error it is, in the words of whoever made it: `PostgresError 57P03`. */
function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  if (isDatabaseAway(error)) return `${error.name} ${error.trouble}`;
  const { code } = error as { code?: unknown };
  return [error.name, typeof code === 'string' ? code : ''].filter(Boolean).join(' ');
}

/** To a client that has hung up Next sends nothing, and never cancels the body: a run would count that reader for ever. */
function cancelWhenGone({ signal }: NextRequest, { body }: Response): void {
  const cancel = () => {
    // Once Next has begun to send it, it cancels it itself.
    if (body && !body.locked) void body.cancel();
  };
  if (signal.aborted) cancel();
  else signal.addEventListener('abort', cancel, { once: true });
}

/** Next answers HEAD with what GET says but never cancels its body: a run would count that reader for ever. */
async function headOf(response: Response): Promise<Response> {
  await response.body?.cancel();
  return new Response(null, response);
}

function refusalResponse({ problem, retryAfter }: Refusal): Response {
  return problemResponse(problem, retryAfter === null ? {} : { 'Retry-After': String(retryAfter) });
}

function methodNotAllowed(allow: string): Response {
  const detail = `This method does nothing here: the address takes ${allow}.`;
  return problemResponse({ status: 405, code: 'method-not-allowed', detail }, { Allow: allow });
}
