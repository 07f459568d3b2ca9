import * as z from 'zod/mini';

/** In a request: what is absent stays, or is as in a new poll. */
export const pollChangeSchema = z.strictObject(
  {
    open: z.optional(z.boolean('must be true or false')),
    closesAt: z.optional(z.nullable(z.iso.datetime('must be a time such as 2026-12-01T12:00:00Z, or null for never'))),
    names: z.optional(z.enum(['voters', 'all'], 'must be voters, for each voter after their ballot, or all')),
  },
  'must be an object with open, closesAt or names, or null for no poll',
);

export type PollChange = z.infer<typeof pollChangeSchema>;

/** The body of `POST /api/comparisons/{id}/share`. */
export const shareRequestSchema = z.strictObject({
  /** An earlier link, which is restored and shows what it showed. Absent: a link to what is selected now. */
  slug: z.optional(z.string('must be the slug of a link of this comparison')),
  /** Whether search engines may list the page. Absent: unchanged; false for a new link. */
  indexed: z.optional(z.boolean('must be true or false')),
  /** The author's ballots are on the page. Absent: as `indexed`. */
  withBallots: z.optional(z.boolean('must be true or false')),
  /** Null for no poll. Absent: unchanged; for a new link, a poll if the author may not know the names yet. */
  poll: z.optional(z.nullable(pollChangeSchema)),
});

/** The body of `PATCH /api/comparisons/{id}/share`: what is absent stays. */
export const shareChangeSchema = z.extend(shareRequestSchema, {
  slug: z.string('must be the slug of a link of this comparison'),
});

export type ShareChange = z.infer<typeof shareChangeSchema>;

export type ShareRequest = z.infer<typeof shareRequestSchema>;
