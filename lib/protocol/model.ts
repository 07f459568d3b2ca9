import * as z from 'zod/mini';

/** USD per million tokens; null when the price is not known, as of router models. */
export const priceSchema = z.object({
  input: z.number().check(z.nonnegative()),
  output: z.number().check(z.nonnegative()),
});

export type Price = z.infer<typeof priceSchema>;

/** A model as the picker and `GET /api/models` show it. */
export const modelSchema = z.object({
  /** `vendor/model`, as requested. */
  id: z.string(),
  name: z.string(),
  vendor: z.string(),
  /** The context window: tokens of prompt and answer together; null when unknown. */
  context: z.nullable(z.int().check(z.positive())),
  maxOutput: z.nullable(z.int().check(z.positive())),
  usdPerMillion: z.nullable(priceSchema),
  input: z.array(z.string()),
  output: z.array(z.string()),
  /** Request parameters that the model understands, in OpenRouter's names (`temperature`, `reasoning` …). */
  parameters: z.array(z.string()),
  /** The day of its release as the list has it, YYYY-MM-DD; null when unknown. Absent in drafts that an older page has stored. */
  created: z._default(z.nullable(z.string()), null),
  /** Canned answers of this app, free and without a key. */
  demo: z.boolean(),
});

export type Model = z.infer<typeof modelSchema>;

/** The source of the list: OpenRouter, with its time, or the bundled snapshot, with its day. */
export const modelsSourceSchema = z.object({ kind: z.enum(['live', 'snapshot']), asOf: z.string() });

export type ModelsSource = z.infer<typeof modelsSourceSchema>;

export const catalogSchema = z.object({ source: modelsSourceSchema, models: z.array(modelSchema) });

export type Catalog = z.infer<typeof catalogSchema>;
