import * as z from 'zod/mini';
import { LONGEST_TAG, MOST_TAGS, type Part, type TurnPlace } from './comparison';
import { questionFields, readContent, requireOneQuestion } from './content';
import { isObject } from './json';
import { MAX_LANES } from './lane';
import {
  type Invalid,
  type LaneRequest,
  laneRequestsSchema,
  laneSystem,
  laneSystemSchema,
  modelIdSchema,
  readLanes,
  refuseLanes,
  systemSchema,
} from './lane-request';
import { readFields } from './read-fields';
import { type Settings, settingsSchema } from './settings';
import { wellFormed } from './text';

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

/** Characters. */
const LONGEST_LINE_UP = 80;

const TAG = `must be a text of 1 to ${LONGEST_TAG} characters`;
const LINE_UP = `must be a text of 1 to ${LONGEST_LINE_UP} characters`;

const shortText = (message: string, longest: number) =>
  z.string(message).check(z.overwrite(wellFormed), z.trim(), z.minLength(1, message), z.maxLength(longest, message));

const tagsSchema = z.array(shortText(TAG, LONGEST_TAG), 'must be a list of texts').check(
  z.maxLength(MOST_TAGS, `must be at most ${MOST_TAGS}`),
  z.refine((tags) => new Set(tags).size === tags.length, 'names a tag twice'),
);

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
    /** The server mixes the lanes, and names nobody until the author asks for the names. */
    blind: z.optional(z.boolean('must be true or false')),
    /** What kind of task it is, in the author's own words. */
    tags: z.optional(tagsSchema),
    /** The name of the line-up that is asked. */
    lineUp: z.optional(shortText(LINE_UP, LONGEST_LINE_UP)),
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

const TURN = 'must be the number of a turn, from 1';

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

const branchSchema = z
  .strictObject({
    from: z.strictObject(
      {
        comparison: z.string('must be the id of a comparison'),
        turn: z.int(TURN).check(z.positive(TURN)),
      },
      'must be an object with a comparison and the number of the turn that is asked otherwise',
    ),
    ...questionFields,
    /** The lanes to ask; absent means those of that turn. */
    lanes: z.optional(laneRequestsSchema('name at least one lane, or leave the field out to ask those of that turn')),
    /** Absent: the system prompt of that turn. Empty: none. */
    system: z.optional(systemSchema),
    ceilingUsd: z.optional(ceilingSchema),
  })
  .check(z.superRefine(requireOneQuestion));

export interface NewComparison {
  kind: 'new';
  content: Part[];
  system: string | null;
  /** In the order of their letters unless it is blind, each with the common settings and its own merged. */
  lanes: NewLane[];
  /** The most that the run may cost, USD; null for no limit but the server's. */
  ceilingUsd: number | null;
  /** The lanes get their letters by chance. */
  blind: boolean;
  tags: string[];
  lineUp: string | null;
}

export interface NewLane {
  model: string;
  settings: Settings;
  /** Its own system prompt: null follows the turn's, "" is none. */
  system: string | null;
  /** The path of the model in the body, for error messages. */
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

/** A new comparison whose turns before `from.turn` are copies of another's, and which asks that turn otherwise. */
export interface Branch extends Omit<FollowUp, 'kind' | 'comparison'> {
  kind: 'branch';
  from: TurnPlace;
}

export type Ask = NewComparison | FollowUp | Branch;

export type AskResult = { ok: true; ask: Ask } | Invalid;
export type RetryResult = { ok: true; lanes: LaneRequest[] } | Invalid;

/** Reads the JSON body of `POST /api/compare`: a new comparison, a follow-up if it names a comparison, or a branch. */
export function parseAsk(body: unknown): AskResult {
  if (isObject(body) && 'from' in body) return parseBranch(body);
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
  const { blind = false, tags = [], lineUp = null } = read.fields;
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
      blind,
      tags,
      lineUp,
    },
  };
}

function parseFollowUp(body: unknown): AskResult {
  const read = readFields(followUpSchema, body);
  if (!read.ok) return refuseLanes(read.errors, body);
  return { ok: true, ask: { kind: 'follow-up', comparison: read.fields.comparison, ...readTurn(read.fields, body) } };
}

function parseBranch(body: unknown): AskResult {
  const read = readFields(branchSchema, body);
  if (!read.ok) return refuseLanes(read.errors, body);
  return { ok: true, ask: { kind: 'branch', from: read.fields.from, ...readTurn(read.fields, body) } };
}

type TurnFields = Omit<z.infer<typeof branchSchema>, 'from'>;

/** What asks a turn of a comparison whose lanes are known. */
function readTurn(fields: TurnFields, body: unknown): Omit<Branch, 'kind' | 'from'> {
  const { lanes, system, ceilingUsd = null } = fields;
  return {
    content: readContent(fields),
    lanes: lanes ? readLanes(lanes, body) : null,
    system: turnSystem(system),
    ceilingUsd,
  };
}

/** A blank system prompt is none: null for a turn. */
function turnSystem(text: string | undefined): string | null | undefined {
  return text?.trim() === '' ? null : text;
}
