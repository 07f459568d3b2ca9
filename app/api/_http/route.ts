import type { NextRequest } from 'next/server';
import { accessRefusal } from '@/app/_gate/require-access';
import { isDatabaseAway } from '@/lib/persistence/database-away';
import { databaseAway, Refusal } from '@/lib/service/refusal';
import { problemResponse } from './problem-response';
import { requireSameOrigin } from './same-origin';

/** Next passes this to a route handler beside the request. */
interface Context<Params> {
  params: Promise<Params>;
}

type Handler<Params> = (request: NextRequest, params: Params) => Promise<Response>;
type Exported<Params> = (request: NextRequest, context: Context<Params>) => Promise<Response>;

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
type Method = (typeof METHODS)[number];

const READ_FAILED = 'Something went wrong on our side. Please try again.';
/** A change may have been made in part. */
const CHANGE_FAILED =
  'Something went wrong on our side, and part of this may have been done. Reload to see what is there, then try again.';

/**
 * The exports of a `route.ts`: the given methods, and a 405 with `Allow` for the rest. A foreign origin is refused
 * before a handler changes anything. A {@link Refusal} becomes its problem; any other error a bare 500, since its
 * message may hold a prompt or a key. OPTIONS is included because Next's own would allow every method.
 */
export function route<Params = object>(
  handlers: Partial<Record<Method, Handler<Params>>>,
): Record<Method | 'OPTIONS', Exported<Params>> {
  const allow = METHODS.filter((method) => handlers[method]).join(', ');
  const exported = (method: Method): Exported<Params> => {
    const handler = handlers[method];
    return async (request, context) => {
      try {
        const closed = accessRefusal(request.url, request.headers);
        if (closed) return new Response(closed.body, { status: 401, headers: closed.headers });
        if (!handler) return methodNotAllowed(allow);
        if (method !== 'GET') requireSameOrigin(request);
        const response = await handler(request, await context.params);
        cancelWhenGone(request, response);
        return request.method === 'HEAD' ? await headOf(response) : response;
      } catch (error) {
        if (error instanceof Refusal) return refusalResponse(error);
        // biome-ignore lint/suspicious/noConsole: the server's operator reads it; the message may hold a prompt or a key.
        console.error(`A ${method} request has failed: ${kindOf(error)}.`);
        if (isDatabaseAway(error)) return refusalResponse(databaseAway());
        return problemResponse({
          status: 500,
          code: 'internal',
          detail: method === 'GET' ? READ_FAILED : CHANGE_FAILED,
        });
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

/** @returns the error's class and code: `PostgresError 57P03`. */
function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  if (isDatabaseAway(error)) return `${error.name} ${error.trouble}`;
  const { code } = error as { code?: unknown };
  return [error.name, typeof code === 'string' ? code : ''].filter(Boolean).join(' ');
}

/** When a client hangs up early Next never cancels the body, so a run would count that reader for ever. */
function cancelWhenGone({ signal }: NextRequest, { body }: Response): void {
  const cancel = () => {
    // Once Next has begun to send the body, it cancels the body itself.
    if (body && !body.locked) void body.cancel();
  };
  if (signal.aborted) cancel();
  else signal.addEventListener('abort', cancel, { once: true });
}

/** Next answers HEAD by GET but never cancels the body, so a run would count that reader for ever. */
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
