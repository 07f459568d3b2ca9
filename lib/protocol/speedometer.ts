import * as z from 'zod/mini';

/** A figure over several answers. */
const spreadSchema = z.object({
  /** Of how many answers it is known. */
  n: z.int(),
  p50: z.number(),
  p90: z.number(),
});

export type Spread = z.infer<typeof spreadSchema>;

const modelFiguresSchema = z.object({
  model: z.string(),
  /** As in its newest answer. */
  name: z.string(),
  answers: z.int(),
  failed: z.int(),
  /** ms; null where no answer has it, as all that follow. */
  firstWord: z.nullable(spreadSchema),
  /** Of writing, tokens a second. */
  speed: z.nullable(spreadSchema),
  /** USD an answer. */
  cost: z.nullable(spreadSchema),
});

export type ModelFigures = z.infer<typeof modelFiguresSchema>;

/** The answer of `GET /api/speedometer`: this visitor's own answers, the newest 10,000 of them, by model. */
export const speedometerSchema = z.object({
  answers: z.int(),
  failed: z.int(),
  /** USD of those answers whose cost is known, and how many these are. */
  costUsd: z.number(),
  priced: z.int(),
  /** The one with the most answers first. */
  models: z.array(modelFiguresSchema),
});

export type Speedometer = z.infer<typeof speedometerSchema>;
