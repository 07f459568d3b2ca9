import * as z from 'zod/mini';
import { laneRecordSchema } from './comparison';

/** What stands around a word in an answer, in one line. */
const excerptSchema = z.object({ before: z.string(), word: z.string(), after: z.string() });

export type Excerpt = z.infer<typeof excerptSchema>;

/** A comparison as the history lists it. */
const listedComparisonSchema = z.object({
  id: z.string(),
  title: z.nullable(z.string()),
  /** The beginning of its first prompt, at most 200 characters. */
  opening: z.string(),
  turns: z.int(),
  starred: z.boolean(),
  /** How many attempts have failed, and what all answers have cost as far as is known, USD; both a little late. */
  failed: z.int(),
  costUsd: z.nullable(z.number()),
  lanes: z.array(z.omit(laneRecordSchema, { attempt: true, source: true, system: true })),
  createdAt: z.iso.datetime(),
  /** The time of its last run. */
  updatedAt: z.iso.datetime(),
  /** Of one that a search has found by a word of an answer. */
  excerpt: z.optional(excerptSchema),
});

export type ListedComparison = z.infer<typeof listedComparisonSchema>;

/** The answer of `GET /api/comparisons?search=…&before=…&limit=…`, newest first. */
export const historyPageSchema = z.object({
  comparisons: z.array(listedComparisonSchema),
  /**
   * The cursor of the next page, for `before`; null on the last page. A search that takes long ends with what it has found,
   * maybe nothing: then the next page goes on.
   */
  next: z.nullable(z.string()),
  /** The server has no database: everything is lost when it restarts. */
  nothingKept: z.optional(z.boolean()),
});

export type HistoryPage = z.infer<typeof historyPageSchema>;
