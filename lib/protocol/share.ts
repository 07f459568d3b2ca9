import { z } from 'zod';

/** The body of `POST /api/comparisons/{id}/share`. */
export const shareRequestSchema = z.strictObject({
  /** A link that was made before: it works again, and shows what it showed. Absent: a link to what is on view now. */
  slug: z.string('must be the slug of a link of this comparison').optional(),
  /** Whether search engines may list the page. Absent: as it was, no for a new link. */
  indexed: z.boolean('must be true or false').optional(),
});

export type ShareRequest = z.infer<typeof shareRequestSchema>;

/** A link to a comparison as its author sees it. */
export const shareLinkSchema = z.object({
  slug: z.string(),
  /** What to send to a colleague. */
  url: z.string(),
  createdAt: z.iso.datetime(),
  /** null while it works. */
  revokedAt: z.iso.datetime().nullable(),
  indexed: z.boolean(),
  /** How many turns it shows. */
  turns: z.int(),
  /** It shows what is on view now; sharing again gives this one. */
  current: z.boolean(),
});

export type ShareLink = z.infer<typeof shareLinkSchema>;

/** The answer of `GET /api/comparisons/{id}/share`: every link, made last first. */
export const shareLinksSchema = z.object({ shares: z.array(shareLinkSchema) });
