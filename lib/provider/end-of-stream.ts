import type { LanguageModelV4StreamPart } from '@ai-sdk/provider';
import type { Failure } from '@/lib/protocol/failure';
import { type CallEnd, failed } from './model-call';
import type { UsageReport } from './usage-report';

type Finish = Extract<LanguageModelV4StreamPart, { type: 'finish' }>;

/** What a whole stream contained. */
export interface StreamSummary {
  /** UTF-16 units. */
  text: number;
  reasoning: number;
  notes: number;
  /** Errors inside the stream, in order. */
  failures: Failure[];
  report: UsageReport;
  /** Usage came after the last piece. Cumulative usage with pieces does not mark an end. */
  usageAtEnd: boolean;
  /** The package always ends with a finish, and invents one if the provider sent none; null before that. */
  finish: Finish | null;
  served: string | null;
  /** `[DONE]` came. */
  doneMark: boolean;
}

/**
 * Decides how a call ended, after its stream was read to the end. An error that the provider reported wins over a frame that
 * could not be read. Both win over the finish, since the package adds a finish after any error.
 */
export function endOfStream(summary: StreamSummary): CallEnd {
  const { text, reasoning, notes, failures, report, usageAtEnd, finish, served, doneMark } = summary;
  const failure = failures.find(({ code }) => code !== 'bad-response') ?? failures[0];
  if (failure) return failed(failure);

  const reason = finish?.finishReason;
  // `finish_reason: "error"` without an error.
  if (reason?.raw === 'error') return failed({ code: 'unknown' });
  if (reason?.unified === 'content-filter' && text === 0) return failed({ code: 'filtered' });
  if (reason?.raw === undefined && !usageAtEnd && !doneMark) return failed({ code: 'connection-lost' });
  const isReported = report.usage !== null || report.cost !== null;
  // If the upstream dies, OpenRouter ends the stream with a well-formed, empty, unbilled answer.
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
