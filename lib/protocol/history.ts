import { z } from 'zod';
import { laneRecordSchema } from './comparison';
import { laneSchema } from './lane';
import { wellFormed } from './well-formed';

/** The longest title that a comparison can be given, in UTF-16 units. */
export const LONGEST_TITLE = 200;

/** The longest text that the history is searched for, in UTF-16 units. */
export const LONGEST_SEARCH = 200;

const TITLE = `must be a text of 1 to ${LONGEST_TITLE} characters, or null for none`;

/** The body of `PATCH /api/comparisons/{id}`; what is absent stays as it is. */
export const comparisonChangeSchema = z
  .strictObject({
    title: z.string(TITLE).overwrite(wellFormed).trim().min(1, TITLE).max(LONGEST_TITLE, TITLE).nullable().optional(),
    /** Undoes a deletion. */
    deleted: z.literal(false, 'can only be false, which takes a deletion back; to delete, send DELETE').optional(),
    /** Selects an attempt of a lane in a turn. */
    selected: z
      .strictObject({
        turn: z.int('must be the number of a turn, from 1').positive('must be the number of a turn, from 1'),
        lane: laneSchema,
        attempt: z.int('must be the number of an attempt, from 1').positive('must be the number of an attempt, from 1'),
      })
      .optional(),
  })
  .refine(({ title, deleted, selected }) => deleted === undefined || (title === undefined && selected === undefined), {
    path: ['deleted'],
    message: 'must stand alone: change the rest once the comparison is back',
  });

export type ComparisonChange = z.infer<typeof comparisonChangeSchema>;

/** A comparison as the history lists it. */
const listedComparisonSchema = z.object({
  id: z.string(),
  title: z.string().nullable(),
  /** How its first prompt begins, at most 200 characters. */
  opening: z.string(),
  turns: z.int(),
  lanes: z.array(laneRecordSchema.omit({ attempt: true, source: true, system: true })),
  createdAt: z.iso.datetime(),
  /** When it was last asked something. */
  updatedAt: z.iso.datetime(),
});

export type ListedComparison = z.infer<typeof listedComparisonSchema>;

/** The answer of `GET /api/comparisons?search=…&before=…&limit=…`, made last first. */
export const historyPageSchema = z.object({
  comparisons: z.array(listedComparisonSchema),
  /** What `before` must be for the next page; null when this is the last. */
  next: z.string().nullable(),
  /** The server has no database: all of this is lost when it restarts. */
  nothingKept: z.boolean().optional(),
});

export type HistoryPage = z.infer<typeof historyPageSchema>;
