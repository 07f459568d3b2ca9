import * as z from 'zod/mini';
import type { Part } from './comparison';
import { questionFields, readContent, requireOneQuestion } from './content';
import { isObject } from './json';
import { LANE_LETTERS, type Lane, MAX_LANES } from './lane';
import { type FieldError, readFields } from './read-fields';
import { type Settings, settingsSchema } from './settings';
import { wellFormed } from './text';

const systemSchema = z.string('must be a text').check(z.overwrite(wellFormed));
const modelIdSchema = z.string('must be a model id such as "vendor/model"').check(
  z.maxLength(200, 'is longer than any model id'),
  z.regex(/^[^\s/]+\/\S+$/, 'must be a model id such as "vendor/model"'),
  z.refine((id) => id.isWellFormed(), 'must be a model id such as "vendor/model"'),
);

/** A lane's own system prompt: null follows the turn's, "" is none. */
const laneSystemSchema = z.nullable(systemSchema);

const lanesOf = <T extends z.ZodMiniType>(item: T) =>
  z
    .array(item)
    .check(
      z.minLength(1, 'choose at least one model'),
      z.maxLength(MAX_LANES, `at most ${MAX_LANES} models fit side by side`),
    );

/** The most that the run may cost, USD. */
const ceilingSchema = z
  .number('must be a number of US dollars')
  .check(z.positive('must be more than 0'), z.maximum(1_000_000, 'is more than anybody spends'));

const newComparisonSchema = z
  .strictObject({
    ...questionFields,
    models: z.optional(lanesOf(modelIdSchema)),
    lanes: z.optional(
      lanesOf(
        z.strictObject({
          model: modelIdSchema,
          settings: z.optional(settingsSchema),
          system: z.optional(laneSystemSchema),
        }),
      ),
    ),
    system: z.optional(systemSchema),
    settings: z.optional(settingsSchema),
    ceilingUsd: z.optional(ceilingSchema),
  })
  .check(
    z.superRefine((fields, context) => {
      const { models, lanes } = fields;
      requireOneQuestion(fields, context);
      if (models && lanes) {
        context.addIssue({ code: 'custom', path: ['models'], message: 'give either models or lanes, not both' });
      }
      if (!models && !lanes) {
        context.addIssue({ code: 'custom', path: ['models'], message: 'is missing: give at least one model id' });
      }
    }),
  );

const letterSchema = z.enum(LANE_LETTERS, `must be the letter of a lane, ${LANE_LETTERS[0]} to ${LANE_LETTERS.at(-1)}`);

const laneChangeSchema = z.strictObject(
  {
    lane: letterSchema,
    model: z.optional(modelIdSchema),
    settings: z.optional(settingsSchema),
    system: z.optional(laneSystemSchema),
  },
  'must be the letter of a lane, or an object with its letter and what differs from now on: lane, model, settings, system',
);

/** `"A"` is short for `{ "lane": "A" }`, except that it never makes a new lane. */
const laneRequestSchema = z.pipe(
  z.transform((given) => (typeof given === 'string' ? { lane: given } : given)),
  laneChangeSchema,
);

const laneRequestsSchema = (whenEmpty: string) =>
  z.array(laneRequestSchema).check(
    z.minLength(1, whenEmpty),
    z.refine((lanes) => new Set(lanes.map(({ lane }) => lane)).size === lanes.length, 'names a lane twice'),
  );

const retrySchema = z.strictObject({ lanes: laneRequestsSchema('name at least one lane to ask again') });

const followUpSchema = z
  .strictObject({
    comparison: z.string('must be the id of a comparison'),
    ...questionFields,
    /** The lanes to ask; absent means all. */
    lanes: z.optional(laneRequestsSchema('name at least one lane, or leave the field out to ask all')),
    /** Absent: the system prompt of the turn before. Empty: none from now on. */
    system: z.optional(systemSchema),
    ceilingUsd: z.optional(ceilingSchema),
  })
  .check(z.superRefine(requireOneQuestion));

export interface NewComparison {
  kind: 'new';
  content: Part[];
  system: string | null;
  /** In the order of their letters, each with the common settings and its own merged. */
  lanes: NewLane[];
  /** The most that the run may cost, USD; null for no limit but the server's. */
  ceilingUsd: number | null;
}

export interface NewLane {
  model: string;
  settings: Settings;
  /** Its own system prompt: null follows the turn's, "" is none. */
  system: string | null;
  /** The path of the model in the body, for error messages. */
  path: string;
}

