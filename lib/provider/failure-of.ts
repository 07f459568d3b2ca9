import { APICallError, JSONParseError, LoadAPIKeyError, TypeValidationError } from '@ai-sdk/provider';
import type { Failure } from '@/lib/protocol/failure';
import { failureCodeOf, statusOfWords } from './failure-code-of';
import { isObject } from './json-object';
import { errorIn, readProviderError } from './provider-error';
import { UpstreamError } from './upstream-error';

/**
 * Recognises what went wrong with a call: an error thrown by the provider package, or one that came inside the
 * stream (a plain object or a text there). Nothing of it but a code and numbers is kept: upstream errors quote prompts.
 *
 * @param now ms since 1970, for a Retry-After that names a date.
 */
export function failureOf(error: unknown, now: number): Failure {
  if (error instanceof UpstreamError) return ofUpstream(error, now);
  if (LoadAPIKeyError.isInstance(error)) return { code: 'key-missing' };
  if (JSONParseError.isInstance(error)) return { code: 'bad-response' };
  // A frame that the package did not understand: OpenRouter's newer errors come without a message, say.
  if (TypeValidationError.isInstance(error)) return ofBody(error.value, {}, now);
  if (APICallError.isInstance(error)) return ofApiCall(error, now);
  if (isToldError(error) && !(error instanceof Error)) return ofProvider(errorIn(error), undefined, {}, now);
  return ofNetwork(error);
}

/** Our own fetch found it. An answer that is no stream may still be an error that says what it is. */
function ofUpstream({ answer, fault, cause }: UpstreamError, now: number): Failure {
  if (fault === 'cut') return ofNetwork(cause, 'connection-lost');
  return answer ? ofBody(answer.body, answer.headers, now) : { code: 'bad-response' };
}

/** A body or a frame under a status of success: its `error`, if it has one that says anything. */
function ofBody(body: unknown, headers: Headers, now: number): Failure {
  const answer = Array.isArray(body) ? body[0] : body;
  if (!isObject(answer) || !isToldError(answer.error)) return { code: 'bad-response' };
  return ofProvider(errorIn(answer), undefined, headers, now);
}

function ofApiCall(error: APICallError, now: number): Failure {
  const { cause, statusCode: status, data, responseBody, responseHeaders } = error;
  if (cause instanceof UpstreamError) return ofUpstream(cause, now);
  // No status: there was no answer. Success that could not be read to its end: the connection broke.
  if (status === undefined || status < 300) return ofNetwork(cause, 'connection-lost');
  // A redirect that is not followed.
  if (status < 400) return { code: 'bad-response', status };
  return ofProvider(errorIn(isObject(data) ? data : parsed(responseBody)), status, responseHeaders ?? {}, now);
}

type Headers = Readonly<Record<string, string>>;

/** @param status of the response; undefined when the error came inside the stream, which has one of its own. */
function ofProvider(
  error: Record<string, unknown>,
  status: number | undefined,
  headers: Headers,
  now: number,
): Failure {
  const read = readProviderError(error, status);
  const told = read.status ?? statusOfWords(read);
  const retryAfterMs = retryAfterOf(headers, error, now);
  return {
    code: failureCodeOf(read),
    ...(told === undefined ? {} : { status: told }),
    ...(retryAfterMs === null ? {} : { retryAfterMs }),
  };
}

/** Of sockets, name servers and TLS. */
const NETWORK_CODES = /^(E(?!RR_)|UND_ERR_|ERR_STREAM_PREMATURE_CLOSE|ERR_(SSL|TLS)_|CERT_|\w+_CERT|UNABLE_TO_)/;
/** Node's HTTP parser and zlib: what came is no HTTP, or not compressed as it says. */
const UNREADABLE_CODES = /^(HPE_|Z_|ERR_BROTLI_|ERR__ERROR_)/;

/** @param otherwise when no socket, parser or decompressor says what it was. */
function ofNetwork(error: unknown, otherwise: 'connection-lost' | 'unknown' = 'unknown'): Failure {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (!('code' in cause) || typeof cause.code !== 'string') continue;
    if (UNREADABLE_CODES.test(cause.code)) return { code: 'bad-response' };
    if (NETWORK_CODES.test(cause.code)) return { code: 'connection-lost' };
  }
  return { code: otherwise };
}

function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}

/** A longer pause is taken for one of a day, ms: that it is not worth trying again soon is all that it tells. */
const LONGEST = 24 * 60 * 60 * 1000;

/**
 * How long the provider asks to wait, from its headers (seconds or a date, RFC 9110) or, inside a stream, from
 * the error itself.
 *
 * @param now ms since 1970.
 * @returns ms, null when it does not say.
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
  // `Date.parse` takes a number for a year.
  return value === undefined || !Number.isNaN(Number(value)) ? null : bounded(Date.parse(value) - now);
}

function bounded(ms: number): number | null {
  return Number.isFinite(ms) && ms >= 0 ? Math.min(LONGEST, Math.round(ms)) : null;
}

/** Whether the `error` of a body or a frame says anything: it has a code, a message or a type. null and `{}` do not. */
export function isToldError(error: unknown): boolean {
  if (typeof error === 'string') return error.trim() !== '';
  if (!isObject(error)) return false;
  const { code, message, error_type: type, metadata } = error;
  return [code, message, type, isObject(metadata) && metadata.error_type].some(isTold);
}

function isTold(value: unknown): boolean {
  return typeof value === 'number' || (typeof value === 'string' && value.trim() !== '');
}
