import type { LanguageModelV4StreamPart } from '@ai-sdk/provider';
import type { Failure } from '@/lib/protocol/failure';
import { type CallEnd, failed } from './model-call';
import type { UsageReport } from './usage-report';

type Finish = Extract<LanguageModelV4StreamPart, { type: 'finish' }>;

/** What a stream amounted to when it was over. */
export interface StreamSummary {
  /** UTF-16 units that came. */
  text: number;
  reasoning: number;
  notes: number;
  /** What went wrong inside the stream, in its order. */
  failures: Failure[];
  report: UsageReport;
  /** It came after the last piece: cumulative usage beside pieces tells of no end. */
  usageAtEnd: boolean;
  /** The package always closes with one, made up by itself when the provider sent none; null before that. */
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
  const { text, reasoning, notes, failures, report, usageAtEnd, finish, served, doneMark } = summary;
  const failure = failures.find(({ code }) => code !== 'bad-response') ?? failures[0];
  if (failure) return failed(failure);

  const reason = finish?.finishReason;
  // `finish_reason: "error"` without an error that says which.
  if (reason?.raw === 'error') return failed({ code: 'unknown' });
  if (reason?.unified === 'content-filter' && text === 0) return failed({ code: 'filtered' });
  if (reason?.raw === undefined && !usageAtEnd && !doneMark) return failed({ code: 'connection-lost' });
  const isReported = report.usage !== null || report.cost !== null;
  // OpenRouter closes a stream whose upstream died as a well-formed, empty, unbilled answer.
  if (text + reasoning + notes === 0 && !isReported) return failed({ code: 'bad-response' });

  const provider = finish?.providerMetadata?.openrouter?.provider;
  return {
    type: 'finish',
    reason: reason?.unified === 'length' ? 'length' : reason?.unified === 'content-filter' ? 'filtered' : 'stop',
    usage: report.usage,
    cost: report.cost,
    billedBy: report.billedBy ?? 'openrouter',
    provider: typeof provider === 'string' ? provider : null,
    servedModel: served,
  };
}
