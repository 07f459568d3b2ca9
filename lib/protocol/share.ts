import * as z from 'zod/mini';
import { countedPollSchema, pollChangeSchema } from './poll';

const requestFields = {
  /** An earlier link, which is restored and shows what it showed. Absent: a link to what is selected now. */
  slug: z.optional(z.string('must be the slug of a link of this comparison')),
  /** Whether search engines may list the page. Absent: unchanged; false for a new link. */
  indexed: z.optional(z.boolean('must be true or false')),
  /** The author's ballots are on the page. Absent: as `indexed`. */
  withBallots: z.optional(z.boolean('must be true or false')),
  /** Null for no poll. Absent: unchanged; for a new link, a poll if the author may not know the names yet. */
  poll: z.optional(z.nullable(pollChangeSchema)),
};

/** The body of `POST /api/comparisons/{id}/share`. */
export const shareRequestSchema = z.strictObject(requestFields);

/** The body of `PATCH /api/comparisons/{id}/share`: what is absent stays. */
export const shareChangeSchema = z.strictObject({
  ...requestFields,
  slug: z.string('must be the slug of a link of this comparison'),
});

export type ShareChange = z.infer<typeof shareChangeSchema>;

export type ShareRequest = z.infer<typeof shareRequestSchema>;

/** A link to a comparison as its author sees it. */
export const shareLinkSchema = z.object({
  slug: z.string(),
  /** The address to share. */
  url: z.string(),
  createdAt: z.iso.datetime(),
  /** null while it works. */
  revokedAt: z.nullable(z.iso.datetime()),
  /** null unless the owner of the server has taken it down. */
  takenDownAt: z.nullable(z.iso.datetime()),
  indexed: z.boolean(),
  withBallots: z.boolean(),
  /** As it is now, with what its voters have chosen; null for a link that is no poll. */
  poll: z.nullable(countedPollSchema),
  /** How many turns it shows. */
  turns: z.int(),
  /** The link shows what is selected now, so sharing again returns it. */
  current: z.boolean(),
});

export type ShareLink = z.infer<typeof shareLinkSchema>;

/** The answer of `GET /api/comparisons/{id}/share`: every link, newest first. */
export const shareLinksSchema = z.object({ shares: z.array(shareLinkSchema) });
