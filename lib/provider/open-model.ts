import 'server-only';
import { createOpenRouter } from '@openrouter/ai-sdk-provider';
import type { Settings } from '@/lib/protocol/settings';

export interface ModelAccess {
  baseUrl: string;
  /** Always explicit, a dummy for the demo: left undefined, the package takes the house key from the environment. */
  apiKey: string;
  fetch: typeof fetch;
}

/** The AI SDK model of one call, whose requests go through the given fetch. */
export function openModel(model: string, { reasoning }: Settings, { baseUrl, apiKey, fetch }: ModelAccess) {
  const openrouter = createOpenRouter({ apiKey, baseURL: baseUrl, fetch, appName: 'Abreast' });
  // The package's own list of efforts is older than OpenRouter's; the body takes any of them.
  return openrouter.chat(model, reasoning ? { extraBody: { reasoning: { effort: reasoning } } } : {});
}
