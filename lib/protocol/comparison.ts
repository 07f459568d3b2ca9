import * as z from 'zod/mini';
import { ballotSchema } from './ballot';
import { laneSchema } from './lane';
import { priceSchema } from './model';
import { readersPollSchema } from './poll';
import { settingsSchema } from './settings';

/** A part of a prompt. */
export const partSchema = z.discriminatedUnion('type', [z.object({ type: z.literal('text'), text: z.string() })]);

export type Part = z.infer<typeof partSchema>;

/** One attempt of a lane in one turn: which model answers, and how it is asked. */
export const laneRecordSchema = z.object({
  lane: laneSchema,
  /** From 1. */
  attempt: z.int().check(z.positive()),
  /** The requested id, `vendor/model` or `source:model`. */
  model: z.string(),
  /** The server at which the model is called: `openrouter`, `demo`, or the id of a source that the operator has named. */
  source: z.string(),
  /** Name, vendor and price when the lane was asked. The catalog changes, a comparison does not. */
  name: z.string(),
  vendor: z.string(),
  usdPerMillion: z.nullable(priceSchema),
  demo: z.boolean(),
  settings: settingsSchema,
  /** The lane's own system prompt, "" for none; null follows the turn's. */
  system: z.nullable(z.string()),
});

export type LaneRecord = z.infer<typeof laneRecordSchema>;

/** A lane that is about to be asked: the database numbers the attempt. */
export type AskedLane = Omit<LaneRecord, 'attempt'>;

/** What a run executes: the lanes of a turn, some of them again, or a model that judges or merges the answers. */
export const RUN_KINDS = ['turn', 'retry', 'judge', 'merge'] as const;

export type RunKind = (typeof RUN_KINDS)[number];

export const runRecordSchema = z.object({
  run: z.string(),
  kind: z.enum(RUN_KINDS),
  lanes: z.array(laneRecordSchema),
});

export type RunRecord = z.infer<typeof runRecordSchema>;

export const turnRecordSchema = z.object({
  /** From 1. */
  turn: z.int().check(z.positive()),
  content: z.array(partSchema),
  system: z.nullable(z.string()),
  runs: z.array(runRecordSchema),
  /** The attempt that was chosen, per lane; for other lanes the newest attempt is selected. */
  selected: z.partialRecord(laneSchema, z.int().check(z.positive())),
  /** This reader's own; null before they have chosen. */
  ballot: z.nullable(ballotSchema),
});

export type TurnRecord = z.infer<typeof turnRecordSchema>;

/** A turn of a comparison. */
const turnPlaceSchema = z.object({ comparison: z.string(), turn: z.int().check(z.positive()) });

export type TurnPlace = z.infer<typeof turnPlaceSchema>;

/** How many tags a comparison may have, and how long each may be, characters. */
export const MOST_TAGS = 8;
export const LONGEST_TAG = 40;

/** Everything stored of a comparison except the logs of its runs. */
export const comparisonRecordSchema = z.object({
  id: z.string(),
  /** Null until the comparison is renamed. */
  title: z.nullable(z.string()),
  createdAt: z.iso.datetime(),
  /** Asked without names: they are hidden from this reader until `revealed`. */
  blind: z.boolean(),
  revealed: z.boolean(),
  starred: z.boolean(),
  /** The lanes in their order on the page; those that are not among them follow, in the order of their letters. */
  order: z.array(laneSchema),
  /** Lanes that are not on the page and not asked any more, unless by name. Their answers stay. */
  removed: z.array(laneSchema),
  /** Of a branch: its turns before that one are copies of that comparison's, and its turn of that number asks otherwise. */
  from: z.nullable(turnPlaceSchema),
  /** For the author: the branches of this comparison, each with the turn that it asks otherwise; oldest first. */
  branches: z.array(turnPlaceSchema),
  /** What kind of task it is, in the author's own words. */
  tags: z.array(z.string()),
  /** The name of the line-up that was asked; null for lanes chosen by hand. */
  lineUp: z.nullable(z.string()),
  /** For the reader of a link that is a poll: as it is now, so `open` says whether it takes ballots. */
  poll: z.optional(readersPollSchema),
  turns: z.array(turnRecordSchema),
});

export type ComparisonRecord = z.infer<typeof comparisonRecordSchema>;

/** @returns the text of a turn's content. */
export function promptText({ content }: { readonly content: readonly Part[] }): string {
  return content.map(({ text }) => text).join('\n\n');
}

/** @returns the content with that text. */
export function textContent(text: string): Part[] {
  return [{ type: 'text', text }];
}
