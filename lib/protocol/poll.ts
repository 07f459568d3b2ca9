import * as z from 'zod/mini';
import { laneSchema } from './lane';

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
export const readersPollSchema = z.extend(pollSchema, {
  /** This reader has: the ballot of the record is theirs, not the author's. */
  voted: z.boolean(),
});

export type ReadersPoll = z.infer<typeof readersPollSchema>;

/** A part of all ballots with its 95 % interval, Wilson's. */
const proportionSchema = z.object({ p: z.number(), low: z.number(), high: z.number() });

export type Proportion = z.infer<typeof proportionSchema>;

/** What the voters of a poll have chosen, for its author. */
export const pollCountsSchema = z.object({
  ballots: z.int(),
  /** How many ballots name the lane among the best, by lane. */
  best: z.partialRecord(laneSchema, z.int()),
  equal: z.int(),
  bad: z.int(),
  /** The same as a part of all ballots; none before the first ballot. */
  chosen: z.partialRecord(laneSchema, proportionSchema),
});

export type PollCounts = z.infer<typeof pollCountsSchema>;
