import * as z from 'zod/mini';

export const FAILURE_CODES = [
  'key-missing',
  'key-rejected',
  'out-of-credit',
  'budget-reached',
  'privacy-restricted',
  'filtered',
  'model-unavailable',
  'timed-out',
  'stalled',
  'rate-limited',
  'context-too-long',
  'unsupported-input',
  'bad-response',
  'connection-lost',
  'interrupted',
  'unknown',
] as const;

export type FailureCode = (typeof FAILURE_CODES)[number];

/** Why a lane has no answer, as data. The pane chooses the words. It never contains text of an upstream server or a stack trace. */
export const failureSchema = z.object({
  code: z.enum(FAILURE_CODES),
  /** HTTP status of the provider's response, or of its error inside the stream. */
  status: z.optional(z.int()),
  /** The provider's Retry-After, ms from the failure. */
  retryAfterMs: z.optional(z.int().check(z.nonnegative())),
  /** The number of tries, if more than one. */
  tries: z.optional(z.int().check(z.positive())),
  /** Of `budget-reached`: which limit. `unknown`: the server could not look, so it spent nothing. */
  limit: z.optional(z.enum(['server-day', 'visitor-day', 'run', 'unknown'])),
  /** Of `budget-reached`: when the limit begins again, ISO 8601. */
  resetsAt: z.optional(z.iso.datetime()),
});

export type Failure = z.infer<typeof failureSchema>;
