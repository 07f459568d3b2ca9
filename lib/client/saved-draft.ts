import * as z from 'zod/mini';
import { readJson } from '@/lib/protocol/json';
import { MAX_LANES } from '@/lib/protocol/lane';
import { modelSchema } from '@/lib/protocol/model';
import { forEachSetting, SETTINGS } from '@/lib/protocol/settings';
import { type Draft, type DraftLane, draftLane, emptyDraft, retiredLane } from './draft';

/** The fields of the settings as they are stored. An older page knew fewer of them. */
export const writtenSchema = z.object(
  forEachSetting((name): z.ZodMiniType<string> => {
    const { input } = SETTINGS[name];
    return z._default(input.kind === 'choice' ? z.enum(['', ...input.choices]) : z.string(), '');
  }),
);

/** A chosen lane as it is stored. Older ones have no system prompt of their own. */
export const storedLaneSchema = z.object({
  model: modelSchema,
  own: z.nullable(writtenSchema),
  system: z._default(z.nullable(z.string()), null),
});

/** What differs in a lane that exists, as it is stored. */
export const laneChangeSchema = z.object({
  model: z.optional(modelSchema),
  settings: z.optional(writtenSchema),
  system: z.optional(z.nullable(z.string())),
});

const savedSchema = z.object({
  /** The query of the address that it was written on: a draft belongs to its link. */
  address: z.string(),
  prompt: z.string(),
  system: z.string(),
  lanes: z.array(storedLaneSchema).check(z.maxLength(MAX_LANES)),
  /** The retired ones. */
  gone: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      successor: z.nullable(modelSchema),
      own: z.nullable(writtenSchema),
      /** How many lanes stand before it: keys are new each time that a draft is read. */
      lanesBefore: z.int().check(z.nonnegative()),
    }),
  ),
  sameSettings: z.boolean(),
  /** Older drafts have none. */
  ceiling: z._default(z.string(), ''),
  blind: z._default(z.boolean(), false),
  tags: z._default(z.string(), ''),
  settings: writtenSchema,
});

/** The draft of a new comparison as a text to be stored. */
export function encodeDraft(draft: Draft, address: string): string {
  const { prompt, system, lanes, retired, sameSettings, settings, ceiling, blind, tags } = draft;
  const gone = retired.map(({ id, name, successor, own, after }) => {
    return { id, name, successor, own, lanesBefore: lanes.findIndex(({ key }) => key === after) + 1 };
  });
  return JSON.stringify({
    address,
    prompt,
    system,
    lanes: lanes.map(storedLane),
    gone,
    sameSettings,
    settings,
    ceiling,
    blind,
    tags,
  } satisfies z.infer<typeof savedSchema>);
}

/** @returns the draft that was stored for that address, null when there is none or it cannot be read. */
export function decodeDraft(text: string | null, address: string): Draft | null {
  if (text === null) return null;
  const saved = savedSchema.safeParse(readJson(text));
  if (!saved.success || saved.data.address !== address) return null;
  const { prompt, system, gone, sameSettings, settings, ceiling, blind, tags } = saved.data;
  const lanes = saved.data.lanes.map(restoredLane);
  return {
    ...emptyDraft,
    prompt,
    system,
    lanes,
    retired: gone.map(({ own, lanesBefore, ...lane }) => {
      return { ...retiredLane({ ...lane, after: lanes[lanesBefore - 1]?.key ?? null }), own };
    }),
    sameSettings,
    settings,
    ceiling,
    blind,
    tags,
  };
}

/** @returns what is stored of a lane. */
export function storedLane({ model, own, system }: DraftLane): z.infer<typeof storedLaneSchema> {
  return { model, own, system };
}

/** @returns the lane that was stored, with a key of its own. */
export function restoredLane({ model, own, system }: z.infer<typeof storedLaneSchema>): DraftLane {
  return { ...draftLane(model), own, system };
}
