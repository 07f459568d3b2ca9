import type { FailureCode } from '@/lib/protocol/failure';
import type { ProviderError } from './provider-error';

/**
 * The table of failures. OpenRouter's `error_type` wins over the status. A specific word wins over a vague one (`not_found`,
 * `provider_…`). Sentences are read only if the status is ambiguous. Errors of key and credit concern the reader's account
 * only if OpenRouter reports them; a provider's concern OpenRouter's account there.
 * Source: openrouter.ai/docs, "Errors and debugging"; error codes of providers, as OpenRouter passes them on.
 */
export function failureCodeOf(error: ProviderError): FailureCode {
  const { status, errorType, availability, excludedBy, moderated } = error;
  if (availability !== undefined && PRIVACY_WORDS.test(`${availability} ${excludedBy}`)) return 'privacy-restricted';
  return (
    codeOfWords(error) ??
    (moderated ? undefined : codeOfMessages(error)) ??
    (availability === undefined ? undefined : 'model-unavailable') ??
    (errorType === undefined || moderated ? undefined : kindOf(GENERAL, errorType)?.code) ??
    (isOpen(status) && wordsOf(error).some((word) => MODEL_WORDS.test(word)) ? 'model-unavailable' : undefined) ??
    codeOfStatus(status ?? statusOfWords(error), moderated)
  );
}

/** The status that an error without one stands for; it decides whether a retry may help. */
export function statusOfWords(error: ProviderError): number | undefined {
  return wordsOf(error).flatMap((word) => kindOf([...PARTICULAR, ...GENERAL], word)?.status ?? [])[0];
}

function codeOfWords({ status = 0, errorType, words, passedOn }: ProviderError): FailureCode | undefined {
  const codesOf = (all: readonly string[]) => all.flatMap((word) => kindOf(PARTICULAR, word)?.code ?? []);
  const isOfReader = status !== 429 && status < 500;
  return [
    ...codesOf(errorType === undefined ? [] : [errorType]),
    ...codesOf(words).filter((code) => isOfReader || !isOfAccount(code)),
    ...codesOf(passedOn.words).filter((code) => !isOfAccount(code)),
  ][0];
}

function isOfAccount(code: FailureCode): boolean {
  return code === 'key-rejected' || code === 'out-of-credit';
}

/** With this status the model may or may not exist. */
function isOpen(status: number | undefined): boolean {
  return status === undefined || status === 400 || status === 422;
}

const MODEL_WORDS = /^((no_such|unknown|invalid)_model|model_\w+)$/i;

interface Kind {
  /** Matches a word in snake case, without `_error` at its end. */
  words: RegExp;
  code: FailureCode;
  /** The status of an error that has none. */
  status?: number;
}

const PRIVACY_WORDS = /privacy|data_?(policy|collection|retention)|(^|[^a-z])zdr([^a-z]|$)/i;

/** The first match counts. */
const PARTICULAR: readonly Kind[] = [
  { code: 'privacy-restricted', words: PRIVACY_WORDS },
  { code: 'key-rejected', words: /^(authentication|unauthenticated|unauthorized|\w+_api_key)$/ },
  {
    code: 'out-of-credit',
    words: /^(payment_required|billing\w*|insufficient_\w*(credit|quota|balance|fund)s?|quota_exceeded)$/,
  },
  { code: 'filtered', words: /content_(policy|filter)|moderation|guardrail|refusal|safety|prohibited|flagged/ },
  { code: 'rate-limited', words: /rate_?limit|too_many_requests|resource_exhausted|throttl/, status: 429 },
  { code: 'timed-out', words: /time_?out|timed_out|deadline_exceeded/, status: 504 },
  {
    code: 'context-too-long',
    words: /^context_(length|window)|tokens?_(limit_)?exceeded|too_long|(payload|request)_too_large|above_max/,
  },
  {
    code: 'unsupported-input',
    words: /(^|_)(image|file|audio|video|media|document|pdf)(_|$)|^(invalid|unsupported)_input/,
  },
];

/** Vague words: another word, a sentence or the status wins over them. */
const GENERAL: readonly Kind[] = [
  {
    code: 'model-unavailable',
    words: /^(provider|capacity|server|internal)|overloaded|unavailable|^api$/,
    status: 503,
  },
  { code: 'model-unavailable', words: /^model_|not_found|no_endpoints/, status: 404 },
  { code: 'key-rejected', words: /^permission(_denied)?$/, status: 403 },
  { code: 'unknown', words: /^(invalid_(request|prompt)|unprocessable)$/ },
];

