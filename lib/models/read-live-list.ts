import 'server-only';
import { z } from 'zod';
import type { Model, Price } from '@/lib/protocol/model';
import type { PriceCeiling } from '../limits/upper-bound';
import { isObject } from '../protocol/json';
import { wellFormed } from '../protocol/text';
import type { Clock } from '../time/clock';
import { downloadJson } from './download-json';
import { readVendorName } from './read-vendor-name';

export interface LiveListSource {
  /** Of OpenRouter or another server with its API, as the environment variable has it. */
  baseUrl: string;
  fetch: typeof fetch;
  clock: Clock;
  /** For headers and body together, ms. */
  timeoutMs: number;
}

/** A model of the list, with its dearest price. */
export interface ListedModel {
  model: Model;
  /** null if a price is not known. */
  ceiling: PriceCeiling | null;
}

/**
 * Downloads the list of models.
 *
 * @throws when the server cannot be reached, is late, refuses, or does not send a list of models.
 */
export async function readLiveList({ baseUrl, ...access }: LiveListSource): Promise<ListedModel[]> {
  return readLiveModels(await downloadJson({ url: `${baseUrl.replace(/\/+$/, '')}/models`, ...access }));
}

const tokensSchema = z.int().positive().nullable().catch(null);
const namesSchema = z.array(z.string()).catch([]);
/** Unix seconds, until the end of the year 9999, as their day in UTC. */
const daySchema = z
  .number()
  .positive()
  .max(253_402_300_799)
  .transform((seconds) => new Date(seconds * 1000).toISOString().slice(0, 10))
  .nullable()
  .catch(null);

/** The fields of an entry that are read. Only id and name must be valid; another field of a strange shape counts as unknown. */
const liveModelSchema = z.object({
  /** As a request accepts it: a model that cannot be requested does not belong in the list. */
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
  pricing: z.record(z.string(), z.unknown()).nullable().catch(null),
  top_provider: z.object({ max_completion_tokens: tokensSchema }).nullable().catch(null),
  supported_parameters: namesSchema,
  created: daySchema,
});

const liveListSchema = z.object({ data: z.array(z.unknown()) });

/**
 * Reads the body of OpenRouter's `GET /models`, `{ data: […] }`. Invalid entries are left out. If two have the same id, the
 * first is used.
 *
 * @throws when it is not such a list, or no entry can be read.
 */
export function readLiveModels(body: unknown): ListedModel[] {
  const models = new Map<string, ListedModel>();
  for (const entry of liveListSchema.parse(body).data) {
    const parsed = liveModelSchema.safeParse(entry);
    if (parsed.success && !models.has(parsed.data.id))
      models.set(parsed.data.id, { model: toModel(parsed.data), ceiling: readPriceCeiling(parsed.data) });
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
    created: live.created,
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

/** A server that lists no modalities means text. */
function orText(modalities: string[]): string[] {
  return modalities.length > 0 ? modalities : ['text'];
}

type LivePricing = Readonly<Record<string, unknown>>;

/**
 * Reads OpenRouter's `pricing`: decimal strings, USD per token. It is only for estimates, so prices per request, image or
 * search, and higher rates for very long prompts, are not read.
 *
 * @returns USD per million tokens; null when either price is absent, negative (routers say "-1") or not a number, and when
 * tokens cost nothing because each request does.
 */
export function readLivePrice(pricing: LivePricing | null | undefined): Price | null {
  const input = readUsdPerMillion(pricing?.prompt);
  const output = readUsdPerMillion(pricing?.completion);
  if (input === null || output === null) return null;
  const isPaidByRequest = (readUsdPerMillion(pricing?.request) ?? 0) > 0;
  return input === 0 && output === 0 && isPaidByRequest ? null : { input, output };
}

function readUsdPerMillion(usdPerToken: unknown): number | null {
  // Number('') and Number(' ') are 0, which would make an unknown price free.
  if (typeof usdPerToken !== 'number' && (typeof usdPerToken !== 'string' || !usdPerToken.trim())) return null;
  const usd = Number(usdPerToken) * 1e6;
  // Twelve digits: 0.00000015 times a million is exactly 0.15.
  return Number.isFinite(usd) && usd >= 0 ? Number(usd.toPrecision(12)) : null;
}

/** Prices of tokens that go in and of tokens that come out, in OpenRouter's names. Some models draw or speak unasked. */
const INPUT_PRICES = ['prompt', 'input_cache_write', 'input_cache_write_1h'];
const OUTPUT_PRICES = ['completion', 'internal_reasoning', 'image_output', 'audio_output'];

/** The parameter of models that search the web once in each request. Others search only if a request asks for it. */
const SEARCHES = 'web_search_options';
/** Models that search and read as often as they like: no price of a request limits what they cost. */
const WITHOUT_BOUND = /deep-research/;

type Priced = Pick<z.infer<typeof liveModelSchema>, 'id' | 'supported_parameters'> & { pricing?: LivePricing | null };

/**
 * Reads the dearest price that a request of text can meet: also that of long prompts, of some hours (`overrides`), of
 * writing to the provider's cache, of pictures in the answer, and of a search that the model makes unasked.
 *
 * @returns null when a price that applies is not known.
 */
export function readPriceCeiling({ id, pricing, supported_parameters }: Priced): PriceCeiling | null {
  if (!pricing || readLivePrice(pricing) === null || WITHOUT_BOUND.test(id)) return null;
  const overrides = Array.isArray(pricing.overrides) ? pricing.overrides.filter(isObject) : [];
  const rates = [pricing, ...overrides];
  const dearest = (names: readonly string[]): number | null => {
    const given = rates.flatMap((rate) => names.flatMap((name) => (name in rate ? [rate[name]] : [])));
    const prices = given.map(readUsdPerMillion);
    return prices.some((price) => price === null) ? null : Math.max(0, ...(prices as number[]));
  };
  const [input, output, request] = [dearest(INPUT_PRICES), dearest(OUTPUT_PRICES), dearest(['request'])];
  const search = supported_parameters.includes(SEARCHES) ? dearest(['web_search']) : 0;
  if (input === null || output === null || request === null || search === null) return null;
  return { input, output, request: (request + search) / 1e6 };
}
