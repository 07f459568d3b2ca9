import * as z from 'zod/mini';
import { laneSchema } from './lane';

/** What a person says about the answers of a turn: some are best, all are equal, or all are bad. */
export const VERDICTS = ['best', 'equal', 'bad'] as const;

/** What one reader chose in one turn. */
export const ballotSchema = z.object({
  verdict: z.enum(VERDICTS),
  /** The chosen lanes, for `best`; else none. */
  best: z.array(laneSchema),
  /** The lanes that had an answer, each with the attempt that was judged. */
  judged: z.partialRecord(laneSchema, z.int()),
  /** The lanes among them whose answers name their maker: who chose may have known them. */
  telling: z.array(laneSchema),
  /** The names were hidden when it was cast. */
  blind: z.boolean(),
  castAt: z.iso.datetime(),
});

export type Ballot = z.infer<typeof ballotSchema>;
