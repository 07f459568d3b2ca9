import type { LaneRecord } from '@/lib/protocol/comparison';
import type { Message } from '@/lib/protocol/message';
import { callOpenRouter } from '../provider/call-openrouter';
import type { ModelCall } from '../provider/model-call';
import type { App } from './app';

interface LaneRequest {
  lane: LaneRecord;
  messages: readonly Message[];
  system: string | null;
}

/**
 * Opens the call of one lane. The only place that knows at which server a model is called, through which fetch, with
 * which key, and within which limits.
 */
export function openCall(app: App, { lane, messages, system }: LaneRequest): ModelCall {
  const { model, settings } = lane;
  return callOpenRouter({ model, messages, system, settings, ...openSource(app, lane) }, app.clock);
}

function openSource({ environment, openRouterFetch, demoFetch }: App, { demo }: LaneRecord) {
  const { baseUrl, apiKey } = environment;
  return demo ? { baseUrl, apiKey: 'demo', fetch: demoFetch } : { baseUrl, apiKey, fetch: openRouterFetch };
}
