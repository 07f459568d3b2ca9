import * as z from 'zod/mini';

/** A link by which readers vote without knowing the names. */
export const pollSchema = z.object({
  /** It takes ballots, unless `closesAt` has passed or everybody knows the names. */
  open: z.boolean(),
  /** When it closes by itself; null for never. */
  closesAt: z.nullable(z.iso.datetime()),
  /** Who learns the names: each voter after their ballot, or every reader. */
  names: z.enum(['voters', 'all']),
});

export type Poll = z.infer<typeof pollSchema>;

/** A poll for a reader of its link. */
export const readersPollSchema = z.object({
  ...pollSchema.shape,
  /** This reader has: the ballot of the record is theirs, not the author's. */
  voted: z.boolean(),
});

export type ReadersPoll = z.infer<typeof readersPollSchema>;
