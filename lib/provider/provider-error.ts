import { isObject, type JsonObject, readJson } from '../protocol/json';

/** The parts of an error, of OpenRouter or of a provider behind it, that tell what it is. None of it is kept. */
export interface ProviderError {
  /** HTTP status, or the number in an error inside a stream; undefined if there is neither. */
  status: number | undefined;
  /** OpenRouter's stable name, `error_type`. */
  errorType: string | undefined;
  /** Other words: `code`, `type`, `status`. */
  words: readonly string[];
  /** Sentences. */
  messages: readonly string[];
  /** The same of the provider behind OpenRouter, from `metadata.raw`. */
  passedOn: { words: readonly string[]; messages: readonly string[] };
  /** `availability.code`: why no endpoint serves the model. */
  availability: string | undefined;
  /** What excluded the endpoints: `availability.excluded_by` and `availability.constraint`, as text. */
  excludedBy: string;
  /** It contains moderation reasons, or patterns of a guardrail. */
  moderated: boolean;
}

/**
 * Finds the error in the body of a response: in `{ error }`, with fields beside it, as a text, in a list of errors, or the
 * body itself. `{}` when there is none.
 */
export function errorIn(body: unknown): JsonObject {
  if (typeof body === 'string') return body === '' ? {} : { message: body };
  if (Array.isArray(body)) return errorIn(body[0]);
  if (!isObject(body)) return {};
  const { error, errors, ...beside } = body;
  if (typeof error === 'string') return { ...beside, error, message: error };
  if (isObject(error)) return { ...beside, ...error };
  return Array.isArray(errors) ? { ...beside, ...errorIn(errors) } : beside;
}

/** @param status of the response; undefined for an error inside a stream or with a successful status. */
export function readProviderError(error: JsonObject, status?: number): ProviderError {
  const metadata = isObject(error.metadata) ? error.metadata : {};
  const availability = isObject(error.availability) ? error.availability : {};
  const own: Found = { words: [], messages: [] };
  const passedOn: Found = { words: [], messages: [] };
  collect(error, own, passedOn, 0);
  return {
    status: status ?? statusIn(error),
    errorType: firstText(metadata.error_type, error.error_type),
    words: own.words,
    messages: own.messages,
    passedOn,
    availability: firstText(availability.code),
    excludedBy: JSON.stringify([availability.excluded_by, availability.constraint]),
    moderated: 'reasons' in metadata || 'patterns' in metadata || 'flagged_input' in metadata,
  };
}

/** The deepest nesting that is read: errors of providers are nested in OpenRouter's, as objects or as JSON in a text. */
const DEEPEST = 5;
const LONGEST_LIST = 3;
/** How much of a message is searched, UTF-16 units: some quote a prompt of megabytes. */
const LONGEST_MESSAGE = 4000;

interface Found {
  words: string[];
  messages: string[];
}

/** @param passedOn receives what is under `raw`. */
function collect(value: unknown, found: Found, passedOn: Found, depth: number): void {
  if (depth > DEEPEST) return;
  if (typeof value === 'string') {
    const nested = /^\s*[[{]/.test(value) ? readJson(value) : undefined;
    if (nested !== undefined) collect(nested, found, passedOn, depth + 1);
    else if (value !== '') found.messages.push(value.slice(0, LONGEST_MESSAGE));
  } else if (Array.isArray(value)) {
    for (const item of value.slice(0, LONGEST_LIST)) collect(item, found, passedOn, depth + 1);
  } else if (isObject(value)) {
    found.words.push(...[value.code, value.type, value.status, value.provider_code, value.error_type].filter(isWord));
    for (const name of ['message', 'msg', 'detail', 'error', 'errors', 'metadata', 'raw']) {
      collect(value[name], name === 'raw' ? passedOn : found, passedOn, depth + 1);
    }
  }
}

function isWord(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 100 && Number.isNaN(Number(value));
}

/** Reads a number, also from the digits of a text. */
function statusIn({ code, http_status, status, status_code }: JsonObject): number | undefined {
  return [code, http_status, status, status_code]
    .filter((value) => typeof value === 'number' || typeof value === 'string')
    .map(Number)
    .find((value) => Number.isInteger(value) && value >= 400 && value <= 599);
}

function firstText(...values: unknown[]): string | undefined {
  return values.find((value): value is string => typeof value === 'string' && value !== '');
}
