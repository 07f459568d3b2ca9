import { z } from 'zod';

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
  status: z.int().optional(),
  /** The provider's Retry-After, ms from the failure. */
  retryAfterMs: z.int().nonnegative().optional(),
  /** The number of tries, if more than one. */
  tries: z.int().positive().optional(),
  /** Of `budget-reached`: which limit. `unknown`: the server could not look, so it spent nothing. */
  limit: z.enum(['server-day', 'visitor-day', 'run', 'unknown']).optional(),
  /** Of `budget-reached`: when the limit begins again, ISO 8601. */
  resetsAt: z.iso.datetime().optional(),
});

export type Failure = z.infer<typeof failureSchema>;
