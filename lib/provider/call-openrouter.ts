import 'server-only';
import type { LanguageModelV4Prompt, LanguageModelV4StreamPart } from '@ai-sdk/provider';
import { createOpenRouter } from '@openrouter/ai-sdk-provider';
import type { Failure } from '@/lib/protocol/failure';
import type { JsonObject } from '@/lib/protocol/json';
import type { Message } from '@/lib/protocol/message';
import { SETTINGS, type Settings, setSettings } from '@/lib/protocol/settings';
import type { Clock } from '../time/clock';
import { endOfStream, type StreamSummary } from './end-of-stream';
import { failureOf } from './failure-of';
import { listeningFetch, type ResponseListener } from './listening-fetch';
import { failed, type ModelCall } from './model-call';
import { NO_REPORT, withReport } from './usage-report';

export interface OpenRouterRequest {
  model: string;
  messages: readonly Message[];
  system: string | null;
  settings: Settings;
  baseUrl: string;
  /** null if there is no key; the call then fails. */
  apiKey: string | null;
  fetch: typeof fetch;
  /** The longest answer, tokens, whatever the settings say; absent for no limit but theirs. */
  maxTokens?: number;
  /** No provider that is dearer may answer; absent for any. */
  priceCeiling?: PriceCeiling;
  /** Is told OpenRouter's id of the generation, by which its cost can be asked later. */
  onGeneration?(id: string): void;
}

/** A shorter key is no secret, but any word for a server that needs no key; answers may contain it. */
const SHORTEST_SECRET = 16;

/** USD per million tokens, and per request. */
interface PriceCeiling {
  input: number;
  output: number;
  request: number;
}

/**
 * Calls a model through the AI SDK's OpenRouter provider. It calls the provider's model directly: the transforms of
 * `streamText` cost seconds at a few thousand streams, and the lane has its own retries, time-outs and failures.
 */
export function callOpenRouter(request: OpenRouterRequest, clock: Clock): ModelCall {
  return async (signal, sink) => {
    if (request.apiKey === null) return failed({ code: 'key-missing' });
    const summary: StreamSummary = {
      text: 0,
      reasoning: 0,
      notes: 0,
      failures: [],
      report: NO_REPORT,
      usageAtEnd: false,
      finish: null,
      served: null,
      doneMark: false,
    };
    const recognise = (error: unknown) => failureOf(error, clock.date().getTime());
    const listener: ResponseListener = {
      onHeaders(generation) {
        if (generation !== null) request.onGeneration?.(generation);
        sink.alive();
      },
      onFrames: () => sink.alive(),
      onComment: () => sink.processing(),
      onNote(note) {
        summary.notes += 1;
        sink.note(note);
      },
      onUsage(report) {
        summary.report = withReport(summary.report, report);
      },
      onUsageAtEnd() {
        summary.usageAtEnd = true;
      },
      onFailure(error) {
        summary.failures.push(recognise(error));
      },
      onPiece({ kind, content }) {
        summary[kind] += content.length;
        sink.piece(kind, content);
      },
      onDoneMark() {
        summary.doneMark = true;
        sink.doneMark();
      },
    };
    const { model, baseUrl, apiKey } = request;
    const secret = apiKey.length < SHORTEST_SECRET ? null : apiKey;
    const fetch = listeningFetch(request.fetch, listener, clock, secret);
    try {
      const { stream } = await openModel(model, bodyOf(request), { baseUrl, apiKey, fetch }).doStream({
        prompt: promptOf(request),
        abortSignal: signal,
      });
      await readParts(stream, summary, recognise);
      return endOfStream(summary);
    } catch (error) {
      return failed(recognise(error));
    }
  };
}

function promptOf({ system, messages }: OpenRouterRequest): LanguageModelV4Prompt {
  const turns = messages.map(({ role, content }) => ({ role, content: [{ type: 'text' as const, text: content }] }));
  return system === null ? turns : [{ role: 'system', content: system }, ...turns];
}

/** Reads every part to the end. The listener has already received all pieces. */
async function readParts(
  stream: ReadableStream<LanguageModelV4StreamPart>,
  summary: StreamSummary,
  recognise: (error: unknown) => Failure,
): Promise<void> {
  const reader = stream.getReader();
  for (;;) {
    const { done, value: part } = await reader.read();
    if (done) return;
    switch (part.type) {
      case 'response-metadata':
        summary.served = part.modelId ?? summary.served;
        break;
      case 'error':
        summary.failures.push(recognise(part.error));
        break;
      case 'finish':
        summary.finish = part;
        break;
    }
  }
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
