import { APICallError, JSONParseError, LoadAPIKeyError, TypeValidationError } from '@ai-sdk/provider';
import type { Failure } from '@/lib/protocol/failure';
import { isObject, readJson } from '../protocol/json';
import { failureCodeOf, statusOfWords } from './failure-code-of';
import { errorIn, readProviderError } from './provider-error';
import { UpstreamError } from './upstream-error';

/**
 * Recognises why a call failed: from an error that the provider package threw, or one inside the stream (a plain object or
 * a text). It keeps only a code and numbers, since upstream errors quote prompts.
 *
 * @param now ms since 1970, for a `Retry-After` with a date.
 */
export function failureOf(error: unknown, now: number): Failure {
  if (error instanceof UpstreamError) return ofUpstream(error, now);
  if (LoadAPIKeyError.isInstance(error)) return { code: 'key-missing' };
  if (JSONParseError.isInstance(error)) return { code: 'bad-response' };
  // A frame that the package does not understand, such as OpenRouter's newer errors without a message.
  if (TypeValidationError.isInstance(error)) return ofBody(error.value, {}, now);
  if (APICallError.isInstance(error)) return ofApiCall(error, now);
  if (isReportedError(error) && !(error instanceof Error)) return ofProvider(errorIn(error), undefined, {}, now);
  return ofNetwork(error);
}

/** Our own fetch found the fault. A response that is not a stream may still contain an error. */
function ofUpstream({ answer, fault, cause }: UpstreamError, now: number): Failure {
  if (fault === 'cut') return ofNetwork(cause, 'connection-lost');
  return answer ? ofBody(answer.body, answer.headers, now) : { code: 'bad-response' };
}

/** A body or frame with a successful status: its `error`, if it contains any information. */
function ofBody(body: unknown, headers: Headers, now: number): Failure {
  const answer = Array.isArray(body) ? body[0] : body;
  if (!isObject(answer) || !isReportedError(answer.error)) return { code: 'bad-response' };
  return ofProvider(errorIn(answer), undefined, headers, now);
}

function ofApiCall(error: APICallError, now: number): Failure {
  const { cause, statusCode: status, data, responseBody, responseHeaders } = error;
  if (cause instanceof UpstreamError) return ofUpstream(cause, now);
  // Without a status there was no response. If a successful response could not be read, the connection broke.
  if (status === undefined || status < 300) return ofNetwork(cause, 'connection-lost');
  // A redirect that was not followed.
  if (status < 400) return { code: 'bad-response', status };
  return ofProvider(errorIn(isObject(data) ? data : readJson(responseBody ?? '')), status, responseHeaders ?? {}, now);
}

type Headers = Readonly<Record<string, string>>;

/** @param status of the response; undefined for an error inside a stream, which may contain a status. */
function ofProvider(
  error: Record<string, unknown>,
  status: number | undefined,
  headers: Headers,
  now: number,
): Failure {
  const read = readProviderError(error, status);
  const known = read.status ?? statusOfWords(read);
  const retryAfterMs = retryAfterOf(headers, error, now);
  return {
    code: failureCodeOf(read),
    ...(known === undefined ? {} : { status: known }),
    ...(retryAfterMs === null ? {} : { retryAfterMs }),
  };
}

/** Codes of sockets, name servers and TLS. */
const NETWORK_CODES = /^(E(?!RR_)|UND_ERR_|ERR_STREAM_PREMATURE_CLOSE|ERR_(SSL|TLS)_|CERT_|\w+_CERT|UNABLE_TO_)/;
/** Codes of Node's HTTP parser and zlib: the response is not HTTP, or not compressed as its header says. */
const UNREADABLE_CODES = /^(HPE_|Z_|ERR_BROTLI_|ERR__ERROR_)/;

/** @param otherwise the code if neither a socket, the parser nor a decompressor reported the error. */
function ofNetwork(error: unknown, otherwise: 'connection-lost' | 'unknown' = 'unknown'): Failure {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (!('code' in cause) || typeof cause.code !== 'string') continue;
    if (UNREADABLE_CODES.test(cause.code)) return { code: 'bad-response' };
    if (NETWORK_CODES.test(cause.code)) return { code: 'connection-lost' };
  }
  return { code: otherwise };
}

/** Longer pauses are cut to a day, ms: they only tell that a retry soon is useless. */
const LONGEST = 24 * 60 * 60 * 1000;

/**
 * Reads how long the provider asks us to wait: from its headers (seconds or a date, RFC 9110) or, inside a stream, from the
 * error.
 *
 * @param now ms since 1970.
 * @returns ms; null if it does not say.
 */
export function retryAfterOf(headers: Readonly<Record<string, string>>, error: Record<string, unknown>, now: number) {
  const { availability, metadata } = error as Record<string, Record<string, unknown> | null | undefined>;
  return (
    asDuration(headers['retry-after-ms'], 1) ??
    asDuration(headers['retry-after'], 1000) ??
    asDateAfter(headers['retry-after'], now) ??
    asDuration(availability?.retry_after, 1000) ??
    asDuration(metadata?.retry_after, 1000) ??
    asDuration(metadata?.retry_after_seconds, 1000) ??
    asDuration(error.retry_after, 1000)
  );
}

/** @param unit of the number, ms. */
function asDuration(value: unknown, unit: number): number | null {
  const isNumber = typeof value === 'number' || (typeof value === 'string' && value.trim() !== '');
  return isNumber ? bounded(Number(value) * unit) : null;
}

function asDateAfter(value: string | undefined, now: number): number | null {
  // `Date.parse` would read a number as a year.
  return value === undefined || !Number.isNaN(Number(value)) ? null : bounded(Date.parse(value) - now);
}

function bounded(ms: number): number | null {
  return Number.isFinite(ms) && ms >= 0 ? Math.min(LONGEST, Math.round(ms)) : null;
}

/** Whether the `error` of a body or frame contains a code, a message or a type. null and `{}` do not. */
export function isReportedError(error: unknown): boolean {
  if (typeof error === 'string') return error.trim() !== '';
  if (!isObject(error)) return false;
  const { code, message, error_type: type, metadata } = error;
  return [code, message, type, isObject(metadata) && metadata.error_type].some(isReported);
}

function isReported(value: unknown): boolean {
  return typeof value === 'number' || (typeof value === 'string' && value.trim() !== '');
}
