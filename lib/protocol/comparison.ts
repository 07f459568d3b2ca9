import { z } from 'zod';
import { laneSchema } from './lane';
import { priceSchema } from './model';
import { settingsSchema } from './settings';

/** A lane of a comparison: who sits in it and how it is asked. */
export const laneRecordSchema = z.object({
  lane: laneSchema,
  model: z.string(),
  /** Name, vendor and price as they were when the comparison was made: a catalog changes, a comparison does not. */
  name: z.string(),
  vendor: z.string(),
  usdPerMillion: priceSchema.nullable(),
  demo: z.boolean(),
  settings: settingsSchema,
});

export type LaneRecord = z.infer<typeof laneRecordSchema>;

/** Which lanes, at which attempt, a run executed. */
export const runRecordSchema = z.object({
  run: z.string(),
  lanes: z.array(z.object({ lane: laneSchema, attempt: z.int().positive() })),
});

export type RunRecord = z.infer<typeof runRecordSchema>;

export const turnRecordSchema = z.object({
  /** From 1. */
  turn: z.int().positive(),
  prompt: z.string(),
  system: z.string().nullable(),
  runs: z.array(runRecordSchema),
  /** The attempt on view of each lane for which one was chosen; of the others it is the newest. */
  inView: z.partialRecord(laneSchema, z.int().positive()),
});

export type TurnRecord = z.infer<typeof turnRecordSchema>;

/** What is kept of a comparison beside the logs of its runs. */
export const comparisonRecordSchema = z.object({
  id: z.string(),
  /** As it was renamed; null when it never was. */
  title: z.string().nullable(),
  createdAt: z.iso.datetime(),
  lanes: z.array(laneRecordSchema),
  turns: z.array(turnRecordSchema),
});

export type ComparisonRecord = z.infer<typeof comparisonRecordSchema>;
