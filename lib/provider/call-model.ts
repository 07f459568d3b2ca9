import 'server-only';
import {
  InvalidResponseDataError,
  type LanguageModelV4,
  type LanguageModelV4Prompt,
  type LanguageModelV4StreamPart,
} from '@ai-sdk/provider';
import type { Failure } from '@/lib/protocol/failure';
import type { Message } from '@/lib/protocol/message';
import type { Settings } from '@/lib/protocol/settings';
import type { Clock } from '../time/clock';
import { endOfStream, type StreamSummary } from './end-of-stream';
import { failureOf } from './failure-of';
import { listeningFetch, type ResponseListener } from './listening-fetch';
import { failed, type ModelCall } from './model-call';
import { NO_REPORT, type UsageReport, withReport } from './usage-report';

/** What a model is asked, and where. */
export interface ModelRequest {
  /** As its server knows it. */
  model: string;
  messages: readonly Message[];
  system: string | null;
  settings: Settings;
  /** Of the server's API. */
  baseUrl: string;
  /** null if there is none. */
  apiKey: string | null;
  fetch: typeof fetch;
}

type Prompt = Pick<ModelRequest, 'messages' | 'system'>;

interface Access {
  /** Opens the AI SDK model of one call; its requests go through the given `fetch`. */
  open(fetch: typeof globalThis.fetch): LanguageModelV4;
  fetch: typeof fetch;
  /** null if the server needs none. */
  apiKey: string | null;
  /** Who bills, unless the answer says it. */
  billedBy: UsageReport['billedBy'];
  onGeneration?(id: string): void;
}

/** A shorter key is no secret, but any word for a server that needs no key; answers may contain it. */
const SHORTEST_SECRET = 16;

/**
 * Calls a model of a provider package. It calls the provider's model directly: the transforms of `streamText` cost seconds
 * at a few thousand streams, and the lane has its own retries, time-outs and failures.
 */
export function callModel(prompt: Prompt, access: Access, clock: Clock): ModelCall {
  return async (signal, sink) => {
    const summary: StreamSummary = {
      text: 0,
      reasoning: 0,
      notes: 0,
      failures: [],
      report: { ...NO_REPORT, billedBy: access.billedBy },
      usageAtEnd: false,
      finish: null,
      served: null,
      doneMark: false,
    };
    const recognise = (error: unknown) => failureOf(error, clock.date().getTime());
    const listener: ResponseListener = {
      onHeaders(generation) {
        if (generation !== null) access.onGeneration?.(generation);
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
    const { apiKey } = access;
    const secret = apiKey === null || apiKey.length < SHORTEST_SECRET ? null : apiKey;
    const fetch = listeningFetch(access.fetch, listener, clock, secret);
    try {
      const { stream } = await access.open(fetch).doStream({ prompt: promptOf(prompt), abortSignal: signal });
      await readParts(stream, summary, recognise);
      return endOfStream(summary);
    } catch (error) {
      return failed(recognise(error));
    }
  };
}

function promptOf({ system, messages }: Prompt): LanguageModelV4Prompt {
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
        // A missing finish is no failure after `[DONE]` or usage: `endOfStream` decides.
        if (!InvalidResponseDataError.isInstance(part.error)) summary.failures.push(recognise(part.error));
        break;
      case 'finish':
        summary.finish = part;
        break;
    }
  }
}
