import { APICallError, JSONParseError, LoadAPIKeyError, TypeValidationError } from 'ai';
import { UpstreamError } from '@/lib/models/upstream-error';
import type { Failure } from '@/lib/protocol/failure';
import { failureCodeOf, type ProviderError } from './failure-code-of';
import { retryAfterOf } from './retry-after-of';

/**
 * Recognises what went wrong with a call: an error thrown by the provider package, or one that came inside the
 * stream (a plain object there). Nothing of it but a code and numbers is kept: upstream errors quote prompts.
 *
 * @param now ms since 1970, for a Retry-After that names a date.
 */
export function failureOf(error: unknown, now: number): Failure {
  if (error instanceof UpstreamError) return { code: 'bad-response' };
  if (LoadAPIKeyError.isInstance(error)) return { code: 'key-missing' };
  if (JSONParseError.isInstance(error)) return { code: 'bad-response' };
  if (TypeValidationError.isInstance(error)) return ofUnexpectedFrame(error, now);
  if (APICallError.isInstance(error)) return ofApiCall(error, now);
  if (isObject(error) && ('code' in error || 'metadata' in error || 'message' in error) && !(error instanceof Error)) {
    return ofProviderError(error, undefined, {}, now);
  }
  return isNetworkError(error) ? { code: 'connection-lost' } : { code: 'unknown' };
}

/** A frame that the package did not understand; OpenRouter's newer errors (without a code) come this way. */
function ofUnexpectedFrame(error: TypeValidationError, now: number): Failure {
  const frame: unknown = error.value;
  if (!isObject(frame) || !isObject(frame.error)) return { code: 'bad-response' };
  return ofProviderError(frame.error, undefined, {}, now);
}

function ofApiCall(error: APICallError, now: number): Failure {
  if (error.cause instanceof UpstreamError) return { code: 'bad-response' };
  // Success that could not be read to its end, or no status at all: the connection broke.
  if (error.statusCode === undefined || error.statusCode < 400) return { code: 'connection-lost' };
  const body = isObject(error.data) ? error.data : parseObject(error.responseBody);
  const provider = isObject(body?.error) ? body.error : {};
  return ofProviderError(provider, error.statusCode, error.responseHeaders ?? {}, now);
}

/** @param status of the response; undefined when the error came inside the stream, which has one of its own. */
function ofProviderError(
  error: Record<string, unknown>,
  status: number | undefined,
  headers: Record<string, string>,
  now: number,
): Failure {
  const read = readProviderError(error, status);
  const retryAfterMs = retryAfterOf(headers, error, now);
  return {
    code: failureCodeOf(read),
    ...(read.status === undefined ? {} : { status: read.status }),
    ...(retryAfterMs === null ? {} : { retryAfterMs }),
  };
}

function readProviderError(error: Record<string, unknown>, status: number | undefined): ProviderError {
  const metadata = isObject(error.metadata) ? error.metadata : {};
  const availability = isObject(error.availability) ? error.availability : {};
  const numeric = Number(error.code ?? error.http_status);
  const named = typeof error.code === 'string' && Number.isNaN(numeric) ? error.code : undefined;
  const type = firstText(metadata.error_type, error.error_type, error.type, named);
  const told = Number.isInteger(numeric) && numeric >= 400 && numeric <= 599 ? numeric : undefined;
  return {
    status: status ?? told ?? statusOfType(type ?? ''),
    type,
    availability: firstText(availability.code),
    moderated: 'reasons' in metadata || 'patterns' in metadata || 'flagged_input' in metadata,
    message: firstText(error.message) ?? '',
  };
}

/** The status that a type stands for when the error, inside a stream, has only the type. */
function statusOfType(type: string): number | undefined {
  if (type === 'rate_limit_exceeded') return 429;
  if (type === 'server' || type === 'server_error') return 500;
  if (type === 'timeout') return 504;
  return /^(provider|capacity)_/.test(type) ? 503 : undefined;
}

const NETWORK_CODES = /^(E[A-Z]+|UND_ERR_.*|ERR_STREAM_PREMATURE_CLOSE)$/;

function isNetworkError(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && typeof cause.code === 'string' && NETWORK_CODES.test(cause.code)) return true;
  }
  return false;
}

function parseObject(text: string | undefined): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function firstText(...values: unknown[]): string | undefined {
  return values.find((value): value is string => typeof value === 'string' && value !== '');
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
