import * as z from 'zod/mini';

/** USD per million tokens; null when the price is not known, as of router models. */
export const priceSchema = z.object({
  input: z.number().check(z.nonnegative()),
  output: z.number().check(z.nonnegative()),
});

export type Price = z.infer<typeof priceSchema>;

/** A model as the picker and `GET /api/models` show it. */
export const modelSchema = z.object({
  /** `vendor/model` or `source:model`, as requested. */
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
  /** The id of the source that the operator has named; absent for models of OpenRouter and of the demo. */
  source: z.optional(z.string()),
});

export type Model = z.infer<typeof modelSchema>;

/** The source of the list: OpenRouter, with its time, or the bundled snapshot, with its day. */
export const modelsSourceSchema = z.object({ kind: z.enum(['live', 'snapshot']), asOf: z.string() });

export type ModelsSource = z.infer<typeof modelsSourceSchema>;

/** A server that the operator has named beside OpenRouter. */
const sourceStateSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** Whether its list could be read at the last attempt. */
  state: z.enum(['here', 'away']),
  /** When its list was last read, ISO 8601; null if never. */
  asOf: z.nullable(z.string()),
});

export type SourceState = z.infer<typeof sourceStateSchema>;

export const catalogSchema = z.object({
  source: modelsSourceSchema,
  /** Absent where only OpenRouter and the demo answer. */
  sources: z.optional(z.array(sourceStateSchema)),
  models: z.array(modelSchema),
});

export type Catalog = z.infer<typeof catalogSchema>;
