import * as z from 'zod/mini';

/** The most notes of a lane. */
export const MOST_NOTES = 100;

/** Something besides the text of an answer. It counts in no figure. */
export const noteSchema = z.discriminatedUnion('kind', [
  /** A page that the answer cites; always an http or https address. */
  z.object({ kind: z.literal('source'), url: z.url({ protocol: /^https?$/ }), title: z.string() }),
  /** A picture; the picture itself is not stored. */
  z.object({ kind: z.literal('picture'), mediaType: z.string() }),
  /** A tool that the model called; it is not executed. */
  z.object({ kind: z.literal('tool'), name: z.string() }),
]);

export type Note = z.infer<typeof noteSchema>;
