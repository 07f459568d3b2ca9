import 'server-only';
import type { LanguageModelV4Prompt, LanguageModelV4StreamPart } from '@ai-sdk/provider';
import { createOpenRouter } from '@openrouter/ai-sdk-provider';
import type { Failure } from '@/lib/protocol/failure';
import type { Message } from '@/lib/protocol/message';
import type { Settings } from '@/lib/protocol/settings';
import type { Clock } from '../time/clock';
import { endOfStream, type StreamSummary } from './end-of-stream';
import { failureOf } from './failure-of';
import { listeningFetch, type ResponseListener } from './listening-fetch';
import { type CallSink, failed, type ModelCall } from './model-call';
import { NO_REPORT, withReport } from './usage-report';

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
    const late = new LateReasoning(summary, sink);
    const recognise = (error: unknown) => failureOf(error, clock.date().getTime());
    const listener: ResponseListener = {
      onHeaders: () => sink.alive(),
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
      onLateReasoning: (content, textBefore) => late.take(content, textBefore),
      onDoneMark() {
        summary.doneMark = true;
        sink.doneMark();
      },
    };
    const fetch = listeningFetch(request.fetch, listener, clock);
    const { model, settings, baseUrl, apiKey } = request;
    try {
      const { stream } = await openModel(model, settings, { baseUrl, apiKey, fetch }).doStream({
        prompt: promptOf(request),
        abortSignal: signal,
        ...(settings.temperature === undefined ? {} : { temperature: settings.temperature }),
        ...(settings.maxTokens === undefined ? {} : { maxOutputTokens: settings.maxTokens }),
      });
      await readParts(stream, sink, summary, recognise, late);
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

/**
 * Reasoning that came after text. It does not pass through the provider package, which drops it, and text may still be
 * on its way there: each piece waits until the text before it has come out.
 */
class LateReasoning {
  #waiting: { content: string; textBefore: number }[] = [];

  constructor(
    private readonly summary: StreamSummary,
    private readonly sink: CallSink,
  ) {}

  take(content: string, textBefore: number): void {
    this.#waiting.push({ content, textBefore });
    this.tell();
  }

  /** Hands on what no text stands before any more. */
  tell(): void {
    const isDue = ({ textBefore }: { textBefore: number }) => textBefore <= this.summary.text;
    const due = this.#waiting.findIndex((piece) => !isDue(piece));
    for (const { content } of this.#waiting.splice(0, due < 0 ? this.#waiting.length : due)) {
      this.summary.reasoning += content.length;
      this.sink.piece('reasoning', content);
    }
  }
}

/** Reads every part to the end. What is no piece has been heard before. */
async function readParts(
  stream: ReadableStream<LanguageModelV4StreamPart>,
  sink: CallSink,
  summary: StreamSummary,
  recognise: (error: unknown) => Failure,
  late: LateReasoning,
): Promise<void> {
  const reader = stream.getReader();
  for (;;) {
    const { done, value: part } = await reader.read();
    if (done) return;
    switch (part.type) {
      case 'reasoning-delta':
        summary.reasoning += part.delta.length;
        sink.piece('reasoning', part.delta);
        break;
      case 'text-delta':
        summary.text += part.delta.length;
        sink.piece('text', part.delta);
        late.tell();
        break;
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
