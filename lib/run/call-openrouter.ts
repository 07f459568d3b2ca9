import type { LanguageModelV4Prompt, LanguageModelV4StreamPart } from '@ai-sdk/provider';
import type { Message } from '@/lib/comparison/history';
import { listeningFetch } from '@/lib/models/listening-fetch';
import { openModel } from '@/lib/models/open-model';
import type { Settings } from '@/lib/protocol/settings';
import type { Clock } from './clock';
import { endOfStream, type StreamSummary } from './end-of-stream';
import { failureOf } from './failure-of';
import { type CallSink, failed, type ModelCall } from './model-call';

export interface OpenRouterRequest {
  model: string;
  messages: readonly Message[];
  system: string | null;
  settings: Settings;
  baseUrl: string;
  /** null: this model needs a key and there is none. */
  apiKey: string | null;
  fetch: typeof fetch;
}

/**
 * One try at a model through the AI SDK's OpenRouter provider. The provider's model is called directly: the chain
 * of transforms of `streamText` costs seconds at a few thousand streams, and tries, time-outs and failures are
 * the lane's own anyway.
 */
export function callOpenRouter(request: OpenRouterRequest, clock: Clock): ModelCall {
  return async (signal, sink) => {
    if (request.apiKey === null) return failed({ code: 'key-missing' });
    let doneMark = false;
    const fetch = listeningFetch(
      request.fetch,
      {
        onHeaders: () => sink.headers(),
        onComment: () => sink.processing(),
        onDoneMark: () => {
          doneMark = true;
          sink.doneMark();
        },
      },
      clock,
    );
    const { model, settings, baseUrl, apiKey } = request;
    try {
      const { stream } = await openModel(model, settings, { baseUrl, apiKey, fetch }).doStream({
        prompt: promptOf(request),
        abortSignal: signal,
        ...(settings.temperature === undefined ? {} : { temperature: settings.temperature }),
        ...(settings.maxTokens === undefined ? {} : { maxOutputTokens: settings.maxTokens }),
      });
      const summary = await readParts(stream, sink, clock);
      return endOfStream({ ...summary, doneMark });
    } catch (error) {
      return failed(failureOf(error, clock.date().getTime()));
    }
  };
}

function promptOf({ system, messages }: OpenRouterRequest): LanguageModelV4Prompt {
  const turns = messages.map(({ role, content }) => ({ role, content: [{ type: 'text' as const, text: content }] }));
  return system === null ? turns : [{ role: 'system', content: system }, ...turns];
}

/** Reads every part to the end, or to the first error that the provider itself names. */
async function readParts(stream: ReadableStream<LanguageModelV4StreamPart>, sink: CallSink, clock: Clock) {
  const summary: Omit<StreamSummary, 'doneMark'> = { text: 0, reasoning: 0, failures: [], finish: null, served: null };
  const reader = stream.getReader();
  for (;;) {
    const { done, value: part } = await reader.read();
    if (done) return summary;
    switch (part.type) {
      case 'reasoning-delta':
        if (part.delta === '') break;
        summary.reasoning += part.delta.length;
        sink.piece('reasoning', part.delta);
        break;
      case 'text-delta':
        if (part.delta === '') break;
        summary.text += part.delta.length;
        sink.piece('text', part.delta);
        break;
      case 'response-metadata':
        summary.served = part.modelId ?? summary.served;
        break;
      case 'error':
        summary.failures.push(failureOf(part.error, clock.date().getTime()));
        // A broken frame does not end the reading, what follows may be whole; an error that is named does.
        if (summary.failures.at(-1)?.code !== 'bad-response') return summary;
        break;
      case 'finish':
        summary.finish = part;
        break;
    }
  }
}
