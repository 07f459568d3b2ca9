import 'server-only';
import { createOpenRouter } from '@openrouter/ai-sdk-provider';
import type { JsonObject } from '@/lib/protocol/json';
import { SETTINGS, setSettings } from '@/lib/protocol/settings';
import type { Clock } from '../time/clock';
import { callModel, type ModelRequest } from './call-model';
import { failed, type ModelCall } from './model-call';

/** Without a key the call fails. */
export interface OpenRouterRequest extends ModelRequest {
  /** The longest answer, tokens, whatever the settings say; absent for no limit but theirs. */
  maxTokens?: number;
  /** No provider that is dearer may answer; absent for any. */
  priceCeiling?: PriceCeiling;
  /** Is told OpenRouter's id of the generation, by which its cost can be asked later. */
  onGeneration?(id: string): void;
}

/** USD per million tokens, and per request. */
interface PriceCeiling {
  input: number;
  output: number;
  request: number;
}

/** Calls a model through the AI SDK's OpenRouter provider. */
export function callOpenRouter(request: OpenRouterRequest, clock: Clock): ModelCall {
  const { model, baseUrl, apiKey, fetch, onGeneration } = request;
  if (apiKey === null) return async () => failed({ code: 'key-missing' });
  const open = (listening: typeof globalThis.fetch) =>
    openModel(model, bodyOf(request), { baseUrl, apiKey, fetch: listening });
  return callModel(request, { open, fetch, apiKey, billedBy: null, onGeneration }, clock);
}

interface ModelAccess {
  baseUrl: string;
  /** Always set, a dummy for the demo: if undefined, the package would take the house key from the environment. */
  apiKey: string;
  fetch: typeof fetch;
}

/** @returns the AI SDK model of one call; its requests go through the given `fetch`. */
function openModel(model: string, extraBody: JsonObject, { baseUrl, apiKey, fetch }: ModelAccess) {
  return createOpenRouter({ apiKey, baseURL: baseUrl, fetch, appName: 'Abreast' }).chat(model, { extraBody });
}

/** What a request sends besides model and messages. Not the package's own options: its list of efforts is older than OpenRouter's. */
export function bodyOf({ settings, maxTokens, priceCeiling }: OpenRouterRequest): JsonObject {
  const bodies = setSettings(settings).map(({ name, value }) => SETTINGS[name].body(value));
  const body: Record<string, unknown> = Object.assign({}, ...bodies);
  if (maxTokens !== undefined) body.max_tokens = Math.min(maxTokens, settings.maxTokens ?? maxTokens);
  if (priceCeiling) {
    const { input, output, request } = priceCeiling;
    body.provider = { max_price: { prompt: input, completion: output, request } };
  }
  return body;
}
