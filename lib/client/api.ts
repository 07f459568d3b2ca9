import type { Lane } from '@/lib/protocol/lane';
import { type Catalog, catalogSchema } from '@/lib/protocol/model';
import { type Problem, problemSchema } from '@/lib/protocol/problem';

/** A request that the server refused, or that never reached it; `problem.detail` is a sentence for the visitor. */
export class RequestFailed extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail);
    this.name = 'RequestFailed';
  }
}

/** Starts a run. @throws RequestFailed */
export function postCompare(body: unknown): Promise<Response> {
  return send('/api/compare', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
}

/** Asks one lane of a run's turn again. @throws RequestFailed */
export function postRetry(run: string, lane: Lane): Promise<Response> {
  return send(`/api/runs/${run}/lanes/${lane}/retry`, { method: 'POST' });
}

/** @throws RequestFailed */
export async function stopLane(run: string, lane: Lane): Promise<void> {
  await send(`/api/runs/${run}/lanes/${lane}`, { method: 'DELETE', keepalive: true });
}

/** @throws RequestFailed */
export async function stopRun(run: string): Promise<void> {
  await send(`/api/runs/${run}`, { method: 'DELETE', keepalive: true });
}

/** The raw answer, whatever its status: a reader that reconnects tells a lost run from a lost network. */
export function getEvents(run: string, after: number, signal: AbortSignal): Promise<Response> {
  return fetch(`/api/runs/${run}/events`, { headers: { 'Last-Event-ID': String(after) }, signal, cache: 'no-store' });
}

/** @throws RequestFailed */
export async function getModels(): Promise<Catalog> {
  const response = await send('/api/models', {});
  return catalogSchema.parse(await response.json());
}

async function send(address: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(address, init);
  } catch {
    throw new RequestFailed({
      status: 0,
      code: 'internal',
      detail: 'The server cannot be reached. Check your connection and try again; your prompt is still here.',
    });
  }
  if (response.ok) return response;
  const parsed = problemSchema.safeParse(await response.json().catch(() => null));
  throw new RequestFailed(
    parsed.success
      ? parsed.data
      : {
          status: response.status,
          code: 'internal',
          detail: `The server answered ${response.status}. Please try again.`,
        },
  );
}
