import * as z from 'zod/mini';
import { LANE_LETTERS, type Lane } from './lane';
import { isModelId, LONGEST_MODEL_ID } from './model-id';
import type { FieldError } from './read-fields';
import { type Settings, settingsSchema } from './settings';
import { wellFormed } from './text';

export const systemSchema = z.string('must be a text').check(z.overwrite(wellFormed));
export const modelIdSchema = z.string('must be a model id such as "vendor/model"').check(
  z.maxLength(LONGEST_MODEL_ID, 'is longer than any model id'),
  z.refine((id) => isModelId(id), 'must be a model id such as "vendor/model"'),
);

/** A lane's own system prompt: null follows the turn's, "" is none. */
export const laneSystemSchema = z.nullable(systemSchema);

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

export const laneRequestsSchema = (whenEmpty: string) =>
  z.array(laneRequestSchema).check(
    z.minLength(1, whenEmpty),
    z.refine((lanes) => new Set(lanes.map(({ lane }) => lane)).size === lanes.length, 'names a lane twice'),
  );

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

export interface Invalid {
  ok: false;
  errors: FieldError[];
}

type LaneChange = z.infer<typeof laneChangeSchema>;

export function readLanes(lanes: readonly LaneChange[], body: unknown): LaneRequest[] {
  const { lanes: given } = body as { lanes: readonly unknown[] };
  return lanes.map(({ system, ...lane }, index) => ({
    ...lane,
    ...(system === undefined ? {} : { system: laneSystem(system) }),
    isBare: typeof given[index] === 'string',
    path: `lanes.${index}`,
  }));
}

/** A bare letter has no field `lane` for an error to name. */
export function refuseLanes(errors: readonly FieldError[], body: unknown): Invalid {
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

/** A blank system prompt is none: "" for a lane, since null follows the turn's. */
export function laneSystem<Text extends string | null | undefined>(text: Text): Text | '' {
  return text?.trim() === '' ? '' : text;
}
