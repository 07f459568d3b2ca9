import type { Failure } from '@/lib/protocol/failure';
import type { RunEvent, RunEventOf } from '@/lib/protocol/run-event';
import { eventOf, framesOf } from './frames';

const JSON_TYPE = { 'content-type': 'application/json' };

export interface QuickAsk {
  model: string;
  prompt: string;
  cookie: string;
  headers?: Record<string, string>;
}

/** Asks one model. Resolves with the head of the response; the run goes on. */
export function quickAsk(origin: string, { model, prompt, cookie, headers }: QuickAsk): Promise<Response> {
  const body = JSON.stringify({ prompt, models: [model] });
  return fetch(`${origin}/api/compare`, { method: 'POST', headers: { ...JSON_TYPE, cookie, ...headers }, body });
}

/** What an ask came to. */
export interface Outcome {
  begun: RunEventOf<'run'>;
  failure: Failure | null;
}

/**
 * Reads a run until its lane has failed or an event of that type has come, and hangs up.
 *
 * @returns null if the process is gone before.
 */
export async function outcomeOf(response: Response, type: RunEvent['type']): Promise<Outcome | null> {
  const utf8 = new TextDecoder();
  let text = '';
  try {
    for await (const bytes of response.body ?? []) {
      text += utf8.decode(bytes, { stream: true });
      const events = framesOf(text).map(eventOf);
      const last = events.find((event) => event.type === type || event.type === 'error');
      const [begun] = events;
      if (last && begun?.type === 'run') return { begun, failure: last.type === 'error' ? last.failure : null };
    }
  } catch {
    // The process was killed.
  }
  return null;
}
