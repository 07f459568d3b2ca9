import { z } from 'zod';

/** USD for a million tokens; null when the price is not known (router models, say). */
export const priceSchema = z.object({ input: z.number().nonnegative(), output: z.number().nonnegative() });

export type Price = z.infer<typeof priceSchema>;

/** A model as the picker and `GET /api/models` show it. */
export const modelSchema = z.object({
  /** `vendor/model`, what is asked for. */
  id: z.string(),
  name: z.string(),
  vendor: z.string(),
  /** Tokens that prompt and answer may take together; null when unknown. */
  context: z.int().positive().nullable(),
  maxOutput: z.int().positive().nullable(),
  usdPerMillion: priceSchema.nullable(),
  input: z.array(z.string()),
  output: z.array(z.string()),
  /** Request parameters that the model understands, in OpenRouter's names (`temperature`, `reasoning` …). */
  parameters: z.array(z.string()),
  /** Canned answers made by this app, free and without a key. */
  demo: z.boolean(),
});

export type Model = z.infer<typeof modelSchema>;

/** Where the list comes from: OpenRouter, at that time, or the snapshot bundled with the app, of that day. */
export const modelsSourceSchema = z.object({ kind: z.enum(['live', 'snapshot']), asOf: z.string() });

export type ModelsSource = z.infer<typeof modelsSourceSchema>;

export const catalogSchema = z.object({ source: modelsSourceSchema, models: z.array(modelSchema) });

export type Catalog = z.infer<typeof catalogSchema>;
