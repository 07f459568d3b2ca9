import type { FailureCode } from '@/lib/protocol/failure';

export interface ErrorShape {
  name: string;
  /** Of the response, when it comes before the stream. */
  status: number;
  /** What stands under `error`, with all that is needed to tell what it is where there is no status. */
  error: unknown;
  code: FailureCode;
  /** How often the engine asks in all, when nothing has come before. */
  asked: 1 | 3;
}

function shape(name: string, status: number, error: unknown, code: FailureCode, asked: 1 | 3 = 1): ErrorShape {
  return { name, status, error, code, asked };
}

/** OpenRouter's envelope around what a provider said, as an object or as JSON in a text. */
function passedOn(status: number, raw: unknown) {
  return { code: status, message: 'Provider returned error', metadata: { raw, provider_name: 'Some' } };
}

/** Errors in the shapes in which OpenRouter and the providers behind it are known to write them. */
export const ERROR_SHAPES: ErrorShape[] = [
  // Privacy settings.
  ...[
    'No endpoints found matching your data policy (Free model publication). Configure: https://openrouter.ai/settings/privacy',
    'No endpoints found matching your data policy (Paid model training).',
    'No endpoints available matching your guardrail restrictions and data policy. Configure: https://openrouter.ai/settings/privacy',
    'No endpoints found that support zero data retention (ZDR) for vendor/model.',
    'No endpoints found for vendor/model with ZDR enabled.',
    'All providers are excluded by your privacy settings.',
    'No endpoints found that do not train on your data.',
  ].map((message) => shape(message.slice(0, 80), 404, { code: 404, message }, 'privacy-restricted')),
  shape(
    'a data policy beside the type not_found',
    404,
    {
      code: 404,
      message: 'No endpoints found matching your data policy.',
      metadata: { error_type: 'not_found' },
    },
    'privacy-restricted',
  ),
  shape(
    'a data policy under 403',
    403,
    { code: 403, message: 'No endpoints available matching your guardrail restrictions and data policy' },
    'privacy-restricted',
  ),
  shape(
    'availability: privacy restricted',
    404,
    {
      message: 'vendor/model cannot be used.',
      error_type: 'not_found',
      http_status: 404,
      availability: { code: 'privacy_restricted', retryable: false, fallback_models: ['vendor/other'] },
    },
    'privacy-restricted',
  ),
  shape(
    'availability: ruled out by a data policy',
    404,
    {
      message: 'vendor/model cannot be used.',
      http_status: 404,
      availability: { code: 'constraint_filtered', excluded_by: ['data_policy'], constraint: { zdr: true } },
    },
    'privacy-restricted',
  ),
  shape(
    'the type of a privacy restriction',
    404,
    { code: 404, message: 'Refused', metadata: { error_type: 'privacy_restricted' } },
    'privacy-restricted',
  ),

  // Availability without a code.
  ...[
    'model_not_found',
    'wrong_endpoint',
    'no_endpoints',
    'model_deprecated',
    'region_restricted',
    'free_variant_ended',
    'something_new',
  ].map((code) =>
    shape(
      `availability: ${code}`,
      404,
      { message: 'vendor/model cannot be used.', http_status: 404, availability: { code, retryable: false } },
      'model-unavailable',
    ),
  ),
  shape(
    'availability: temporarily unavailable',
    503,
    { error_type: 'provider_unavailable', http_status: 503, availability: { code: 'temporarily_unavailable' } },
    'model-unavailable',
    3,
  ),

  // Types, words and numbers.
  shape('a code in digits', 429, { code: '429', message: 'Slow down' }, 'rate-limited', 3),
  shape('a code that is a word', 429, { code: 'rate_limit_exceeded', message: 'Slow down' }, 'rate-limited', 3),
  shape('a type and no message', 400, { code: 400, metadata: { error_type: 'string_too_long' } }, 'context-too-long'),
  shape('a type alone', 402, { error_type: 'payment_required' }, 'out-of-credit'),
  shape('a message alone', 400, { message: 'The prompt is too long' }, 'context-too-long'),
  shape('a code of null', 400, { code: null, message: 'This model does not support image input' }, 'unsupported-input'),
  shape('a text', 429, 'Rate limit exceeded', 'rate-limited', 3),
  shape('a text in capitals', 400, 'MAXIMUM CONTEXT LENGTH', 'context-too-long'),
  shape('a text that means nothing to us', 400, 'No.', 'unknown'),
  shape('a status under another name', 402, { http_status: 402, message: 'Insufficient credits' }, 'out-of-credit'),
  shape(
    'OpenAI’s own words',
    400,
    { message: 'Too long.', type: 'invalid_request_error', param: 'messages', code: 'context_length_exceeded' },
    'context-too-long',
  ),
  shape(
    'OpenAI’s quota',
    429,
    { message: 'Quota.', code: 'insufficient_quota', type: 'insufficient_quota', http_status: 429 },
    'rate-limited',
    3,
  ),
  shape('a quota, under 402', 402, { message: 'Quota.', code: 'insufficient_quota' }, 'out-of-credit'),
  ...['model_not_found', 'unknown_model', 'invalid_model'].map((code) =>
    shape(`${code}, under 400`, 400, { message: 'No.', type: 'invalid_request_error', code }, 'model-unavailable'),
  ),
  shape('Anthropic’s own words', 529, { type: 'overloaded_error', message: 'Overloaded' }, 'model-unavailable', 3),
  shape('Google’s own words', 429, { code: 429, message: 'Quota', status: 'RESOURCE_EXHAUSTED' }, 'rate-limited', 3),
  shape('vLLM’s own words', 404, { message: 'No such model', type: 'NotFoundError', code: 404 }, 'model-unavailable'),

  // What a provider said, nested.
  shape(
    'a provider’s body as JSON in a text',
    400,
    passedOn(400, '{"error":{"message":"Too long","type":"invalid_request_error","code":"context_length_exceeded"}}'),
    'context-too-long',
  ),
  shape(
    'a provider’s body as an object',
    400,
    passedOn(400, { error: { message: "This model's maximum context length is 8192 tokens." } }),
    'context-too-long',
  ),
  shape(
    'a provider’s body as a list',
    400,
    passedOn(400, [{ error: { code: 400, status: 'INVALID_IMAGE' } }]),
    'unsupported-input',
  ),
  shape(
    'a provider that refuses OpenRouter’s key, with a type',
    502,
    {
      code: 502,
      message: 'Provider returned error',
      metadata: { error_type: 'provider_unavailable', raw: '{"error":{"type":"authentication_error"}}' },
    },
    'model-unavailable',
    3,
  ),
  shape(
    'a provider that refuses OpenRouter’s key',
    502,
    passedOn(502, '{"error":{"type":"authentication_error"}}'),
    'model-unavailable',
    3,
  ),
  shape(
    'OpenRouter’s bill at a provider',
    503,
    passedOn(503, { error: { type: 'billing_error' } }),
    'model-unavailable',
    3,
  ),
  shape(
    'OpenRouter’s quota at a provider',
    429,
    passedOn(429, '{"error":{"code":"insufficient_quota"}}'),
    'rate-limited',
    3,
  ),
  shape(
    'OpenRouter’s key at a provider, under 400',
    400,
    passedOn(400, { error: { message: 'API key not valid', status: 'UNAUTHENTICATED' } }),
    'unknown',
  ),
  shape('a provider’s text', 400, passedOn(400, 'prompt is too long: 210000 tokens'), 'context-too-long'),
  shape('a provider’s broken JSON', 400, passedOn(400, '{"error":{"mess'), 'unknown'),
  shape('a provider’s filter', 400, passedOn(400, '{"error":{"code":"content_filter","message":"No"}}'), 'filtered'),
  shape(
    'a provider’s error in the message',
    400,
    { code: 400, message: '{"detail":"Input is too long for the requested model."}' },
    'context-too-long',
  ),
  shape('nothing within', 400, passedOn(400, null), 'unknown'),

  // Moderation and guardrails.
  shape('a guardrail in words', 403, { code: 403, message: 'Request blocked by guardrail' }, 'filtered'),
  shape(
    'moderation reasons that mention privacy',
    403,
    {
      code: 403,
      message: 'Flagged: our privacy policy',
      metadata: { reasons: ['privacy'], flagged_input: 'a data policy' },
    },
    'filtered',
  ),
  shape('a filter by its type', 400, { code: 400, message: 'No', metadata: { error_type: 'refusal' } }, 'filtered'),

  shape(
    'a model whose name sounds like a setting',
    404,
    { code: 404, message: 'The model training-7b does not exist' },
    'model-unavailable',
  ),

  // Others that a status alone would get wrong.
  shape(
    'a model that does not exist, under 400',
    400,
    { code: 400, message: 'a/b is not a valid model ID' },
    'model-unavailable',
  ),
  shape(
    'a file that the model cannot take',
    404,
    { code: 404, message: 'No endpoints found that support input audio' },
    'unsupported-input',
  ),
  shape('a media type', 415, { code: 415, message: 'Unsupported' }, 'unsupported-input'),
  shape('a model that is gone', 410, { code: 410, message: 'Gone' }, 'model-unavailable'),
  shape(
    'a key, under 400',
    400,
    { code: 400, message: 'API key not valid. Please pass a valid API key.' },
    'key-rejected',
  ),
];
