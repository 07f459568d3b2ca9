import * as z from 'zod/mini';
import { laneSchema } from './lane';

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
