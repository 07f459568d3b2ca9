import { z } from 'zod';
import { MAX_LANES } from '@/lib/protocol/lane';
import { modelSchema } from '@/lib/protocol/model';
import { REASONING_EFFORTS } from '@/lib/protocol/settings';
import { type Draft, draftLane, emptyDraft } from './draft';

const writtenSchema = z.object({
  temperature: z.string(),
  maxTokens: z.string(),
  reasoning: z.enum(['', ...REASONING_EFFORTS]),
});

const savedSchema = z.object({
  /** The query of the address that it was written on: another link is another question. */
  address: z.string(),
  prompt: z.string(),
  system: z.string(),
  lanes: z.array(z.object({ model: modelSchema, own: writtenSchema.nullable() })).max(MAX_LANES),
  sameSettings: z.boolean(),
  settings: writtenSchema,
});

/** The draft of a new comparison as a text to be kept. */
export function encodeDraft(draft: Draft, address: string): string {
  const { prompt, system, lanes, sameSettings, settings } = draft;
  const seats = lanes.map(({ model, own }) => ({ model, own }));
  return JSON.stringify({ address, prompt, system, lanes: seats, sameSettings, settings } satisfies z.infer<
    typeof savedSchema
  >);
}

/** @returns the draft that was kept for that address, null when there is none or it cannot be read. */
export function decodeDraft(text: string | null, address: string): Draft | null {
  if (text === null) return null;
  const saved = savedSchema.safeParse(jsonIn(text));
  if (!saved.success || saved.data.address !== address) return null;
  const { prompt, system, lanes, sameSettings, settings } = saved.data;
  return {
    ...emptyDraft,
    prompt,
    system,
    lanes: lanes.map(({ model, own }) => ({ ...draftLane(model), own })),
    sameSettings,
    settings,
  };
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
