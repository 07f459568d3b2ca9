import 'server-only';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { isObject, type JsonObject } from '@/lib/protocol/json';
import { SETTINGS, type Settings, setSettings } from '@/lib/protocol/settings';
import type { Clock } from '../time/clock';
import { callModel, type ModelRequest } from './call-model';
import type { ModelCall } from './model-call';

/** Calls a model of a server that speaks OpenAI's API. Asks for usage, which many servers send only then. */
export function callCompatible(request: ModelRequest, clock: Clock): ModelCall {
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
