import type { FailureCode } from '@/lib/protocol/failure';

/** An error of OpenRouter's, before or inside the stream, in the parts that tell what it is. */
export interface ProviderError {
  status: number | undefined;
  /** `error_type`, OpenRouter's stable name. */
  type: string | undefined;
  /** `availability.code`, why no endpoint serves the model. */
  availability: string | undefined;
  /** It gives moderation reasons or a guardrail's patterns. */
  moderated: boolean;
  /** Looked at only where neither type nor status tells; never kept. */
  message: string;
}

/**
 * The table of failures. OpenRouter's `error_type` wins over the status.
 * Source: openrouter.ai/docs, "Errors and debugging".
 */
export function failureCodeOf({ status, type, availability, moderated, message }: ProviderError): FailureCode {
  const byType = type && codeOfType(type);
  if (byType) return byType;
  if (availability) return 'model-unavailable';
  const byMessage = (status === undefined || [400, 404, 413, 422].includes(status)) && codeOfMessage(message);
  if (byMessage) return byMessage;
  return codeOfStatus(status, moderated);
}

function codeOfType(type: string): FailureCode | null {
  switch (type) {
    case 'authentication':
    case 'invalid_api_key':
      return 'key-rejected';
    case 'payment_required':
    case 'insufficient_credits':
      return 'out-of-credit';
    case 'content_policy_violation':
    case 'refusal':
      return 'filtered';
    case 'rate_limit_exceeded':
      return 'rate-limited';
    case 'timeout':
      return 'timed-out';
    case 'context_length_exceeded':
    case 'max_tokens_exceeded':
    case 'token_limit_exceeded':
    case 'string_too_long':
    case 'payload_too_large':
      return 'context-too-long';
    case 'not_found':
    case 'server':
    case 'server_error':
      return 'model-unavailable';
    case 'invalid_request':
    case 'invalid_prompt':
    case 'unprocessable':
      return 'unknown';
    default:
      return codeOfTypeFamily(type);
  }
}

/** Types come in families and new ones are added to them. `permission_denied`, `unmapped`: the status tells more. */
function codeOfTypeFamily(type: string): FailureCode | null {
  if (/^(provider|capacity|model)_/.test(type)) return 'model-unavailable';
  if (/^(invalid|unsupported)_(image|file|audio|video|media|document|pdf|input)/.test(type)) return 'unsupported-input';
  return null;
}

/** Upstream providers put these into a plain 400 or 404. */
function codeOfMessage(message: string): FailureCode | null {
  if (/context (length|window)|maximum context|too many (input )?tokens|prompt is too long/i.test(message)) {
    return 'context-too-long';
  }
  if (/support (image|audio|video|file|pdf)s? input/i.test(message)) return 'unsupported-input';
  return null;
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
      return 'model-unavailable';
    case 408:
    case 504:
      return 'timed-out';
    case 413:
      return 'context-too-long';
    case 429:
      return 'rate-limited';
    default:
      if (status !== undefined && status >= 500) return 'model-unavailable';
      return moderated ? 'filtered' : 'unknown';
  }
}
