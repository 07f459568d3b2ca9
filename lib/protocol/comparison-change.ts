import * as z from 'zod/mini';
import { laneSchema } from './lane';
import { LONGEST_TITLE, wellFormed } from './text';

const TITLE = `must be a text of 1 to ${LONGEST_TITLE} characters, or null for none`;

const TURN = 'must be the number of a turn, from 1';
const ATTEMPT = 'must be the number of an attempt, from 1';

const letters = z
  .array(laneSchema)
  .check(z.refine((lanes) => new Set(lanes).size === lanes.length, 'names a lane twice'));

/** The body of `PATCH /api/comparisons/{id}`. Absent fields stay unchanged. */
export const comparisonChangeSchema = z
  .strictObject({
    title: z.optional(
      z.nullable(
        z
          .string(TITLE)
          .check(z.overwrite(wellFormed), z.trim(), z.minLength(1, TITLE), z.maxLength(LONGEST_TITLE, TITLE)),
      ),
    ),
    /** Undoes a deletion. */
    deleted: z.optional(z.literal(false, 'can only be false, which takes a deletion back; to delete, send DELETE')),
    starred: z.optional(z.boolean('must be true or false')),
    /** Shows who answers in a blind comparison. */
    revealed: z.optional(z.literal(true, 'can only be true: who has seen the names cannot forget them')),
    /** As in the record. */
    order: z.optional(letters),
    removed: z.optional(letters),
    /** Selects an attempt of a lane in a turn. */
    selected: z.optional(
      z.strictObject({
        turn: z.int(TURN).check(z.positive(TURN)),
        lane: laneSchema,
        attempt: z.int(ATTEMPT).check(z.positive(ATTEMPT)),
      }),
    ),
  })
  .check(
    z.refine(
      ({ deleted, ...changes }) =>
        deleted === undefined || Object.values(changes).every((change) => change === undefined),
      { path: ['deleted'], message: 'must stand alone: change the rest once the comparison is back' },
    ),
  );

export type ComparisonChange = z.infer<typeof comparisonChangeSchema>;
