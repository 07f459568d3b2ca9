import * as z from 'zod/mini';
import { type FieldError, readFields } from './read-fields';

/** A visitor's own ballots, or those of others in the visitor's polls: never both together. */
export const BOARD_SIDES = ['mine', 'polls'] as const;

/** What makes answers those of one model on the board: its id alone, with its reasoning effort, or with all its settings. */
export const BOARD_KEYS = ['model', 'effort', 'settings'] as const;

/** The most of a text to filter by, UTF-16 units. */
const LONGEST_FILTER = 200;
const FLAG = 'must be 0 or 1';
const TEXT = `must be at most ${LONGEST_FILTER} characters long`;

const flag = z.enum(['0', '1'], FLAG);
const text = z.string(TEXT).check(z.maxLength(LONGEST_FILTER, TEXT));

/** The parameters of `GET /api/board` and of the page `/board`. */
const boardParametersSchema = z.strictObject({
  of: z.optional(z.enum(BOARD_SIDES)),
  by: z.optional(z.enum(BOARD_KEYS)),
  /** Blind ballots alone, as it is without it; 0 for all. */
  blind: z.optional(flag),
  /** 1 counts ballots in which an answer names its maker, too. */
  named: z.optional(flag),
  /** The kind of task, and the name of the line-up; all without them. */
  tag: z.optional(text),
  lineUp: z.optional(text),
});

export interface BoardQuery {
  of: (typeof BOARD_SIDES)[number];
  by: (typeof BOARD_KEYS)[number];
  blind: boolean;
  named: boolean;
  tag: string | null;
  lineUp: string | null;
}

type BoardQueryResult = { ok: true; query: BoardQuery } | { ok: false; errors: FieldError[] };

/** @returns what a board is asked for; a parameter that is unknown, given twice or wrong is an error. */
export function readBoardQuery(params: URLSearchParams): BoardQueryResult {
  const names = [...params.keys()];
  const doubled = [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
  if (doubled.length > 0) return { ok: false, errors: doubled.map((path) => ({ path, message: 'is given twice' })) };
  const read = readFields(boardParametersSchema, Object.fromEntries(params));
  if (!read.ok) return read;
  const { of = 'mine', by = 'effort', blind = '1', named = '0', tag, lineUp } = read.fields;
  const query = { of, by, blind: blind === '1', named: named === '1', tag: tag || null, lineUp: lineUp || null };
  return { ok: true, query };
}

/** The same for the address of a page: what is wrong there is as if it were left out. */
export function readPageQuery(params: URLSearchParams): BoardQuery {
  const read = readBoardQuery(params);
  if (read.ok) return read.query;
  const rest = new URLSearchParams(params);
  for (const { path } of read.errors) rest.delete(path);
  return readPageQuery(rest);
}

/** @returns the parameters of that board, without those that say what is usual. */
export function boardParams({ of, by, blind, named, tag, lineUp }: BoardQuery): URLSearchParams {
  return new URLSearchParams({
    ...(of !== 'mine' && { of }),
    ...(by !== 'effort' && { by }),
    ...(!blind && { blind: '0' }),
    ...(named && { named: '1' }),
    ...(tag !== null && { tag }),
    ...(lineUp !== null && { lineUp }),
  });
}

const chance = z.number().check(z.minimum(0), z.maximum(1));
/** A share and its 95 % interval. */
const intervalSchema = z.object({ p: chance, low: chance, high: chance });
/** The best and the worst place that the stated orders leave. */
const placesSchema = z.tuple([z.int(), z.int()]);

const boardModelSchema = z.object({
  /** Its id, with what the visitor marks as one with it. */
  key: z.string(),
  /** The same in words, "GPT-5 mini, effort high": as it was in its newest answer. */
  name: z.string(),
  model: z.string(),
  vendor: z.string(),
  places: placesSchema,
  /** Had all answers been of the same length; null below 60 ballots of known lengths. */
  placesAtSameLength: z.nullable(placesSchema),
  /** How often it would be chosen beside an average answer of the rest. */
  chosen: intervalSchema,
  /** Ballots with it, and those of them that found all answers bad. */
  n: z.int(),
  bad: z.int(),
  /** Medians: USD an answer, and ms; null where they are not known. */
  costUsd: z.nullable(z.number()),
  firstWord: z.nullable(z.number()),
});

export type BoardModel = z.infer<typeof boardModelSchema>;

const boardPairSchema = z.object({
  above: z.string(),
  below: z.string(),
  /** The chance that the order is right; it is stated from 0.95 on. */
  p: chance,
  /** How many ballots like those until now are missing to state it: 0 where it is, null where no number is advice. */
  more: z.nullable(z.int()),
  won: z.int(),
  lost: z.int(),
});

export type BoardPair = z.infer<typeof boardPairSchema>;

/** The answer of `GET /api/board`. */
export const boardSchema = z.object({
  /** Ballots that count; of them, those that found all answers equal, or all bad. */
  ballots: z.int(),
  equal: z.int(),
  bad: z.int(),
  /** All ballots of that kind and line-up, the blind ones of them, and the time of the oldest; null without any. */
  cast: z.int(),
  blind: z.int(),
  since: z.nullable(z.iso.datetime()),
  /** Of all those, why they do not count: the names were known, an answer names its maker, or one model stood alone. */
  leftOut: z.object({ open: z.int(), named: z.int(), alone: z.int() }),
  /** Only the newest ballots are read, and there are as many. */
  isCut: z.boolean(),
  /** The strongest first. A model with fewer than three ballots is not among them; `unlisted` counts these. */
  models: z.array(boardModelSchema),
  unlisted: z.int(),
  pairs: z.array(boardPairSchema),
  length: z.object({
    /** Null below 12 ballots. */
    longest: z.nullable(z.object({ ballots: z.int(), chosen: z.int(), byChance: z.number(), p: chance })),
    /** How often the longer of two equal models' answers would be chosen; null below 60 ballots of known lengths. */
    longer: z.nullable(intervalSchema),
  }),
  /** What there is to filter by. */
  tags: z.array(z.string()),
  lineUps: z.array(z.string()),
  /** The server has no database: everything is lost when it restarts. */
  nothingKept: z.optional(z.boolean()),
});

export type BoardAnswer = z.infer<typeof boardSchema>;
