import { z } from 'zod';
import { laneRecordSchema } from './comparison';
import { laneSchema } from './lane';
import { wellFormed } from './text';

/** The longest title, UTF-16 units. */
export const LONGEST_TITLE = 200;

/** The longest search text, UTF-16 units. */
export const LONGEST_SEARCH = 200;

const TITLE = `must be a text of 1 to ${LONGEST_TITLE} characters, or null for none`;

/** The body of `PATCH /api/comparisons/{id}`. Absent fields stay unchanged. */
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
  /** The beginning of its first prompt, at most 200 characters. */
  opening: z.string(),
  turns: z.int(),
  lanes: z.array(laneRecordSchema.omit({ attempt: true, source: true, system: true })),
  createdAt: z.iso.datetime(),
  /** The time of its last run. */
  updatedAt: z.iso.datetime(),
});

export type ListedComparison = z.infer<typeof listedComparisonSchema>;

/** The answer of `GET /api/comparisons?search=…&before=…&limit=…`, newest first. */
export const historyPageSchema = z.object({
  comparisons: z.array(listedComparisonSchema),
  /** The cursor of the next page, for `before`; null on the last page. */
  next: z.string().nullable(),
  /** The server has no database: everything is lost when it restarts. */
  nothingKept: z.boolean().optional(),
});

export type HistoryPage = z.infer<typeof historyPageSchema>;
