import * as z from 'zod/mini';
import { readJson } from '@/lib/protocol/json';
import { MAX_LANES } from '@/lib/protocol/lane';
import { modelSchema } from '@/lib/protocol/model';
import { forEachSetting, SETTINGS } from '@/lib/protocol/settings';
import { type Draft, draftLane, emptyDraft, retiredLane } from './draft';

const writtenSchema = z.object(
  forEachSetting((name): z.ZodMiniType<string> => {
    const { input } = SETTINGS[name];
    return input.kind === 'choice' ? z.enum(['', ...input.choices]) : z.string();
  }),
);

const savedSchema = z.object({
  /** The query of the address that it was written on: a draft belongs to its link. */
  address: z.string(),
  prompt: z.string(),
  system: z.string(),
  lanes: z.array(z.object({ model: modelSchema, own: z.nullable(writtenSchema) })).check(z.maxLength(MAX_LANES)),
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
  settings: writtenSchema,
});

/** The draft of a new comparison as a text to be stored. */
export function encodeDraft(draft: Draft, address: string): string {
  const { prompt, system, lanes, retired, sameSettings, settings } = draft;
  const gone = retired.map(({ id, name, successor, own, after }) => {
    return { id, name, successor, own, lanesBefore: lanes.findIndex(({ key }) => key === after) + 1 };
  });
  return JSON.stringify({
    address,
    prompt,
    system,
    lanes: lanes.map(({ model, own }) => ({ model, own })),
    gone,
    sameSettings,
    settings,
  } satisfies z.infer<typeof savedSchema>);
}

/** @returns the draft that was stored for that address, null when there is none or it cannot be read. */
export function decodeDraft(text: string | null, address: string): Draft | null {
  if (text === null) return null;
  const saved = savedSchema.safeParse(readJson(text));
  if (!saved.success || saved.data.address !== address) return null;
  const { prompt, system, gone, sameSettings, settings } = saved.data;
  const lanes = saved.data.lanes.map(({ model, own }) => ({ ...draftLane(model), own }));
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
  };
}
