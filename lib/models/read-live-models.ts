import { z } from 'zod';
import type { Model } from '@/lib/protocol/model';
import { wellFormed } from '@/lib/protocol/well-formed';
import { readLivePrice } from './read-live-price';
import { readVendorName } from './read-vendor-name';

const tokensSchema = z.int().positive().nullable().catch(null);
const namesSchema = z.array(z.string()).catch([]);

/** What is read of an entry. Only id and name must be sound: a fact in a strange shape is an unknown fact. */
const liveModelSchema = z.object({
  /** The shape that a request takes; an entry that cannot be asked for does not belong in the list. */
  id: z
    .string()
    .max(200)
    .regex(/^[^\s/]+\/\S+$/)
    .refine((id) => id.isWellFormed()),
  name: z.string().overwrite(wellFormed).optional(),
  context_length: tokensSchema,
  architecture: z
    .object({ input_modalities: namesSchema, output_modalities: namesSchema })
    .catch({ input_modalities: [], output_modalities: [] }),
  pricing: z
    .object({ prompt: z.unknown(), completion: z.unknown(), request: z.unknown().optional() })
    .nullable()
    .catch(null),
  top_provider: z.object({ max_completion_tokens: tokensSchema }).nullable().catch(null),
  supported_parameters: namesSchema,
});

const liveListSchema = z.object({ data: z.array(z.unknown()) });

/**
 * Reads the body of OpenRouter's `GET /models`, `{ data: […] }`. Entries of a bad shape are left out; of two with the
 * same id the first stays.
 * @throws when it is not such a list, or when no entry of it can be read.
 */
export function readLiveModels(body: unknown): Model[] {
  const models = new Map<string, Model>();
  for (const entry of liveListSchema.parse(body).data) {
    const parsed = liveModelSchema.safeParse(entry);
    if (parsed.success && !models.has(parsed.data.id)) models.set(parsed.data.id, toModel(parsed.data));
  }
  if (models.size === 0) throw new Error('The list of models is empty');
  return [...models.values()];
}

function toModel(live: z.infer<typeof liveModelSchema>): Model {
  return {
    id: live.id,
    ...readNames(live.id, live.name?.trim() || live.id),
    context: live.context_length,
    maxOutput: live.top_provider?.max_completion_tokens ?? null,
    usdPerMillion: readLivePrice(live.pricing),
    input: orText(live.architecture.input_modalities),
    output: orText(live.architecture.output_modalities),
    parameters: live.supported_parameters,
    demo: false,
  };
}

/** "OpenAI: GPT-5" is GPT-5 by OpenAI; an alias has no colon, "OpenAI GPT Latest". */
function readNames(id: string, full: string): { name: string; vendor: string } {
  const prefixed = /^([^:]{1,40}):\s+(.+)$/.exec(full);
  if (prefixed?.[1] && prefixed[2]) return { vendor: prefixed[1], name: prefixed[2] };
  const vendor = readVendorName(id);
  const named = id.startsWith('~') && full.startsWith(`${vendor} `);
  return { vendor, name: named ? full.slice(vendor.length + 1) : full };
}

/** Every model speaks text; a server that does not list modalities means just that. */
function orText(modalities: string[]): string[] {
  return modalities.length > 0 ? modalities : ['text'];
}
