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
  /** The names were hidden when it was cast. */
  blind: z.boolean(),
  castAt: z.iso.datetime(),
});

export type Ballot = z.infer<typeof ballotSchema>;

const ONE = 'give either best, a list of lanes, or verdict, which is equal or bad';

/** The body of `POST /api/comparisons/{id}/turns/{turn}/ballot`. */
export const ballotRequestSchema = z
  .strictObject({
    best: z.optional(
      z.array(laneSchema).check(
        z.minLength(1, 'must name at least one lane'),
        z.refine((lanes) => new Set(lanes).size === lanes.length, 'names a lane twice'),
      ),
    ),
    verdict: z.optional(z.enum(['equal', 'bad'], 'must be equal or bad; for the best answers give best')),
  })
  .check(
    z.superRefine(({ best, verdict }, context) => {
      if ((best === undefined) === (verdict === undefined)) {
        context.addIssue({ code: 'custom', path: [best ? 'verdict' : 'best'], message: ONE });
      }
    }),
  );

export type BallotRequest = z.infer<typeof ballotRequestSchema>;
