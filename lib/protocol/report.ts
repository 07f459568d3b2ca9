import * as z from 'zod/mini';

/** The longest reason of a report, UTF-16 units. */
export const LONGEST_REASON = 2000;

/** The body of `POST /s/{slug}/report`. */
export const reportRequestSchema = z.strictObject({
  /** Why the owner of the server should look at the page. */
  reason: z
    .string('must be a text')
    .check(
      z.trim(),
      z.minLength(1, 'must not be empty'),
      z.maxLength(LONGEST_REASON, `must be at most ${LONGEST_REASON} characters long`),
    ),
});

export type ReportRequest = z.infer<typeof reportRequestSchema>;