/** A lane of a follow-up or a retry. Absent fields stay as they are in the lane. */
export interface LaneRequest {
  lane: Lane;
  /** The request has only the letter, so the lane must exist. */
  isBare: boolean;
  model?: string;
  /** Replace all settings of the lane. */
  settings?: Settings;
  /** As of a new lane. */
  system?: string | null;
  /** Its path in the body, for error messages. */
  path: string;
}

export interface FollowUp {
  kind: 'follow-up';
  comparison: string;
  content: Part[];
  /** null: all lanes. */
  lanes: LaneRequest[] | null;
  /** undefined: as in the turn before. */
  system: string | null | undefined;
  /** As of a new comparison. */
  ceilingUsd: number | null;
}

export type Ask = NewComparison | FollowUp;

interface Invalid {
  ok: false;
  errors: FieldError[];
}

export type AskResult = { ok: true; ask: Ask } | Invalid;
export type RetryResult = { ok: true; lanes: LaneRequest[] } | Invalid;

/** Reads the JSON body of `POST /api/compare`: a new comparison, or a follow-up if it names a comparison. */
export function parseAsk(body: unknown): AskResult {
  const isFollowUp = isObject(body) && 'comparison' in body;
  return isFollowUp ? parseFollowUp(body) : parseNewComparison(body);
}

/** Reads the JSON body of `POST /api/runs/{run}/retry`: which lanes to ask in that turn, again or for the first time. */
export function parseRetry(body: unknown): RetryResult {
  const read = readFields(retrySchema, body);
  return read.ok ? { ok: true, lanes: readLanes(read.fields.lanes, body) } : refuseLanes(read.errors, body);
}

function parseNewComparison(body: unknown): AskResult {
  const read = readFields(newComparisonSchema, body);
  if (!read.ok) return read;
  const { system, models, lanes, settings, ceilingUsd = null } = read.fields;
  const newLanes: NewLane[] = lanes
    ? lanes.map((lane, index) => ({
        model: lane.model,
        settings: { ...settings, ...lane.settings },
        system: laneSystem(lane.system) ?? null,
        path: `lanes.${index}.model`,
      }))
    : (models ?? []).map((model, index) => ({
        model,
        settings: { ...settings },
        system: null,
        path: `models.${index}`,
      }));
  return {
    ok: true,
    ask: {
      kind: 'new',
      content: readContent(read.fields),
      system: turnSystem(system) ?? null,
      lanes: newLanes,
      ceilingUsd,
    },
  };
}

function parseFollowUp(body: unknown): AskResult {
  const read = readFields(followUpSchema, body);
  if (!read.ok) return refuseLanes(read.errors, body);
  const { comparison, lanes, system, ceilingUsd = null } = read.fields;
  return {
    ok: true,
    ask: {
      kind: 'follow-up',
      comparison,
      content: readContent(read.fields),
      lanes: lanes ? readLanes(lanes, body) : null,
      system: turnSystem(system),
      ceilingUsd,
    },
  };
}

type LaneChange = z.infer<typeof laneChangeSchema>;

function readLanes(lanes: readonly LaneChange[], body: unknown): LaneRequest[] {
  const { lanes: given } = body as { lanes: readonly unknown[] };
  return lanes.map(({ system, ...lane }, index) => ({
    ...lane,
    ...(system === undefined ? {} : { system: laneSystem(system) }),
    isBare: typeof given[index] === 'string',
    path: `lanes.${index}`,
  }));
}

/** A bare letter has no field `lane` for an error to name. */
function refuseLanes(errors: readonly FieldError[], body: unknown): Invalid {
  const lanes = (body as { lanes?: unknown } | null)?.lanes;
  const isBare = (path: string) => Array.isArray(lanes) && typeof lanes[Number(path.split('.')[1])] === 'string';
  return {
    ok: false,
    errors: errors.map(({ path, message }) =>
      /^lanes\.\d+\.lane$/.test(path) && isBare(path)
        ? { path: path.replace(/\.lane$/, ''), message }
        : { path, message },
    ),
  };
}

/** A blank system prompt is none: null for a turn. */
function turnSystem(text: string | undefined): string | null | undefined {
  return text?.trim() === '' ? null : text;
}

/** A blank system prompt is none: "" for a lane, since null follows the turn's. */
function laneSystem<Text extends string | null | undefined>(text: Text): Text | '' {
  return text?.trim() === '' ? '' : text;
}
