import * as z from 'zod/mini';
import { laneSchema } from './lane';

const open = z.boolean('must be true or false');
const closesAt = z.nullable(z.iso.datetime('must be a time such as 2026-12-01T12:00:00Z, or null for never'));
const names = z.enum(['voters', 'all'], 'must be voters, for each voter after their ballot, or all');

/** A link by which readers vote without knowing the names. */
const pollFields = {
  /** It takes ballots, unless `closesAt` has passed or everybody knows the names. */
  open,
  /** When it closes by itself; null for never. */
  closesAt,
  /** Who learns the names: each voter after their ballot, or every reader. */
  names,
};

export const pollSchema = z.object(pollFields);

export type Poll = z.infer<typeof pollSchema>;

/** In a request: what is absent stays, or is as in a new poll. */
export const pollChangeSchema = z.strictObject(
  { open: z.optional(open), closesAt: z.optional(closesAt), names: z.optional(names) },
  'must be an object with open, closesAt or names, or null for no poll',
);

export type PollChange = z.infer<typeof pollChangeSchema>;

/** A part of all ballots with its 95 % interval, Wilson's. */
const proportionSchema = z.object({ p: z.number(), low: z.number(), high: z.number() });

export type Proportion = z.infer<typeof proportionSchema>;

/** What the voters of a poll have chosen, for its author. */
const countFields = {
  ballots: z.int(),
  /** How many ballots name the lane among the best, by lane. */
  best: z.partialRecord(laneSchema, z.int()),
  equal: z.int(),
  bad: z.int(),
  /** The same as a part of all ballots; none before the first ballot. */
  chosen: z.partialRecord(laneSchema, proportionSchema),
};

const pollCountsSchema = z.object(countFields);

export type PollCounts = z.infer<typeof pollCountsSchema>;

/** A poll with its counts, as its author sees it. */
export const countedPollSchema = z.object({ ...pollFields, ...countFields });
