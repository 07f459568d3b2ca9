import type { BILLERS, Usage } from '@/lib/protocol/run-event';
import { isObject, type JsonObject } from '../protocol/json';

/** What a provider reports about tokens and cost of an answer. null if it does not report it in a readable way. */
export interface UsageReport {
  usage: Usage | null;
  /** USD. */
  cost: number | null;
  billedBy: (typeof BILLERS)[number] | null;
}

export const NO_REPORT: UsageReport = { usage: null, cost: null, billedBy: null };

/**
 * Reads the `usage` of a frame in any shape. If the account brings its own provider key (`is_byok`), OpenRouter charges at
 * most a fee, and the provider the rest.
 * Source: openrouter.ai/docs, "Usage accounting".
 */
export function readUsage(usage: JsonObject): UsageReport {
  const { is_byok: ownKey } = usage;
  const billedBy = ownKey === true ? 'provider' : ownKey === false ? 'openrouter' : null;
  return { usage: tokensIn(usage), cost: costIn(usage, ownKey === true), billedBy };
}

/** @returns the report with a later one: cumulative usage may come with every frame. */
export function withReport(known: UsageReport, next: UsageReport): UsageReport {
  return {
    usage: next.usage ?? known.usage,
    cost: next.cost ?? known.cost,
    billedBy: next.billedBy ?? known.billedBy,
  };
}

/** Any two of the two counts and their sum are enough. */
function tokensIn(usage: JsonObject): Usage | null {
  const total = count(usage.total_tokens);
  const prompt = count(usage.prompt_tokens) ?? count(usage.input_tokens);
  const completion = count(usage.completion_tokens) ?? count(usage.output_tokens);
  const output = completion ?? difference(total, prompt);
  if (output === null) return null;
  return {
    input: prompt ?? difference(total, output) ?? 0,
    output,
    reasoning: detail(usage, ['completion_tokens_details', 'output_tokens_details'], 'reasoning_tokens'),
    cached: detail(usage, ['prompt_tokens_details', 'input_tokens_details'], 'cached_tokens'),
  };
}

function detail(usage: JsonObject, places: readonly string[], name: string): number {
  const details = places.map((place) => usage[place]).find(isObject);
  return count(details?.[name]) ?? 0;
}

function costIn({ cost, cost_details: details }: JsonObject, ownKey: boolean): number | null {
  const charged = amount(cost);
  if (!ownKey) return charged;
  const upstream = isObject(details) ? amount(details.upstream_inference_cost) : null;
  // The fee alone is not the cost of the answer.
  return upstream === null ? null : upstream + (charged ?? 0);
}

function difference(total: number | null, part: number | null): number | null {
  return total === null || part === null || part > total ? null : total - part;
}

function count(value: unknown): number | null {
  const tokens = amount(value);
  if (tokens === null) return null;
  const whole = Math.round(tokens);
  return Number.isSafeInteger(whole) ? whole : null;
}

/** @returns a number that is not negative, also from a text. */
function amount(value: unknown): number | null {
  const isDecimal = typeof value === 'string' && /^\s*\d+(\.\d+)?(e[+-]?\d+)?\s*$/i.test(value);
  const number = isDecimal ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) && number >= 0 ? number : null;
}
