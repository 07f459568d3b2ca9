import { badResponse, before, type FailureRow, first, lost, midway, typed } from './failure-rows';
import { answers, breaksOff, comments, failsMidway, finishes, says, thinks, waits } from './scripts';

/**
 * Every way in which OpenRouter is known to fail, with what the lane's failure must then be. Silence is not here, since
 * a clock decides it: script `hangs()` for that. Shapes: OR-docs, api_reference/errors-and-debugging.mdx.
 */
export const FAILURES: FailureRow[] = [
  // By status alone, before the stream.
  before('401', 401, {}, 'key-rejected'),
  before('402', 402, { message: 'Insufficient credits' }, 'out-of-credit'),
  before('403 without more', 403, { message: 'Key limit exceeded' }, 'key-rejected'),
  before('404, no endpoints', 404, { message: 'No endpoints found for vendor/model.' }, 'model-unavailable'),
  before('400 without more', 400, { message: 'temperature: out of range' }, 'unknown'),
  before('422', 422, {}, 'unknown'),
  before('408', 408, {}, 'timed-out', { asked: 3 }),
  before('504', 504, {}, 'timed-out', { asked: 3 }),
  before('500', 500, { message: 'Internal Server Error' }, 'model-unavailable', { asked: 3 }),
  before('502', 502, { message: 'Provider returned error' }, 'model-unavailable', { asked: 3 }),
  before('503', 503, {}, 'model-unavailable', { asked: 3 }),
  before('529', 529, { message: 'Provider returned error' }, 'model-unavailable', { asked: 3 }),
  before('429', 429, {}, 'rate-limited', { asked: 3 }),
  before('429 that says wait 20 s', 429, {}, 'rate-limited', {
    headers: { 'retry-after': '20' },
    retryAfterMs: 20_000,
  }),
  before('503 that says wait 60 s', 503, {}, 'model-unavailable', {
    headers: { 'retry-after': '60' },
    retryAfterMs: 60_000,
  }),
  {
    name: '502 with a page of HTML from a proxy',
    script: () => [{ type: 'answer', status: 502, body: '<html><h1>502 Bad Gateway</h1></html>' }],
    expected: { code: 'model-unavailable', status: 502 },
    text: '',
    asked: 3,
  },

  // By what the error says besides its status.
  before(
    '403 of a moderation',
    403,
    {
      message: 'Input was flagged',
      metadata: {
        reasons: ['violence'],
        flagged_input: 'how to …',
        provider_name: 'OpenAI',
        model_slug: 'vendor/model',
      },
    },
    'filtered',
  ),
  before(
    '403 of a guardrail',
    403,
    {
      message: 'Request blocked: prompt injection patterns detected',
      metadata: { patterns: ['ignore all previous instructions'] },
    },
    'filtered',
  ),
  typed('context_length_exceeded', 400, 'context-too-long'),
  typed('token_limit_exceeded', 400, 'context-too-long'),
  typed('string_too_long', 400, 'context-too-long'),
  typed('content_policy_violation', 400, 'filtered'),
  typed('invalid_image', 400, 'unsupported-input'),
  typed('unsupported_image_format', 400, 'unsupported-input'),
  typed('authentication', 401, 'key-rejected'),
  typed('payment_required', 402, 'out-of-credit'),
  typed('permission_denied', 403, 'key-rejected'),
  typed('not_found', 404, 'model-unavailable'),
  typed('rate_limit_exceeded', 429, 'rate-limited', 3),
  typed('server', 500, 'model-unavailable', 3),
  typed('provider_unavailable', 502, 'model-unavailable', 3),
  typed('provider_overloaded', 503, 'model-unavailable', 3),
  typed('timeout', 504, 'timed-out', 3),
  // A status that says something else: error_type wins. Which of them decides about a further try is left open.
  typed('context_length_exceeded', 413, 'context-too-long'),
  typed('payment_required', 403, 'out-of-credit'),
  typed('content_policy_violation', 403, 'filtered'),
  {
    name: 'availability without a code',
    script: () => [
      {
        type: 'answer',
        status: 404,
        body: {
          error: {
            message: 'No endpoints are available for vendor/model.',
            error_type: 'not_found',
            http_status: 404,
            availability: { code: 'no_endpoints', retryable: false, fallback_models: ['vendor/other'] },
          },
        },
      },
    ],
    expected: { code: 'model-unavailable', status: 404 },
    text: '',
    asked: 1,
  },
  {
    name: 'availability: capacity exhausted',
    script: () => [
      {
        type: 'answer',
        status: 503,
        headers: { 'retry-after': '30' },
        body: {
          error: {
            message: 'vendor/model is at capacity.',
            http_status: 503,
            availability: { code: 'capacity_exhausted', retryable: true, retry_after: 30 },
          },
        },
      },
    ],
    expected: { code: 'model-unavailable', status: 503, retryAfterMs: 30_000 },
    text: '',
    asked: 1,
  },

  // Inside the stream, before any text: read like one before it.
  first('429', { code: 429, message: 'Rate limit exceeded' }, 'rate-limited', 3),
  first('401', { code: 401, message: 'Invalid credentials' }, 'key-rejected', 1),
  first(
    'a word for a code',
    {
      code: 'server_error',
      message: 'Provider disconnected unexpectedly',
      metadata: { error_type: 'provider_unavailable' },
    },
    'model-unavailable',
    3,
  ),
  {
    name: 'an error after processing comments',
    script: () => [...comments(2), ...failsMidway([], { code: 502, message: 'Provider returned error' })],
    expected: { code: 'model-unavailable', status: 502 },
    text: '',
    asked: 3,
  },

  // Inside the stream, after some text, which stays.
  midway('502', { code: 502, message: 'Provider disconnected' }, 'model-unavailable'),
  midway('429 in digits of a string', { code: '429', message: 'Rate limit exceeded' }, 'rate-limited'),
  midway(
    'a word for a code, and its type',
    { code: 'server_error', message: 'Something', metadata: { error_type: 'rate_limit_exceeded' } },
    'rate-limited',
  ),
  midway(
    'a word for a code',
    { code: 'server_error', message: 'Provider disconnected unexpectedly' },
    'model-unavailable',
  ),
  midway(
    'a type that outweighs the code',
    { code: 502, message: 'Too long', metadata: { error_type: 'context_length_exceeded' } },
    'context-too-long',
  ),
  midway(
    'an output filter',
    { code: 403, message: 'Output was flagged', metadata: { error_type: 'content_policy_violation' } },
    'filtered',
  ),
  {
    name: 'an error after reasoning only',
    script: () => [...thinks('Let me see'), ...failsMidway([], { code: 502, message: 'Provider disconnected' })],
    expected: { code: 'model-unavailable', status: 502 },
    text: '',
    asked: 1,
  },
  {
    name: 'finish_reason error without an error object',
    script: () => [...says('Half an', ' answer'), finishes('error', null)],
    expected: { code: 'unknown' },
    text: 'Half an answer',
    asked: 1,
  },
  {
    name: 'a content filter before any text',
    script: () => [finishes('content_filter')],
    expected: { code: 'filtered' },
    text: '',
    asked: 1,
  },

  // Answers that are none.
  badResponse('200 with JSON', '', () => [
    {
      type: 'answer',
      status: 200,
      body: { id: 'gen-1', choices: [{ message: { role: 'assistant', content: 'Whole' }, finish_reason: 'stop' }] },
    },
  ]),
  badResponse('200 with HTML', '', () => [{ type: 'answer', status: 200, body: '<html><h1>Sign in</h1></html>' }]),
  badResponse('a stream that calls itself HTML', undefined, () => [
    { type: 'open', headers: { 'content-type': 'text/html' } },
    ...answers('Hello'),
  ]),
  badResponse('an empty answer without usage', '', () => [finishes('stop', null)]),
  badResponse('a frame that is not JSON', 'Half an answer', () => [
    ...says('Half an'),
    { type: 'raw', bytes: 'data: {"choices":[{"delta"\n\n' },
    ...answers(' answer'),
  ]),
  badResponse('a frame over 4 MB', undefined, () => [
    ...says('Half an'),
    ...says('x'.repeat(4 * 1024 * 1024 + 1)),
    finishes(),
  ]),

  // Connections.
  lost('a reset before the headers', () => breaksOff([], 'reset'), '', 3),
  lost('a close before the headers', () => breaksOff([], 'close'), '', 3),
  lost('a close after the headers', () => [{ type: 'open' }, waits(20), ...breaksOff()], '', 3),
  lost('a close in mid-stream', () => [...says('Half an', ' answer'), waits(20), ...breaksOff()], 'Half an answer', 1),
  lost(
    'a reset in mid-stream',
    () => [...says('Half an', ' answer'), waits(20), ...breaksOff([], 'reset')],
    undefined,
    1,
  ),
  lost(
    'a close inside a frame',
    () => [...says('Half an'), { type: 'raw', bytes: 'data: {"cho' }, waits(20), ...breaksOff()],
    'Half an',
    1,
  ),
  lost('an end without a finish', () => [...says('Half an', ' answer'), { type: 'end' }], 'Half an answer', 1),
  lost('an end without anything', () => [{ type: 'open' }, { type: 'end' }], '', 3),
];
