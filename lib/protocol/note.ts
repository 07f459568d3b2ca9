import { z } from 'zod';

/** More of them in one lane say nothing to a reader. */
export const MOST_NOTES = 100;

/** Something that came beside the text of an answer. It counts in no figure. */
export const noteSchema = z.discriminatedUnion('kind', [
  /** A page that the answer cites. Never anything but a link of the web. */
  z.object({ kind: z.literal('source'), url: z.url({ protocol: /^https?$/ }), title: z.string() }),
  /** A picture, which itself is not kept. */
  z.object({ kind: z.literal('picture'), mediaType: z.string() }),
  /** A tool that the model asked for; nobody runs it. */
  z.object({ kind: z.literal('tool'), name: z.string() }),
]);

export type Note = z.infer<typeof noteSchema>;
