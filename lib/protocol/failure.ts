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

/**
 * Why a lane has no answer, as data. The pane chooses the words; no text of an upstream server and no stack
 * trace ever stands here.
 */
export const failureSchema = z.object({
  code: z.enum(FAILURE_CODES),
  /** HTTP status of the provider, or the one that its error inside the stream stands for. */
  status: z.int().optional(),
  /** What the provider's Retry-After asked for, in ms from the failure. */
  retryAfterMs: z.int().nonnegative().optional(),
  /** How often the attempt was tried, when more than once. */
  tries: z.int().positive().optional(),
});

export type Failure = z.infer<typeof failureSchema>;
