import * as z from 'zod/mini';
import type { Answer } from '@/lib/comparison/answer';
import type { LongPart } from '@/lib/comparison/beginning';
import { type ComparisonRecord, comparisonRecordSchema } from '@/lib/protocol/comparison';
import { type Health, healthSchema } from '@/lib/protocol/health';
import { type ComparisonChange, type HistoryPage, historyPageSchema } from '@/lib/protocol/history';
import { type Connect, type ConnectRequest, connectSchema, type KeyInfo, keyInfoSchema } from '@/lib/protocol/key';
import type { Lane } from '@/lib/protocol/lane';
import { encodePlace, type LogPlace } from '@/lib/protocol/log-place';
import { type Catalog, catalogSchema } from '@/lib/protocol/model';
import { type Problem, problemSchema } from '@/lib/protocol/problem';
import type { ReportRequest } from '@/lib/protocol/report';
import { type ShareLink, type ShareRequest, shareLinkSchema, shareLinksSchema } from '@/lib/protocol/share';
import { type Speedometer, speedometerSchema } from '@/lib/protocol/speedometer';
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

/** Which comparisons the history lists. */
export interface HistoryFilters {
  /** The id of a model that has answered; '' for any. */
  model: string;
  /** Only those in which an answer failed. */
  failed: boolean;
  starred: boolean;
}

/** Selects a page of the history. */
export interface HistoryQuery {
  /** Words that must all occur; '' for all comparisons. */
  search: string;
  /** `next` of the page before; null for the first page. */
  before: string | null;
  filters: HistoryFilters;
}

/** @throws RequestFailed, also when the signal aborts. */
export async function getHistory({ search, before, filters }: HistoryQuery, signal: AbortSignal): Promise<HistoryPage> {
  const { model, failed, starred } = filters;
  const query = new URLSearchParams({
    ...(search && { search }),
    ...(before !== null && { before }),
    ...(model && { model }),
    ...(failed && { failed: '1' }),
    ...(starred && { starred: '1' }),
  });
  const response = await send(`/api/comparisons?${query}`, { signal, cache: 'no-store' });
  return historyPageSchema.parse(await response.json());
}

/** Reads how fast and how dear the models were that this visitor has asked. @throws RequestFailed */
export async function getSpeedometer(signal?: AbortSignal): Promise<Speedometer> {
  const response = await send('/api/speedometer', { ...(signal && { signal }), cache: 'no-store' });
  return speedometerSchema.parse(await response.json());
}

/** Makes a link to the selected attempts, or changes a link. @throws RequestFailed */
export async function postShare(comparison: string, request: ShareRequest): Promise<ShareLink> {
  const response = await send(`/api/comparisons/${comparison}/share`, { method: 'POST', ...json(request) });
  return shareLinkSchema.parse(await response.json());
}

/** @returns every link to the comparison, revoked ones too, newest first. @throws RequestFailed */
export async function getShares(comparison: string): Promise<readonly ShareLink[]> {
  const response = await send(`/api/comparisons/${comparison}/share`, { cache: 'no-store' });
  return shareLinksSchema.parse(await response.json()).shares;
}

/** Revokes a link. @throws RequestFailed */
export async function deleteShare(comparison: string, slug: string): Promise<void> {
  await send(`/api/comparisons/${comparison}/share?slug=${encodeURIComponent(slug)}`, { method: 'DELETE' });
}

/** Deletes all that the visitor has. @throws RequestFailed */
export async function deleteVisitor(): Promise<void> {
  await send('/api/visitor', { method: 'DELETE' });
}

/** Tells the owner of the server about the page of a link. @throws RequestFailed */
export async function postReport(slug: string, report: ReportRequest): Promise<void> {
  await send(`/s/${slug}/report`, { method: 'POST', ...json(report) });
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

/** Who pays, and what OpenRouter tells about the visitor's own key. @throws RequestFailed */
export async function getKey(): Promise<KeyInfo> {
  const response = await send('/api/key', { cache: 'no-store' });
  return keyInfoSchema.parse(await response.json());
}

/** Checks a key and keeps it for this browser. @throws RequestFailed */
export async function postKey(given: { key: string } | { code: string }): Promise<KeyInfo> {
  const response = await send('/api/key', { method: 'POST', ...json(given) });
  return keyInfoSchema.parse(await response.json());
}

/** Begins to connect the visitor's account at OpenRouter. @throws RequestFailed */
export async function postConnect(request: ConnectRequest): Promise<Connect> {
  const response = await send('/api/key/connect', { method: 'POST', ...json(request) });
  return connectSchema.parse(await response.json());
}

/** Forgets the visitor's own key. @throws RequestFailed */
export async function deleteKey(): Promise<KeyInfo> {
  const response = await send('/api/key', { method: 'DELETE' });
  return keyInfoSchema.parse(await response.json());
}

/** @throws RequestFailed */
export async function getModels(): Promise<Catalog> {
  const response = await send('/api/models', {});
  return catalogSchema.parse(await response.json());
}

/** @returns what the server finds out about itself, also while its database is away. @throws RequestFailed */
export async function getHealth(): Promise<Health> {
  const response = await reach('/api/health?deep=1', { cache: 'no-store' });
  const body: unknown = await response.json().catch(() => null);
  const health = healthSchema.safeParse(body);
  if (!health.success) throw failureOf(response, body);
  return health.data;
}

/** The stream of a check lasts 1.6 s; one that takes longer than this, ms, is given up. */
const LONGEST_STREAM_CHECK_MS = 20_000;

/** The stream that shows whether something on the way holds bytes back. @throws RequestFailed */
export function getStreamCheck(): Promise<Response> {
  return send('/api/health/stream', { cache: 'no-store', signal: AbortSignal.timeout(LONGEST_STREAM_CHECK_MS) });
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

async function reach(address: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, init);
  } catch {
    throw new RequestFailed({
      status: 0,
      code: 'internal',
      detail: 'The server cannot be reached. Check your connection and try again.',
    });
  }
}

function failureOf({ status }: Response, body: unknown): RequestFailed {
  const parsed = problemSchema.safeParse(body);
  const detail = `The server answered ${status}. Please try again.`;
  return new RequestFailed(parsed.success ? parsed.data : { status, code: 'internal', detail });
}
