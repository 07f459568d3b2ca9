import type { Failure, FailureCode } from '@/lib/protocol/failure';
import type { Script, WireError } from './script';
import { failsBefore, failsMidway } from './scripts';

export interface FailureRow {
  name: string;
  /** Made again for each call: some hold megabytes. */
  script(): Script;
  /** Compare with `toMatchObject`: a field that is absent is left open. */
  expected: Pick<Failure, 'code' | 'status' | 'retryAfterMs'>;
  /** The text that stays with the failure; absent where the last of it may get lost on the way. */
  text?: string;
  /** How often the engine asks in all, when it tries again by itself. */
  asked: 1 | 3;
}

interface BeforeOptions {
  asked?: 1 | 3;
  headers?: Record<string, string>;
  retryAfterMs?: number;
}

/** An error with a status, before the stream. */
export function before(
  name: string,
  status: number,
  error: Partial<WireError>,
  code: FailureCode,
  { asked = 1, headers, retryAfterMs }: BeforeOptions = {},
): FailureRow {
  return {
    name,
    script: () => failsBefore(status, error, headers),
    expected: { code, status, ...(retryAfterMs !== undefined && { retryAfterMs }) },
    text: '',
    asked,
  };
}

/** The same with OpenRouter's `error_type`. */
export function typed(errorType: string, status: number, code: FailureCode, asked: 1 | 3 = 1): FailureRow {
  const metadata = { error_type: errorType, provider_code: 'upstream_code' };
  return before(`${status} ${errorType}`, status, { message: 'Provider returned error', metadata }, code, { asked });
}

/** An error chunk that is the first thing in the stream. */
export function first(what: string, error: WireError, code: FailureCode, asked: 1 | 3): FailureRow {
  const row = inStream(`first in the stream: ${what}`, [], error, code);
  return { ...row, text: '', asked };
}

/** An error chunk after some text. */
export function midway(what: string, error: WireError, code: FailureCode): FailureRow {
  const row = inStream(`in mid-stream: ${what}`, ['Half an', ' answer'], error, code);
  return { ...row, text: 'Half an answer', asked: 1 };
}

function inStream(name: string, pieces: string[], error: WireError, code: FailureCode) {
  const status = typeof error.code === 'number' && !error.metadata ? { status: error.code } : {};
  return { name, script: () => failsMidway(pieces, error), expected: { code, ...status } };
}

/** An answer that is none. */
export function badResponse(name: string, text: string | undefined, script: () => Script): FailureRow {
  return { name, script, expected: { code: 'bad-response' }, ...(text !== undefined && { text }), asked: 1 };
}

/** A connection that went away. */
export function lost(name: string, script: () => Script, text: string | undefined, asked: 1 | 3): FailureRow {
  return { name, script, expected: { code: 'connection-lost' }, ...(text !== undefined && { text }), asked };
}
