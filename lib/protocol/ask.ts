import { z } from 'zod';
import { LANE_LETTERS, type Lane, MAX_LANES } from './lane';
import { type FieldError, readFields } from './read-fields';
import { type Settings, settingsSchema } from './settings';
import { wellFormed } from './well-formed';

const promptSchema = z
  .string('must be the text to ask')
  .overwrite(wellFormed)
  .refine((text) => text.trim() !== '', 'is empty: write what the models should answer');
const systemSchema = z.string('must be a text').overwrite(wellFormed);
const modelIdSchema = z
  .string('must be a model id such as "vendor/model"')
  .max(200, 'is longer than any model id')
  .regex(/^[^\s/]+\/\S+$/, 'must be a model id such as "vendor/model"')
  .refine((id) => id.isWellFormed(), 'must be a model id such as "vendor/model"');

const seats = <T extends z.ZodType>(item: T) =>
  z.array(item).min(1, 'choose at least one model').max(MAX_LANES, `at most ${MAX_LANES} models fit side by side`);

const newComparisonSchema = z
  .strictObject({
    prompt: promptSchema,
    models: seats(modelIdSchema).optional(),
    lanes: seats(z.strictObject({ model: modelIdSchema, settings: settingsSchema.optional() })).optional(),
    system: systemSchema.optional(),
    settings: settingsSchema.optional(),
  })
  .superRefine(({ models, lanes }, context) => {
    if (models && lanes) {
      context.addIssue({ code: 'custom', path: ['models'], message: 'give either models or lanes, not both' });
    }
    if (!models && !lanes) {
      context.addIssue({ code: 'custom', path: ['models'], message: 'is missing: give at least one model id' });
    }
  });

const askedLane = z.enum(LANE_LETTERS, {
  error: ({ input }) =>
    typeof input === 'object' ? 'must be the letter of a lane, which is asked as it was asked before' : undefined,
});

const askedLanes = (whenEmpty: string) =>
  z
    .array(askedLane)
    .min(1, whenEmpty)
    .refine((lanes) => new Set(lanes).size === lanes.length, 'names a lane twice');

/** The JSON body of `POST /api/runs/{run}/retry`: which lanes of that turn to ask again. */
export const retrySchema = z.strictObject({ lanes: askedLanes('name at least one lane to ask again') });

const followUpSchema = z.strictObject({
  comparison: z.string('must be the id of a comparison'),
  prompt: promptSchema,
  /** Which lanes to ask; all of them when absent. */
  lanes: askedLanes('name at least one lane, or leave the field out to ask all').optional(),
  /** Absent: the system prompt of the turn before goes on. Empty: none from here on. */
  system: systemSchema.optional(),
});

export interface NewComparison {
  kind: 'new';
  prompt: string;
  system: string | null;
  /** In the order of their letters, each with the settings of all and its own merged. */
  lanes: NewLane[];
}

export interface NewLane {
  model: string;
  settings: Settings;
  /** Where in the body the model was named, for an error about it. */
  path: string;
}

export interface FollowUp {
  kind: 'follow-up';
  comparison: string;
  prompt: string;
  lanes: Lane[] | null;
  /** undefined: as in the turn before. */
  system: string | null | undefined;
}

export type Ask = NewComparison | FollowUp;

export type AskResult = { ok: true; ask: Ask } | { ok: false; errors: FieldError[] };

/** Reads the JSON body of `POST /api/compare`: a new comparison, or a follow-up when it names a comparison. */
export function parseAsk(body: unknown): AskResult {
  const isFollowUp = typeof body === 'object' && body !== null && 'comparison' in body;
  return isFollowUp ? parseFollowUp(body) : parseNewComparison(body);
}

function parseNewComparison(body: unknown): AskResult {
  const read = readFields(newComparisonSchema, body);
  if (!read.ok) return read;
  const { prompt, system, models, lanes, settings } = read.fields;
  const seated: NewLane[] = lanes
    ? lanes.map((lane, index) => ({
        model: lane.model,
        settings: { ...settings, ...lane.settings },
        path: `lanes.${index}.model`,
      }))
    : (models ?? []).map((model, index) => ({ model, settings: { ...settings }, path: `models.${index}` }));
  return {
    ok: true,
    ask: {
      kind: 'new',
      prompt,
      system: system?.trim() ? system : null,
      lanes: seated,
    },
  };
}

function parseFollowUp(body: unknown): AskResult {
  const read = readFields(followUpSchema, body);
  if (!read.ok) return read;
  const { comparison, prompt, lanes, system } = read.fields;
  return {
    ok: true,
    ask: {
      kind: 'follow-up',
      comparison,
      prompt,
      lanes: lanes ?? null,
      system: system === undefined ? undefined : system.trim() ? system : null,
    },
  };
}
