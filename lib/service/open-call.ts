import type { AskedLane } from '@/lib/protocol/comparison';
import type { Message } from '@/lib/protocol/message';
import type { Session } from '@/lib/session/session';
import { callOpenRouter } from '../provider/call-openrouter';
import type { ModelCall } from '../provider/model-call';
import type { App } from './app';

interface LaneRequest {
  lane: AskedLane;
  messages: readonly Message[];
  /** The turn's. */
  system: string | null;
}

/**
 * Opens the call of one lane. The only place that knows at which server a model is called, through which fetch, with
 * which key, and within which limits.
 */
export function openCall(app: App, session: Session, { lane, messages, system }: LaneRequest): ModelCall {
  const { model, settings } = lane;
  // A lane's own empty system prompt stands for none.
  const ownSystem = (lane.system ?? system) || null;
  return callOpenRouter({ model, messages, system: ownSystem, settings, ...openSource(app, session, lane) }, app.clock);
}

/** A visitor with a key of their own pays for every model; else the house pays, if it has a key. */
function openSource({ environment, openRouterFetch, demoFetch }: App, session: Session, { source }: AskedLane) {
  const { baseUrl, apiKey } = environment;
  return source === 'demo'
    ? { baseUrl, apiKey: 'demo', fetch: demoFetch }
    : { baseUrl, apiKey: session.key ?? apiKey, fetch: openRouterFetch };
}
