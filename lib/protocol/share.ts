import * as z from 'zod/mini';
import { pollSchema } from './poll';
import { pollCountsSchema } from './poll-counts';

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
  poll: z.nullable(z.extend(pollSchema, pollCountsSchema.shape)),
  /** How many turns it shows. */
  turns: z.int(),
  /** The link shows what is selected now, so sharing again returns it. */
  current: z.boolean(),
});

export type ShareLink = z.infer<typeof shareLinkSchema>;

/** The answer of `GET /api/comparisons/{id}/share`: every link, newest first. */
export const shareLinksSchema = z.object({ shares: z.array(shareLinkSchema) });
