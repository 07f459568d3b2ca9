import 'server-only';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { isObject, type JsonObject } from '@/lib/protocol/json';
import type { Message } from '@/lib/protocol/message';
import { SETTINGS, type Settings, setSettings } from '@/lib/protocol/settings';
import type { Clock } from '../time/clock';
import { callModel } from './call-model';
import type { ModelCall } from './model-call';

interface CompatibleRequest {
  /** As the server knows it, without the id of its source. */
  model: string;
  messages: readonly Message[];
  system: string | null;
  settings: Settings;
  /** Of a server that speaks OpenAI's API, such as http://localhost:11434/v1. */
  baseUrl: string;
  /** The server's own key; null if it needs none. */
  apiKey: string | null;
  fetch: typeof fetch;
}

/** Calls a model of a server that speaks OpenAI's API. Asks for usage, which many servers send only then. */
export function callCompatible(request: CompatibleRequest, clock: Clock): ModelCall {
  const { model, settings, baseUrl, apiKey, fetch } = request;
  const open = (listening: typeof globalThis.fetch) =>
    createOpenAICompatible({
      name: 'source',
      baseURL: baseUrl,
      apiKey: apiKey ?? undefined,
      fetch: listening,
      includeUsage: true,
      transformRequestBody: (body) => ({ ...body, ...compatibleBody(settings) }),
    }).chatModel(model);
  return callModel(request, { open, fetch, apiKey, billedBy: 'provider' }, clock);
}

/** OpenAI's own field for the effort is flat; all others have OpenRouter's names. */
function compatibleBody(settings: Settings): JsonObject {
  const bodies = setSettings(settings).map(({ name, value }) => SETTINGS[name].body(value));
  const { reasoning, ...body }: Record<string, unknown> = Object.assign({}, ...bodies);
  return isObject(reasoning) ? { ...body, reasoning_effort: reasoning.effort } : body;
}