function wordsOf({ errorType, words, passedOn }: ProviderError): readonly string[] {
  return [...(errorType === undefined ? [] : [errorType]), ...words, ...passedOn.words];
}

function kindOf(kinds: readonly Kind[], word: string): Kind | undefined {
  const plain = word
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[\s.-]+/g, '_')
    .replace(/_error$/, '');
  return kinds.find(({ words }) => words.test(plain));
}

interface Sentence {
  code: FailureCode;
  /** The statuses with which a sentence tells more than the status; 0 means no status. */
  at: readonly number[];
  /** All of these match. Each is linear, since a sentence may quote a whole prompt. */
  says: readonly RegExp[];
}

const OPEN = [0, 400, 404, 413, 415, 422];
const PRIVACY = /data (polic|retention)|privacy (setting|polic)|settings\/privacy|guardrail restriction|\bZDR\b/i;
/** Words about privacy settings. A model's name may contain such a word. */
const USE_OF_DATA = /(prompt|model|data) (training|publication|collection)|train on/i;
const NO_ENDPOINTS = /\b(no|all) (allowed |available )?(endpoint|provider)s\b/i;

/** The first match counts. */
const SENTENCES: readonly Sentence[] = [
  { code: 'privacy-restricted', at: [0, 404], says: [PRIVACY] },
  { code: 'privacy-restricted', at: [400, 403, 422], says: [NO_ENDPOINTS, PRIVACY] },
  { code: 'privacy-restricted', at: [0, 400, 403, 404, 422], says: [NO_ENDPOINTS, USE_OF_DATA] },
  {
    code: 'filtered',
    at: [0, 400, 403],
    says: [/guardrail|moderation|flagged|prompt injection|content (policy|filter)/i],
  },
  { code: 'context-too-long', at: OPEN, says: [/context (length|window)|maximum context|too many (input )?tokens/i] },
  { code: 'context-too-long', at: OPEN, says: [/(prompt|input|request) (is )?too (long|large)/i] },
  { code: 'context-too-long', at: OPEN, says: [/exceed/i, /\btokens\b/i, /\b(prompt|input|context)\b/i] },
  { code: 'unsupported-input', at: OPEN, says: [/support(s|ed)? (input )?(image|audio|video|file|pdf|vision)/i] },
  { code: 'unsupported-input', at: OPEN, says: [/(image|audio|video|file|pdf)s?( input)? (is|are) not supported/i] },
  {
    code: 'key-rejected',
    at: [0, 400],
    says: [/api.?key (is )?(not valid|invalid|missing|expired)|invalid api.?key/i],
  },
  { code: 'out-of-credit', at: [0, 400], says: [/insufficient (credit|balance|fund)|credit balance|out of credit/i] },
  { code: 'rate-limited', at: [0], says: [/rate.?limit|too many requests/i] },
  { code: 'model-unavailable', at: [0, 400], says: [/not a valid model|overloaded|no (endpoint|provider)s/i] },
];

function codeOfMessages({ status = 0, messages, passedOn }: ProviderError): FailureCode | undefined {
  const open = SENTENCES.filter(({ at }) => at.includes(status));
  const codesOf = (all: readonly string[]) =>
    all.flatMap((message) => open.find(({ says }) => says.every((part) => part.test(message)))?.code ?? []);
  return [...codesOf(messages), ...codesOf(passedOn.messages).filter((code) => !isOfAccount(code))][0];
}

function codeOfStatus(status: number | undefined, moderated: boolean): FailureCode {
  switch (status) {
    case 401:
      return 'key-rejected';
    case 402:
      return 'out-of-credit';
    case 403:
      return moderated ? 'filtered' : 'key-rejected';
    case 404:
    case 410:
      return 'model-unavailable';
    case 408:
    case 504:
      return 'timed-out';
    case 413:
      return 'context-too-long';
    case 415:
      return 'unsupported-input';
    case 429:
      return 'rate-limited';
    default:
      if (status !== undefined && status >= 500) return 'model-unavailable';
      return moderated ? 'filtered' : 'unknown';
  }
}
