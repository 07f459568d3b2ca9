import * as z from 'zod/mini';
import type { Answer } from '@/lib/comparison/answer';
import type { LongPart } from '@/lib/comparison/beginning';
import { type ComparisonRecord, comparisonRecordSchema } from '@/lib/protocol/comparison';
import type { ComparisonChange } from '@/lib/protocol/comparison-change';
import type { Lane } from '@/lib/protocol/lane';
import { encodePlace, type LogPlace } from '@/lib/protocol/log-place';
import { type Catalog, catalogSchema } from '@/lib/protocol/model';
import { type Problem, problemSchema } from '@/lib/protocol/problem';
import type { GetAnswerPiece } from './answer-rest';
import type { LaneRequestBody } from './ask-body';

/** A request that the server refused, or that never reached it; `problem.detail` is a sentence for the visitor. */
export class RequestFailed extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail);
    this.name = 'RequestFailed';
  }
}

/** @returns a sentence for the visitor about an error that a request has thrown. */
export function sentenceOf(error: unknown): string {
  return error instanceof RequestFailed ? error.problem.detail : 'Something went wrong. Please try again.';
}

/** Starts a run. @throws RequestFailed */
export function postCompare(body: unknown): Promise<Response> {
  return send('/api/compare', { method: 'POST', ...json(body) });
}

/** Starts one run that asks lanes of a run's turn again. @throws RequestFailed */
export function postRetry(run: string, lanes: readonly LaneRequestBody[]): Promise<Response> {
  return send(`/api/runs/${run}/retry`, { method: 'POST', ...json({ lanes }) });
}

/** Goes before other requests that wait for a connection. */
const STOP: RequestInit = { method: 'DELETE', keepalive: true, priority: 'high' };

/** @throws RequestFailed */
export async function stopLane(run: string, lane: Lane): Promise<void> {
  await send(`/api/runs/${run}/lanes/${lane}`, STOP);
}

/** @throws RequestFailed */
export async function stopRun(run: string): Promise<void> {
  await send(`/api/runs/${run}`, STOP);
}

/** The next question waits for the record at most this long, ms. */
const LONGEST_RECORD_MS = 5000;

/** @throws RequestFailed, also when it takes too long. */
export async function getRecord(id: string): Promise<ComparisonRecord> {
  const signal = AbortSignal.timeout(LONGEST_RECORD_MS);
  const response = await send(`/api/comparisons/${id}`, { signal, cache: 'no-store' });
  return z.object({ record: comparisonRecordSchema }).parse(await response.json()).record;
}

/** @throws RequestFailed */
export async function changeComparison(id: string, change: ComparisonChange): Promise<void> {
  await send(`/api/comparisons/${id}`, { method: 'PATCH', ...json(change), keepalive: true });
}

/** @throws RequestFailed */
export async function deleteComparison(id: string): Promise<void> {
  await send(`/api/comparisons/${id}`, { method: 'DELETE', keepalive: true });
}

/** @returns code that is loaded for a request. @throws RequestFailed when it cannot be loaded. */
export async function loadRequests<Requests>(load: () => Promise<Requests>): Promise<Requests> {
  return load().catch(() => {
    throw unreachable();
  });
}

/** The response, whatever its status: a reader that reconnects tells a lost run from a lost network. */
export function getEvents(run: string, after: LogPlace, signal: AbortSignal): Promise<Response> {
  return readOn(`/api/runs/${run}/events`, after, signal);
}

/** The same for a spectator of a link. */
export function getSharedEvents(slug: string, run: string, after: LogPlace, signal: AbortSignal): Promise<Response> {
  return readOn(`/s/${slug}/runs/${run}/events`, after, signal);
}

/** A piece of an answer in the visitor's own comparison. @throws RequestFailed */
export const getAnswerPiece: GetAnswerPiece = (id, ...place) => answerPiece(`/api/comparisons/${id}`, ...place);

/** The same for a spectator of a link. @throws RequestFailed */
export const getSharedAnswerPiece: GetAnswerPiece = (slug, ...place) => answerPiece(`/s/${slug}`, ...place);

const answerPieceSchema = z.object({ content: z.string(), next: z.nullable(z.int().check(z.positive())) });

async function answerPiece(base: string, { turn, lane, attempt }: Answer, part: LongPart, after: number) {
  const response = await send(`${base}/turns/${turn}/lanes/${lane}/${attempt}?part=${part}&after=${after}`, {});
  return answerPieceSchema.parse(await response.json());
}

/** @throws RequestFailed */
export async function getModels(): Promise<Catalog> {
  const response = await send('/api/models', {});
  return catalogSchema.parse(await response.json());
}

function readOn(address: string, after: LogPlace, signal: AbortSignal): Promise<Response> {
  return fetch(address, { headers: { 'Last-Event-ID': encodePlace(after) }, signal, cache: 'no-store' });
}

/** @returns what sends a body as JSON. */
export function json(body: unknown): RequestInit {
  return { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
}

/** @returns the response if the server has accepted the request. @throws RequestFailed */
export async function send(address: string, init: RequestInit): Promise<Response> {
  const response = await reach(address, init);
  if (response.ok) return response;
  throw failureOf(response, await response.json().catch(() => null));
}

/** @returns the response, whatever its status. @throws RequestFailed when the server cannot be reached. */
export async function reach(address: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, init);
  } catch {
    throw unreachable();
  }
}

function unreachable(): RequestFailed {
  const detail = 'The server cannot be reached. Check your connection and try again.';
  return new RequestFailed({ status: 0, code: 'internal', detail });
}

/** @returns the error of a refused request. */
export function failureOf({ status }: Response, body: unknown): RequestFailed {
  const parsed = problemSchema.safeParse(body);
  const detail = `The server answered ${status}. Please try again.`;
  return new RequestFailed(parsed.success ? parsed.data : { status, code: 'internal', detail });
}
