import { z } from 'zod';

/** The seats of a comparison, in the order in which they are handed out. */
export const LANE_LETTERS = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'] as const;

export const laneSchema = z.enum(LANE_LETTERS);

/** A lane's letter. It, never the model's name, says whose an event is: one model may sit in two lanes. */
export type Lane = z.infer<typeof laneSchema>;

export const MAX_LANES = LANE_LETTERS.length;
