import * as z from 'zod/mini';

/** The letters of a comparison's lanes, in the order in which they are assigned. */
export const LANE_LETTERS = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'] as const;

export const laneSchema = z.enum(LANE_LETTERS);

/** A lane's letter. It identifies the lane of an event; the model's name does not, since two lanes may have the same model. */
export type Lane = z.infer<typeof laneSchema>;

export const MAX_LANES = LANE_LETTERS.length;
