import * as z from 'zod/mini';
import { laneSchema } from './lane';

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
