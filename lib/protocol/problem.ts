import * as z from 'zod/mini';

export const PROBLEM_CODES = [
  'malformed',
  'invalid',
  'unknown-model',
  'key-rejected',
  'password-required',
  'wrong-password',
  'forbidden-origin',
  'forbidden-host',
  'not-found',
  'method-not-allowed',
  'turn-under-way',
  'still-blind',
  'already-voted',
  'poll-closed',
  'cookie-needed',
  'not-saved-yet',
  'nothing-kept',
  'already-revealed',
  'revoked',
  'taken-down',
  'too-large',
  'not-json',
  'too-many-requests',
  'too-many-runs',
  'key-unchecked',
  'leaving',
  'database-away',
  'internal',
] as const;

/**
 * The body of a refused request, `application/problem+json` (RFC 9457). Nothing was created or started, unless the code
 * is `internal`: then the sentence says what is known.
 */
export const problemSchema = z.object({
  status: z.int(),
  code: z.enum(PROBLEM_CODES),
  /** A sentence for people, with the remedy. */
  detail: z.string(),
  /** For bad input: which field, and what is wrong with it. `path` is dotted: `lanes.0.settings.temperature`. */
  errors: z.optional(z.array(z.object({ path: z.string(), message: z.string() }))),
});

export type Problem = z.infer<typeof problemSchema>;
export type ProblemCode = Problem['code'];
