import type { LanguageModelV4StreamPart } from '@ai-sdk/provider';
import type { Failure } from '@/lib/protocol/failure';
import type { Usage } from '@/lib/protocol/run-event';
import { type CallEnd, failed } from './model-call';

type Finish = Extract<LanguageModelV4StreamPart, { type: 'finish' }>;

/** What a stream amounted to when it was over. */
export interface StreamSummary {
  /** UTF-16 units that came. */
  text: number;
  reasoning: number;
  /** What went wrong inside the stream, in its order. */
  failures: Failure[];
  /** The package always closes with one, made up by itself when the provider sent none; null when we left before. */
  finish: Finish | null;
  served: string | null;
  /** `[DONE]` came. */
  doneMark: boolean;
}

/**
 * Decides how a call ended whose stream was read to its end. An error that the provider named wins over a frame
 * that could not be read, and both over what the finish says, since the package adds a finish after any error.
 */
export function endOfStream(summary: StreamSummary): CallEnd {
  const { text, reasoning, failures, finish, doneMark } = summary;
  const failure = failures.find(({ code }) => code !== 'bad-response') ?? failures[0];
  if (failure) return failed(failure);

  const usage = usageOf(finish);
  const reason = finish?.finishReason;
  // `finish_reason: "error"` without an error that says which.
  if (reason?.unified === 'error' || reason?.raw === 'error') return failed({ code: 'unknown' });
  if (reason?.unified === 'content-filter' && text === 0) return failed({ code: 'filtered' });
  if (reason?.raw === undefined && usage === null && !doneMark) return failed({ code: 'connection-lost' });
  // OpenRouter closes a stream whose upstream died as a well-formed, empty, unbilled answer.
  if (text + reasoning === 0 && usage === null) return failed({ code: 'bad-response' });

  const metadata = finish?.providerMetadata?.openrouter as { usage?: { cost?: number }; provider?: string } | undefined;
  return {
    type: 'finish',
    reason: reason?.unified === 'length' ? 'length' : reason?.unified === 'content-filter' ? 'filtered' : 'stop',
    usage,
    cost: metadata?.usage?.cost ?? null,
    billedBy: 'openrouter',
    provider: metadata?.provider ?? null,
    servedModel: summary.served,
  };
}

function usageOf(finish: Finish | null): Usage | null {
  const { inputTokens, outputTokens } = finish?.usage ?? {};
  if (inputTokens?.total === undefined && outputTokens?.total === undefined) return null;
  return {
    input: inputTokens?.total ?? 0,
    output: outputTokens?.total ?? 0,
    reasoning: outputTokens?.reasoning ?? 0,
    cached: inputTokens?.cacheRead ?? 0,
  };
}
